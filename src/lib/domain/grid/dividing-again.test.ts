import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	built,
	expectCoverage,
	groundOf,
	nothing,
	randomGround,
	ring,
	rules
} from '../../../../tests/fixtures/random-ground.ts';
import { divideChanged, divideWhole, type StandingCell, type SurveyedGround } from './dividing-again.ts';
import type { CommunityGround } from './division.ts';
import { toMetres, type Rings } from './lattice.ts';
import type { GroundLine } from './linework.ts';
import { sameGround } from './matching.ts';

const surveyed = (ground: CommunityGround): SurveyedGround => ({ ...ground, surveyed: ground.lines });
const standingOn = (ground: SurveyedGround): StandingCell[] => {
	const { cells, pictures } = divideWhole(ground, rules);
	return cells.map(({ rings, builtUp }, c) => ({ rings, builtUp, made: pictures[c]! }));
};
/** Within a cell of the picture (5 m) of a line. */
const isNear = (rings: Rings, { points: [ax, ay, bx, by] }: GroundLine): boolean => {
	for (let k = 0; k <= 4000; k++) {
		const [x, y] = [ax! + ((bx! - ax!) * k) / 4000, ay! + ((by! - ay!) * k) / 4000];
		if (rings.some((around) => beside(around.map(toMetres), x, y))) return true;
	}
	return false;
};
const beside = (around: number[], x: number, y: number): boolean => {
	let inside = false;
	for (let i = 0, j = around.length - 2; i < around.length; j = i, i += 2) {
		const [px, py, qx, qy] = [around[j]!, around[j + 1]!, around[i]!, around[i + 1]!];
		const squared = (qx - px) ** 2 + (qy - py) ** 2;
		const t = Math.min(1, Math.max(0, ((x - px) * (qx - px) + (y - py) * (qy - py)) / squared));
		if (Math.hypot(x - px - t * (qx - px), y - py - t * (qy - py)) < 5 * Math.SQRT2) return true;
		if (py > y !== qy > y && x < ((qx - px) * (y - py)) / (qy - py) + px) inside = !inside;
	}
	return inside;
};

describe('dividing again', () => {
	it('touches only grids under a new street, and leaves no overlap and no hole', () => {
		let cascades = 0;
		fc.assert(
			fc.property(
				randomGround,
				fc.integer({ min: -500, max: 500 }),
				fc.integer({ min: 30, max: 300 }),
				(random, x, half) => {
					const before = surveyed(groundOf(random));
					const standing = standingOn(before);
					const street: GroundLine = {
						points: ring([x - half, x / 3], [x + half, x / 3 + half / 2]),
						strength: 4
					};
					const after = surveyed({ ...before, lines: [...before.lines, street] });
					const again = divideChanged(after, rules, standing);
					if (!again) return;
					expectCoverage(again.cells, after.boundary);
					const still = standing.filter(({ rings }) =>
						again.cells.some((cell) => sameGround(cell.rings, rings))
					);
					for (const grid of standing)
						if (!still.includes(grid)) expect(isNear(grid.rings, street)).toBe(true);
					const whole = divideWhole(after, rules).cells;
					cascades += standing.filter(
						({ rings }) => !isNear(rings, street) && !whole.some((cell) => sameGround(cell.rings, rings))
					).length;
				}
			),
			{ numRuns: 60, seed: 20261124 }
		);
		// Dividing all of it again moves grids far from the street: what this is for.
		expect(cascades).toBeGreaterThan(0);
	}, 60_000);

	it('gives what stands where nothing changed, whatever the survey says anew', () => {
		fc.assert(
			fc.property(randomGround, (random) => {
				const ground = surveyed(groundOf(random));
				const standing = standingOn(ground);
				// The other way round, and with one more point on every street.
				const lines = ground.surveyed.toReversed().map(({ points: [ax, ay, bx, by], strength }) => ({
					points: [bx!, by!, (ax! + bx!) / 2, (ay! + by!) / 2, ax!, ay!],
					strength
				}));
				const again = divideChanged({ ...ground, surveyed: lines }, rules, standing);
				expect(again?.cells.map(({ rings }) => rings)).toEqual(standing.map(({ rings }) => rings));
				expect(again?.pictures).toEqual(standing.map(({ made }) => made));
			}),
			{ numRuns: 30, seed: 20261124 }
		);
	});

	const square = surveyed({
		...nothing,
		boundary: [built(0, 0, 800, 600)],
		built: [{ rings: built(0, 0, 300, 300) }]
	});

	it('divides ground that was built up, or got a block, or other rules, and nothing beside it', () => {
		const standing = standingOn(square);
		const fewer = (ground: SurveyedGround, by = rules) => {
			const again = divideChanged(ground, by, standing);
			return (
				again &&
				standing.filter(({ rings }) => again.cells.some((cell) => sameGround(cell.rings, rings))).length
			);
		};
		expect(fewer(square)).toBe(standing.length);
		const estate = fewer({ ...square, built: [...square.built, { rings: built(500, 300, 700, 500) }] });
		expect(estate).toBeGreaterThan(0);
		expect(estate).toBeLessThan(standing.length);
		const block = { points: [...built(20, 20, 160, 140)[0]!, ...ring([20, 20])], strength: 2 };
		expect(fewer({ ...square, surveyed: [block], blocks: [built(20, 20, 160, 140)] })).toBeLessThan(
			standing.length
		);
		expect(fewer(square, { ...rules, target: 5_000 })).toBeUndefined();
	});

	it('says that all must be divided when the boundary is another, or nothing is known', () => {
		const standing = standingOn(square);
		expect(divideChanged({ ...square, boundary: [built(0, 0, 810, 600)] }, rules, standing)).toBeUndefined();
		// As much ground, elsewhere.
		expect(divideChanged({ ...square, boundary: [built(50, 0, 850, 600)] }, rules, standing)).toBeUndefined();
		expect(
			divideChanged(
				square,
				rules,
				standing.map((grid) => ({ ...grid, made: null }))
			)
		).toBeUndefined();
		expect(divideChanged(square, rules, [])).toBeUndefined();
	});
});
