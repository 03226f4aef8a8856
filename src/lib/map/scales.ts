/**
 * Colours, hatches and breaks, defined once: the map's paint, the legend, the panel's bars, the wall and prints
 * read them from here. Everything is told apart without colour as well (hatch, border, icon or word), and every
 * ramp runs in one direction of lightness, so that it survives a greyscale print.
 */
import { MEASURE_LEVELS, type MeasureLevel } from '../domain/measure/measure.ts';
import { classIndex, MOST_CLASSES } from '../domain/measure/breaks.ts';
import type { GroundState } from '../domain/responsibility/state.ts';
import type { DUE_STATES } from '../domain/greening/due.ts';

/** paper: desk by day; night: wall and evening; sun: field, contrast 7:1, fewer colours. */
export const THEMES = ['paper', 'night', 'sun'] as const;
export type ThemeId = (typeof THEMES)[number];

export const HATCHES = ['none', 'dots', 'diagonal', 'cross'] as const;
export type Hatch = (typeof HATCHES)[number];

type ByTheme = Readonly<Record<ThemeId, string>>;

/** The four states of ground: the same everywhere. `colour` draws the hatch and the edge, `wash` lies under it. */
export const STATE_STYLE: Readonly<
	Record<GroundState, { readonly hatch: Hatch; readonly colour: ByTheme; readonly wash: ByTheme }>
> = {
	clear: {
		hatch: 'none',
		colour: { paper: '#3f8f88', night: '#6fb9b1', sun: '#0b5f58' },
		wash: { paper: '#cfe3df', night: '#24423f', sun: '#d5ebe8' }
	},
	fallback: {
		hatch: 'dots',
		colour: { paper: '#b97a00', night: '#e8b04a', sun: '#7a4b00' },
		wash: { paper: '#f8ecd0', night: '#43351a', sun: '#fff0cc' }
	},
	gap: {
		hatch: 'diagonal',
		colour: { paper: '#d55e00', night: '#ff8a3d', sun: '#b03a00' },
		wash: { paper: '#fbe0d0', night: '#4a2a17', sun: '#ffe0d0' }
	},
	overlap: {
		hatch: 'cross',
		colour: { paper: '#7b4ea3', night: '#b58be0', sun: '#55208a' },
		wash: { paper: '#e8dff0', night: '#372a47', sun: '#eadcf7' }
	}
};

/** Class of a value on the measure's scale: no data, zero, or 1 to the number of classes. */
export type ClassIndex = number;
export const NO_DATA: ClassIndex = -1;
export const ZERO: ClassIndex = 0;

export { MOST_CLASSES };

/** One hue, from little to much, seven steps; on dark ground "much" is light. */
const RAMPS: Readonly<Record<ThemeId, readonly string[]>> = {
	paper: ['#fae6cd', '#f5cfa3', '#ecb27b', '#df9256', '#c97238', '#a65223', '#7c3814'],
	night: ['#3a2d23', '#523a28', '#6e4a2d', '#8c5d33', '#ad753d', '#cf9150', '#efb87c'],
	sun: ['#ffe9c9', '#ffcf94', '#fbaa55', '#e57f1f', '#bc5a00', '#8a3c00', '#571f00']
};

export const NO_DATA_STYLE = {
	fill: { paper: '#dcdbd8', night: '#3a3a3c', sun: '#dedede' },
	dashes: { paper: '#8d8b87', night: '#87878b', sun: '#5a5a5a' }
} as const satisfies Record<string, ByTheme>;
/** The dashes lie over ground and names' halos: seen, and not in the way. */
export const NO_DATA_DASH_OPACITY = 0.6;

export const ZERO_STYLE = {
	fill: { paper: '#fbfaf6', night: '#26282b', sun: '#ffffff' },
	line: { paper: '#c9c5bd', night: '#45484d', sun: '#8a8a8a' }
} as const satisfies Record<string, ByTheme>;

/**
 * How much of the ground the measure's colours cover, as [zoom, opacity]: less from close, where buildings and roads
 * must be read through them.
 */
export const MEASURE_OPACITY = {
	areas: [
		[8, 0.8],
		[12, 0.74]
	],
	grid: [
		[13, 0.72],
		[14.5, 0.6],
		[16, 0.44],
		[18, 0.3]
	]
} as const;
/** Of that, what is left for zero: where there is nothing to show, the ground is the picture. */
export const ZERO_OPACITY = 1 / 3;
/** How much of the theme's veil lies over all but the chosen grid, as [zoom, share]. */
export const VEIL_SHARE = [
	[12.5, 0],
	[14, 1]
] as const;

type Stops = readonly (readonly [zoom: number, value: number])[];

/** Linear between the stops and level beyond them, as MapLibre does it. */
export function between(stops: Stops, zoom: number): number {
	const after = stops.findIndex(([at]) => at >= zoom);
	if (after === 0) return stops[0]![1];
	if (after < 0) return stops.at(-1)![1];
	const [[from, low], [to, high]] = [stops[after - 1]!, stops[after]!];
	return low + ((zoom - from) / (to - from)) * (high - low);
}

/** Colours of `classes` classes from little to much, spread over the whole ramp. */
export function classColours(classes: number, theme: ThemeId): string[] {
	const ramp = RAMPS[theme];
	if (classes <= 1) return [ramp[3]!];
	const wanted = Math.min(classes, MOST_CLASSES);
	return Array.from(
		{ length: wanted },
		(_, step) => ramp[Math.round((step * (ramp.length - 1)) / (wanted - 1))]!
	);
}

/** Colour of one class, of `classes`. */
export function classColour(index: ClassIndex, classes: number, theme: ThemeId): string {
	if (index === NO_DATA) return NO_DATA_STYLE.fill[theme];
	if (index === ZERO) return ZERO_STYLE.fill[theme];
	const colours = classColours(classes, theme);
	return colours[Math.min(index, colours.length) - 1]!;
}

/** Class of a value on breaks: NO_DATA, ZERO, or 1 to breaks.length + 1 (domain/measure/breaks.ts says how). */
export const classOf = (value: number | null | undefined, breaks: readonly number[]): ClassIndex =>
	classIndex(value ?? null, breaks);

export type DueState = (typeof DUE_STATES)[number];

/** Due states of greening duties and cases: by mark and word as well as by colour. */
export const DUE_STYLE: Readonly<
	Record<DueState | 'none', { readonly mark: string; readonly colour: ByTheme }>
> = {
	overdue: { mark: '!', colour: { paper: '#b3261e', night: '#ff7a70', sun: '#8e0f09' } },
	today: { mark: '◆', colour: { paper: '#c77700', night: '#f3b04a', sun: '#7a4600' } },
	soon: { mark: '◇', colour: { paper: '#8a8f2a', night: '#cdd36a', sun: '#4c5000' } },
	later: { mark: '✓', colour: { paper: '#4f8a5b', night: '#84c592', sun: '#1d5a2a' } },
	none: { mark: '', colour: { paper: '#9db592', night: '#4b5f48', sun: '#7d9a72' } }
};

/** Kinds of incident, told apart by their shape too. */
export const INCIDENT_STYLE = {
	public_order: { shape: 'square', colour: { paper: '#1f5fa8', night: '#7db4f0', sun: '#0b3f7d' } },
	component: { shape: 'circle', colour: { paper: '#8a3b12', night: '#f0a074', sun: '#6b2400' } },
	matter: { shape: 'diamond', colour: { paper: '#5b4a8a', night: '#b7a5ea', sun: '#3a2470' } }
} as const satisfies Record<string, { shape: 'square' | 'circle' | 'diamond'; colour: ByTheme }>;

/** Zooms from which the measure is shown for a level; each holds up to the next. */
const LEVEL_FROM: Readonly<Record<MeasureLevel, number>> = {
	district: 0,
	street: 9.5,
	community: 11,
	grid: 13
};

/**
 * [from, below] zoom of a level.
 * @param present the levels that the jurisdiction has: where there are no streets, communities take their zooms
 */
export function levelZooms(
	level: MeasureLevel,
	present: readonly MeasureLevel[] = MEASURE_LEVELS
): [from: number, below: number] {
	const shown = MEASURE_LEVELS.filter((one) => one === 'grid' || present.includes(one));
	const at = shown.indexOf(level);
	if (at < 0) return [24, 24];
	const finer = shown[at - 1];
	const coarsest = at === shown.length - 1;
	return [coarsest && level !== 'grid' ? 0 : LEVEL_FROM[level], finer ? LEVEL_FROM[finer] : 24];
}

/** The level that the measure is shown for at a zoom. */
export function levelAt(zoom: number, present: readonly MeasureLevel[] = MEASURE_LEVELS): MeasureLevel {
	return (
		MEASURE_LEVELS.find((level) => {
			const [from, below] = levelZooms(level, present);
			return zoom >= from && zoom < below;
		}) ?? 'grid'
	);
}

/**
 * Where more is reported than chance explains, and where less: by how sure that is, from 1 to 3. Colours that those who
 * do not tell red from green tell apart (ColorBrewer's RdBu); on the map what is cold is hollow besides.
 */
export const HOT_STYLE: Readonly<Record<'hot' | 'cold', readonly [ByTheme, ByTheme, ByTheme]>> = {
	hot: [
		{ paper: '#e8a18c', night: '#8c4a3c', sun: '#e38a70' },
		{ paper: '#cc5a43', night: '#cf6a52', sun: '#b83c24' },
		{ paper: '#8f1a1c', night: '#ff9a80', sun: '#6d0408' }
	],
	cold: [
		{ paper: '#9cc0dc', night: '#3d5f7a', sun: '#7fb0d6' },
		{ paper: '#4f8dbd', night: '#5e93bf', sun: '#22679f' },
		{ paper: '#1d4f85', night: '#a5d0f5', sun: '#062f5e' }
	]
};
export const hotColour = (depth: number, theme: ThemeId): string =>
	HOT_STYLE[depth > 0 ? 'hot' : 'cold'][Math.abs(depth) - 1]![theme];

const HEAT = ['#dbe6ef', '#b3cbe0', '#86a8cf', '#6181ba', '#48599c', '#35316f'] as const;

/**
 * Heat of incidents, from few to many: another hue than the measures', because both can lie on the map at once. Few is
 * the nearest to the ground, so on dark ground it runs the other way.
 */
export const heatColours = (theme: ThemeId): string[] =>
	theme === 'night' ? [...HEAT].reverse() : [...HEAT];
