import { describe, expect, it } from 'vitest';
import { drawing, measured } from './measuring.ts';

const KM_EAST = 1 / (111.32 * Math.cos((36 * Math.PI) / 180));
const KM_NORTH = 1 / 110.95;
const square = [
	[117, 36],
	[117 + KM_EAST, 36],
	[117 + KM_EAST, 36 + KM_NORTH],
	[117, 36 + KM_NORTH]
] as const;

describe('measuring by hand', () => {
	it('is nothing before the second point', () => {
		expect(measured('distance', [[117, 36]], false)).toMatchObject({ metres: 0, m2: null });
		expect(measured('area', [[117, 36]], false)).toMatchObject({ metres: 0, m2: 0 });
	});
	it('measures a kilometre along a parallel to half a percent', () => {
		expect(Math.abs(measured('distance', square.slice(0, 2), false).metres - 1000)).toBeLessThan(5);
	});
	it('measures a square kilometre and its whole outline', () => {
		const { metres, m2 } = measured('area', square, true);
		expect(Math.abs(m2! - 1_000_000)).toBeLessThan(10_000);
		expect(Math.abs(metres - 4000)).toBeLessThan(20);
	});
	it('draws the area closed only once it is one', () => {
		const parts = (points: typeof square | readonly (typeof square)[number][]) =>
			drawing('area', points, 'x').features.map(({ properties }) => String(properties!.part));
		expect(parts(square.slice(0, 2))).toEqual(['line', 'point', 'point', 'name']);
		expect(parts(square)).toEqual(['line', 'area', 'point', 'point', 'point', 'point', 'name']);
	});
});
