/** Cases on a map of them: groups as rings with their number, single ones as marks, and rings around those that are meant. */
import type { Layer } from '@deck.gl/core';
import { IconLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { URGENCIES } from '../domain/incident/urgency.ts';
import { caseMark, type CaseGroup } from './case-marks.ts';
import { FLAT } from './deck-overlay.ts';
import { rgba } from './hex.ts';
import { markAtlas } from './mark-atlas.ts';
import type { Theme } from './themes.ts';

/** Id of the layers whose objects are groups. */
export const CASE_GROUPS = 'case-groups';
export const CASE_MARKS = 'case-marks';
/** Pixels. */
const MARK_PX = 26;
const RING_PX = 17;
const RING_GAP_PX = 4;

export interface CaseDrawing {
	theme: Theme;
	groups: readonly CaseGroup[];
	/** With the one that is under the pointer or the focus of a list beside the map. */
	marked: CaseGroup | null;
	/** With those that are chosen. */
	chosen: readonly CaseGroup[];
}

export function caseLayers({ theme, groups, marked, chosen }: CaseDrawing): Layer[] {
	const several = groups.filter(({ members }) => members.length > 1);
	const single = groups.filter(({ members }) => members.length === 1);
	const size = theme.stroke;
	const radiusOf = ({ members, overdue }: CaseGroup) =>
		Math.max(overdue > 0 ? 15 : 11, 9 + Math.min(13, 2.4 * Math.log2(members.length))) * size;
	const at = ({ lng, lat }: { lng: number; lat: number }): [number, number] => [lng, lat];
	const worst = ({ urgency }: CaseGroup) => caseMark(urgency, theme).fill;
	const ring = (id: string, around: readonly CaseGroup[], colour: string, width: number) =>
		new ScatterplotLayer<CaseGroup>({
			id,
			data: around as CaseGroup[],
			getPosition: at,
			getRadius: (group) =>
				group.members.length > 1 ? radiusOf(group) + RING_GAP_PX * size : RING_PX * size,
			radiusUnits: 'pixels',
			filled: false,
			stroked: true,
			getLineColor: rgba(colour),
			getLineWidth: width * size,
			lineWidthUnits: 'pixels',
			...FLAT
		});
	return [
		new ScatterplotLayer<CaseGroup>({
			id: CASE_GROUPS,
			data: several,
			pickable: true,
			getPosition: at,
			getRadius: radiusOf,
			radiusUnits: 'pixels',
			getFillColor: rgba(theme.halo, 240),
			stroked: true,
			getLineColor: (group) => rgba(worst(group)),
			getLineWidth: ({ overdue }) => (overdue > 0 ? 3 : 2) * size,
			lineWidthUnits: 'pixels',
			updateTriggers: { getLineColor: theme.id, getRadius: size },
			...FLAT
		}),
		new TextLayer<CaseGroup>({
			id: 'case-counts',
			data: several,
			getPosition: at,
			getText: ({ members, overdue }) =>
				overdue > 0 ? `${members.length}\n!${overdue}` : String(members.length),
			getColor: rgba(theme.text),
			getSize: 11 * theme.type,
			lineHeight: 0.95,
			fontFamily: 'sans-serif',
			fontWeight: 600,
			characterSet: '0123456789!',
			getTextAnchor: 'middle',
			getAlignmentBaseline: 'center',
			updateTriggers: { getSize: theme.type },
			...FLAT
		}),
		new IconLayer<CaseGroup>({
			id: CASE_MARKS,
			data: single,
			pickable: true,
			getPosition: at,
			...markAtlas(`cases ${theme.id}`, () =>
				URGENCIES.map((urgency) => ({ name: urgency, ...caseMark(urgency, theme) }))
			),
			getIcon: ({ urgency }) => urgency,
			getSize: MARK_PX * theme.picture,
			sizeUnits: 'pixels',
			...FLAT
		}),
		ring('case-chosen', chosen, theme.ink, 2),
		ring('case-marked', marked ? [marked] : [], theme.accent, 4)
	];
}
