import { describe, expect, it } from 'vitest';
import { classColour, MOST_CLASSES, THEMES } from '../scales.ts';
import { asByte } from './classes.ts';
import { paletteOf, premultiplied } from './palette.ts';
import { COLOURS } from './shaders.ts';

describe('colours for the graphics device', () => {
	it('has room for as many classes as a measure can have', () => {
		expect(asByte(MOST_CLASSES)).toBe(COLOURS - 1);
	});
	it.each(THEMES)('are those of the legend, translucent, in the theme %s', (theme) => {
		const palette = paletteOf(theme, 5, 0.6);
		const colour = (index: number) => [...palette.slice(4 * asByte(index), 4 * asByte(index) + 4)];
		for (const index of [-1, 1, 3, 5])
			premultiplied(classColour(index, 5, theme), 0.6).forEach((part, at) =>
				expect(colour(index)[at]).toBeCloseTo(part, 5)
			);
		expect(colour(0)[3]).toBeCloseTo(0.2, 5);
		expect(colour(6)).toEqual([0, 0, 0, 0]);
	});
});
