import { describe, expect, it } from 'vitest';
import { classColour, MOST_CLASSES, NO_DATA, THEMES, ZERO } from './scales.ts';
import { swatchColour, type Seen } from './swatch.ts';
import { THEME } from './themes.ts';

/** Lightness as it is felt, 0 to 100 (CIE L*). */
function lightness(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const part = parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	const y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
	return y <= 0.008856 ? 903.3 * y : 116 * Math.cbrt(y) - 16;
}

const seen = (more: Partial<Seen> = {}): Seen => ({
	theme: 'paper',
	level: 'grid',
	zoom: 14.5,
	faded: false,
	...more
});

describe('swatches of the legend', () => {
	it('are the colour that the map mixes with its ground', () => {
		// 60 % of #7c3814 over #f5f3ef.
		expect(swatchColour(MOST_CLASSES, MOST_CLASSES, seen())).toBe('#ac836c');
		// Half way between 60 % and 44 %.
		expect(swatchColour(MOST_CLASSES, MOST_CLASSES, seen({ zoom: 15.25 }))).toBe('#b6927d');
	});
	it('show nearly the ground for zero', () => {
		for (const theme of THEMES)
			expect(
				Math.abs(lightness(swatchColour(ZERO, 5, seen({ theme }))) - lightness(THEME[theme].ground))
			).toBeLessThan(3);
	});
	it.each(THEMES)('keep their order and are told apart, faded or not, in the theme %s', (theme) => {
		for (const level of ['grid', 'community'] as const)
			for (const faded of [false, true])
				for (const zoom of level === 'grid' ? [13, 14.5, 16, 18] : [8, 11, 12.9]) {
					const classes = Array.from({ length: 5 }, (_, at) =>
						lightness(swatchColour(at + 1, 5, seen({ theme, level, zoom, faded })))
					);
					const steps = classes
						.slice(1)
						.map((light, at) => (light - classes[at]!) * (theme === 'night' ? 1 : -1));
					for (const step of steps) expect(step, `${level} ${zoom} ${faded} ${classes}`).toBeGreaterThan(1.5);
				}
	});
	it.each(THEMES)('keep what has no data apart from every class in the theme %s', (theme) => {
		const missing = swatchColour(NO_DATA, 5, seen({ theme }));
		for (let index = ZERO; index <= 5; index++)
			expect(swatchColour(index, 5, seen({ theme }))).not.toBe(missing);
		expect(classColour(NO_DATA, 5, theme)).not.toBe(missing);
	});
});
