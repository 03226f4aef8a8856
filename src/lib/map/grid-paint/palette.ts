/** Colours of a measure's classes as the graphics device takes them. */
import {
	between,
	classColour,
	MEASURE_OPACITY,
	NO_DATA,
	NO_DATA_DASH_OPACITY,
	NO_DATA_STYLE,
	ZERO,
	ZERO_OPACITY,
	type ThemeId
} from '../scales.ts';
import { channelsOf } from '../hex.ts';
import { asByte } from './classes.ts';
import { COLOURS } from './shaders.ts';

/** Red, green, blue and opacity from 0 to 1, the opacity multiplied in. */
export function premultiplied(hex: string, opacity: number): [number, number, number, number] {
	const [red, green, blue] = channelsOf(hex);
	const part = (channel: number) => (channel / 255) * opacity;
	return [part(red), part(green), part(blue), opacity];
}

/** Colours by the byte of a class, four numbers to each, at a zoom. */
export function paletteOf(theme: ThemeId, classes: number, zoom: number): Float32Array<ArrayBuffer> {
	const palette = new Float32Array(4 * COLOURS);
	const opacity = between(MEASURE_OPACITY.grid, zoom);
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
