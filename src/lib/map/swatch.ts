/** The measure's colours as they come out on the map, where they are translucent: for the legend. */
import type { MeasureLevel } from '../domain/measure/measure.ts';
import { channelsOf } from './hex.ts';
import {
	between,
	classColour,
	MEASURE_OPACITY,
	VEIL_SHARE,
	ZERO,
	ZERO_OPACITY,
	type ClassIndex,
	type ThemeId
} from './scales.ts';
import { THEME } from './themes.ts';

export interface Seen {
	theme: ThemeId;
	level: MeasureLevel;
	zoom: number;
	/** A grid is chosen, so that all others are faded. */
	faded: boolean;
}

/** A class's colour over the bare ground, as #rrggbb. */
export function swatchColour(
	index: ClassIndex,
	classes: number,
	{ theme, level, zoom, faded }: Seen
): string {
	const { ground, veil, veilOpacity } = THEME[theme];
	const opacity = between(MEASURE_OPACITY[level === 'grid' ? 'grid' : 'areas'], zoom);
	const drawn = over(
		ground,
		classColour(index, classes, theme),
		index === ZERO ? opacity * ZERO_OPACITY : opacity
	);
	return faded ? over(drawn, veil, veilOpacity * between(VEIL_SHARE, zoom)) : drawn;
}

/** What is seen of a colour that lies over another one. */
function over(below: string, colour: string, opacity: number): string {
	const above = channelsOf(colour);
	return channelsOf(below).reduce((seen, channel, at) => {
		const mixed = Math.round(channel * (1 - opacity) + above[at]! * opacity);
		return seen + mixed.toString(16).padStart(2, '0');
	}, '#');
}
