import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halve } from './halving.ts';
import { ringsArea } from './rings.ts';

/** A star-shaped ring around the origin, sometimes with a hole. */
const polygon = fc
	.tuple(
		fc.array(fc.double({ min: 30, max: 100, noNaN: true }), { minLength: 3, maxLength: 16 }),
		fc.boolean()
	)
	.map(([radii, hole]) => {
		const shell = radii.flatMap((radius, k) => {
			const turn = (2 * Math.PI * k) / radii.length;
			return [radius * Math.cos(turn), radius * Math.sin(turn)];
		});
		return hole ? [shell, [-6, -4, -3, 7, 5, 6, 6, -5]] : [shell];
	});

describe('cutting a polygon by a line', () => {
	it('loses no ground, and leaves each piece on its side', () => {
		fc.assert(
			fc.property(
				polygon,
				fc.double({ min: 0, max: Math.PI, noNaN: true }),
				fc.double({ min: -90, max: 90, noNaN: true }),
				(rings, angle, at) => {
					const line = { nx: Math.cos(angle), ny: Math.sin(angle), at };
					const halves = halve(rings, line);
					if (!halves) return;
					const pieces = [...halves.low, ...halves.high];
					const sum = pieces.reduce((total, piece) => total + ringsArea(piece), 0);
					expect(Math.abs(sum - ringsArea(rings))).toBeLessThan(1e-3);
					for (const piece of halves.low)
						for (let i = 0; i < piece[0]!.length; i += 2)
							expect(piece[0]![i]! * line.nx + piece[0]![i + 1]! * line.ny).toBeLessThan(at + 1e-4);
				}
			)
		);
	});

	it('cuts a U into three pieces across both its arms', () => {
		const u = [[0, 0, 30, 0, 30, 30, 20, 30, 20, 10, 10, 10, 10, 30, 0, 30]];
		const halves = halve(u, { nx: 0, ny: 1, at: 20 })!;
		expect(halves.low).toHaveLength(1);
		expect(halves.high.map(ringsArea)).toEqual([expect.closeTo(100, 3), expect.closeTo(100, 3)]);
		expect(halves.chords).toHaveLength(2);
	});

	it('keeps a hole in the piece that holds it', () => {
		const rings = [
			[0, 0, 40, 0, 40, 20, 0, 20],
			[5, 5, 5, 10, 10, 10, 10, 5]
		];
		const halves = halve(rings, { nx: 1, ny: 0, at: 25 })!;
		expect(halves.low[0]).toHaveLength(2);
		expect(halves.high[0]).toHaveLength(1);
	});

	it('says nothing for a line that misses', () => {
		expect(halve([[0, 0, 10, 0, 10, 10, 0, 10]], { nx: 1, ny: 0, at: 50 })).toBeUndefined();
	});
});
