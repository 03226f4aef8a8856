/** What the marks on the map look like: the map draws them from here, and so does their legend. */
import { DUE_STYLE, heatColours, INCIDENT_STYLE, type ThemeId } from './scales.ts';
import type { Theme } from './themes.ts';

/** Marks of single incidents are drawn on a field of so many units across. */
export const MARK_FIELD = 40;
export const MARK_PX = 17;
export const MARK_SHAPE: Readonly<Record<'square' | 'circle' | 'diamond', string>> = {
	square: 'M10 10H30V30H10Z',
	circle: 'M20 8.5A11.5 11.5 0 0 1 20 31.5A11.5 11.5 0 0 1 20 8.5Z',
	diamond: 'M20 5.9L34.1 20L20 34.1L5.9 20Z'
};
export type IncidentKind = keyof typeof INCIDENT_STYLE;
export const INCIDENT_KINDS = Object.keys(INCIDENT_STYLE) as IncidentKind[];

export interface MarkDrawing {
	shape: string;
	fill: string;
	/** Lines around the shape, the lowest first: a halo, and a red one when past its time. */
	rims: readonly { width: number; colour: string }[];
}

export function incidentMark(kind: IncidentKind, late: boolean, theme: Theme): MarkDrawing {
	const { shape, colour } = INCIDENT_STYLE[kind];
	const outer = { width: 8, colour: late ? DUE_STYLE.overdue.colour[theme.id] : theme.halo };
	return {
		shape: MARK_SHAPE[shape],
		fill: colour[theme.id],
		rims: late ? [outer, { width: 3.5, colour: theme.halo }] : [outer]
	};
}

/** Several incidents as a ring, in pixels: larger with their number, red and thicker with those past their time. */
export function clusterRing({ count, overdue }: { count: number; overdue: number }, theme: Theme) {
	return {
		radius: (count === 1 ? 4.2 : 6.5 + Math.min(14, 2.6 * Math.log2(count))) * theme.stroke,
		width: overdue > 0 ? 1.4 + 1.4 * (overdue / count) : 1.3,
		colour: overdue > 0 ? DUE_STYLE.overdue.colour[theme.id] : theme.pictogram
	};
}

export const HEAT_OPACITY = 0.72;
/** The heat's colours as a CSS gradient, from few to many. */
export const heatGradient = (theme: ThemeId) => `linear-gradient(to right, ${heatColours(theme).join(', ')})`;
