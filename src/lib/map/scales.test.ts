import { describe, expect, it } from 'vitest';
import {
	classColour,
	classColours,
	classOf,
	HATCHES,
	levelAt,
	levelZooms,
	MOST_CLASSES,
	NO_DATA,
	NO_DATA_STYLE,
	STATE_STYLE,
	THEMES,
	ZERO,
	ZERO_STYLE
} from './scales.ts';
import { GROUND_STATES } from '../domain/responsibility/state.ts';
import { MEASURE_LEVELS } from '../domain/measure/measure.ts';

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const part = parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('classes of a measure', () => {
	it('keeps no data and zero out of the scale', () => {
		expect(classOf(null, [10, 20])).toBe(NO_DATA);
		expect(classOf(undefined, [10, 20])).toBe(NO_DATA);
		expect(classOf(0, [10, 20])).toBe(ZERO);
	});
	it('puts a value that equals a break into the class that the break ends', () => {
		expect([0.5, 10, 10.1, 20, 20.1, 9999].map((value) => classOf(value, [10, 20]))).toEqual([
			1, 1, 2, 2, 3, 3
		]);
	});
	it('knows one class when there are no breaks', () => {
		expect(classOf(7, [])).toBe(1);
	});
	it.each(THEMES)('runs in one direction of lightness in the theme %s', (theme) => {
		const light = classColours(MOST_CLASSES, theme).map(luminance);
		const sorted = [...light].sort((a, b) => (theme === 'night' ? a - b : b - a));
		expect(light).toEqual(sorted);
		for (let step = 1; step < light.length; step++) {
			expect(Math.abs(light[step]! - light[step - 1]!)).toBeGreaterThan(0.015);
		}
	});
	it.each(THEMES)('gives no data and zero colours of their own in the theme %s', (theme) => {
		const ramp = classColours(MOST_CLASSES, theme);
		expect(ramp).not.toContain(classColour(NO_DATA, 5, theme));
		expect(ramp).not.toContain(classColour(ZERO, 5, theme));
		expect(NO_DATA_STYLE.fill[theme]).not.toBe(ZERO_STYLE.fill[theme]);
	});
	it('spreads few classes over the whole ramp', () => {
		const [first, , last] = classColours(3, 'paper');
		const whole = classColours(MOST_CLASSES, 'paper');
		expect([first, last]).toEqual([whole[0], whole.at(-1)]);
	});
});

describe('states of ground', () => {
	it('tells all four apart without colour', () => {
		expect(new Set(GROUND_STATES.map((state) => STATE_STYLE[state].hatch)).size).toBe(HATCHES.length);
	});
	it.each(THEMES)('draws each hatch clearly on its own wash in the theme %s', (theme) => {
		for (const state of GROUND_STATES) {
			const [a, b] = [STATE_STYLE[state].colour[theme], STATE_STYLE[state].wash[theme]].map(luminance) as [
				number,
				number
			];
			const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
			expect(contrast, state).toBeGreaterThan(theme === 'sun' ? 4.5 : 2.4);
		}
	});
});

describe('levels of a measure', () => {
	it.each([
		['all', MEASURE_LEVELS],
		['no streets', ['grid', 'community', 'district']],
		['communities alone', ['grid', 'community']]
	] as const)('shows exactly one level at every zoom where there are areas: %s', (_, present) => {
		for (let zoom = 0; zoom < 22; zoom += 0.25) {
			const shown = MEASURE_LEVELS.filter((level) => {
				const [from, below] = levelZooms(level, present);
				return zoom >= from && zoom < below;
			});
			expect(shown).toEqual([levelAt(zoom, present)]);
		}
	});
	it('lets communities take the far zooms where there is nothing above them', () => {
		expect(levelAt(8, ['grid', 'community'])).toBe('community');
		expect(levelAt(8)).toBe('district');
		expect(levelAt(13)).toBe('grid');
	});
	it('shows grids alone, and only close, where there are no areas', () => {
		expect(levelZooms('community', ['grid'])).toEqual([24, 24]);
		expect(levelZooms('grid', ['grid'])).toEqual([13, 24]);
	});
});
