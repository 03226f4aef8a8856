/** Colours of a measure's classes as the graphics device takes them. */
import {
	between,
	classColour,
	NO_DATA,
	NO_DATA_DASH_OPACITY,
	NO_DATA_STYLE,
	ZERO,
	ZERO_OPACITY,
	type ThemeId
} from '../scales.ts';
import { channelsOf } from '../hex.ts';
import type { Theme } from '../themes.ts';
import { asByte } from './classes.ts';
import { COLOURS } from './shaders.ts';

/** Red, green, blue and opacity from 0 to 1, the opacity multiplied in. */
export function premultiplied(hex: string, opacity: number): [number, number, number, number] {
	const [red, green, blue] = channelsOf(hex);
	const part = (channel: number) => (channel / 255) * opacity;
	return [part(red), part(green), part(blue), opacity];
}

/** Colours by the byte of a class, four numbers to each. */
export function paletteOf(theme: ThemeId, classes: number, opacity: number): Float32Array<ArrayBuffer> {
	const palette = new Float32Array(4 * COLOURS);
	for (let index = NO_DATA; index <= classes; index++)
		palette.set(
			premultiplied(classColour(index, classes, theme), index === ZERO ? opacity * ZERO_OPACITY : opacity),
			4 * asByte(index)
		);
	return palette;
}

/** Of the dashes on ground without data. */
export const dashColour = (theme: ThemeId) =>
	premultiplied(NO_DATA_STYLE.dashes[theme], NO_DATA_DASH_OPACITY);

/** Lines between grids by zoom: width in pixels of a page at a stroke of 1, and opacity. */
const LINE_WIDTH = [
	[13, 0.42],
	[15, 0.75],
	[18, 1.2]
] as const;
const LINE_OPACITY = [
	[13, 0.85],
	[14.5, 0.95]
] as const;

export const gridLine = ({ gridLine: colour, stroke }: Theme, zoom: number) => ({
	width: between(LINE_WIDTH, zoom) * stroke,
	colour: premultiplied(colour, between(LINE_OPACITY, zoom))
});
