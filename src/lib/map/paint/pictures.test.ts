import { describe, expect, it } from 'vitest';
import { placed } from './cover.ts';
import { pointsOf, straight } from './pictures.ts';
import { EXTENT } from './shapes.ts';

/** A tile of 512 points at 100, 40 of a screen of 1000 x 800, as MapLibre's matrices have it. */
const MATRIX = [1.024 / EXTENT, 0, 0, 0, 0, -1.28 / EXTENT, 0, 0, 0, 0, 1, 0, -0.8, 0.9, 0, 1];

describe('how a tile lies on the screen', () => {
	it('is read from its matrix, in points from the top left', () => {
		const { left, top, side } = straight(MATRIX, 1000, 800)!;
		expect([left, top, side].map((value) => Number(value.toFixed(6)))).toEqual([100, 40, 512]);
	});
	it('does not depend on how far away MapLibre puts the ground', () => {
		const far = MATRIX.map((value) => 3 * value);
		expect(straight(far, 1000, 800)!.side).toBeCloseTo(512, 6);
	});
	it('meets its neighbour', () => {
		const [here, next] = [
			{ z: 14, x: 5, y: 7 },
			{ z: 14, x: 6, y: 7 }
		];
		const beside = straight(placed(MATRIX, EXTENT, here, next), 1000, 800)!;
		expect(beside.left).toBeCloseTo(612, 3);
		expect(beside.top).toBeCloseTo(40, 3);
	});
	it.each([
		['turned', [1, 4]],
		['tilted', [7]],
		['upside down', [0]]
	])('is not straight when it is %s', (_, entries) => {
		const other = MATRIX.map((value, at) => (entries.includes(at) ? -0.2 / EXTENT : value));
		expect(straight(other, 1000, 800)).toBeNull();
	});
	it.each([0, 0.3, 0.5, 0.77])('takes each point once, wherever it begins (%f)', (shift) => {
		const tiles = [0, 1, 2, 3].map((nth) => ({ left: shift + 341.3 * nth, top: 10.5 - shift, side: 341.3 }));
		const points = tiles.map((tile) => pointsOf(tile, 800));
		for (let nth = 1; nth < points.length; nth++)
			expect(points[nth]!.x).toBe(points[nth - 1]!.x + points[nth - 1]!.width);
		const [above, below] = [0, 1].map((row) =>
			pointsOf({ ...tiles[0]!, top: 10.5 - shift + 341.3 * row }, 800)
		);
		expect(below!.y + below!.height).toBe(above!.y);
	});
});
