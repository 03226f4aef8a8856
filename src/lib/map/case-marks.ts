/** What cases look like on a map of them, by how they stand to their time: told apart by their shape, too. */
import { URGENCIES, type Urgency } from '../domain/incident/urgency.ts';
import { gather, type Weighed } from './clusters.ts';
import { DUE_STYLE } from './scales.ts';
import { MARK_SHAPE, type MarkDrawing } from './symbols.ts';
import type { Theme } from './themes.ts';

const TRIANGLE = 'M20 5.5L35.5 32.5H4.5Z';
const STYLE = {
	overdue: { shape: TRIANGLE, due: 'overdue' },
	soon: { shape: MARK_SHAPE.diamond, due: 'today' },
	'in-time': { shape: MARK_SHAPE.circle, due: 'later' },
	stands: { shape: MARK_SHAPE.square, due: null },
	'no-limit': { shape: MARK_SHAPE.square, due: null },
	ended: { shape: MARK_SHAPE.circle, due: null }
} as const satisfies Record<Urgency, { shape: string; due: keyof typeof DUE_STYLE | null }>;

export function caseMark(urgency: Urgency, theme: Theme): MarkDrawing {
	const { shape, due } = STYLE[urgency];
	const fill = due ? DUE_STYLE[due].colour[theme.id] : theme.pictogram;
	return { shape, fill, rims: [{ width: 7, colour: theme.halo }] };
}

/** The more urgent, the sooner. */
export const urgencyRank = (urgency: Urgency): number => URGENCIES.indexOf(urgency);

export interface CasePoint extends Weighed {
	number: string;
	urgency: Urgency;
}

/** Cases that would lie on one another on the screen. */
export interface CaseGroup {
	lng: number;
	lat: number;
	members: readonly CasePoint[];
	overdue: number;
	/** Of the one that is most urgent. */
	urgency: Urgency;
}

/** Pixels. */
const JOIN_PX = 50;
const JOIN_CLOSE_PX = 20;
/** From this zoom marks join only where they would hide one another. */
const CLOSE_FROM = 15;

/** Every case is in one group. @param zoom of the map */
export function groupCases(points: readonly CasePoint[], zoom: number, theme: Theme): CaseGroup[] {
	const radius = (zoom >= CLOSE_FROM ? JOIN_CLOSE_PX : JOIN_PX) * theme.picture;
	return gather(points, Math.round(zoom * 2) / 2, radius).map((members) => {
		const mean = (of: 'lng' | 'lat') => members.reduce((sum, one) => sum + one[of], 0) / members.length;
		const worst = members.reduce((one, other) =>
			urgencyRank(other.urgency) < urgencyRank(one.urgency) ? other : one
		);
		return {
			lng: mean('lng'),
			lat: mean('lat'),
			members,
			overdue: members.filter(({ urgency }) => urgency === 'overdue').length,
			urgency: worst.urgency
		};
	});
}
