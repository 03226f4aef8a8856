import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GROUPING, groupGrids, type GroupedGrid } from './duty-grouping.ts';
import { UNITS_PER_METRE } from './lattice.ts';
import { ringArea, ringsArea } from './rings.ts';

const SIDE = 100 * UNITS_PER_METRE;

/** A chessboard with so many households in each square. */
function board(columns: number, households: readonly number[]): GroupedGrid[] {
	return households.map((count, k) => {
		const x = (k % columns) * SIDE;
		const y = Math.floor(k / columns) * SIDE;
		return { rings: [[x, y, x + SIDE, y, x + SIDE, y + SIDE, x, y + SIDE]], households: count };
	});
}

describe('grouping grids into duty grids', () => {
	it('puts every grid into one group, each group in one piece and never beyond 500 households', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 9 }),
				fc.array(fc.integer({ min: 0, max: 180 }), { minLength: 1, maxLength: 70 }),
				(columns, households) => {
					const grids = board(columns, households);
					const groups = groupGrids(grids);
					const members = groups.flatMap((group) => group.members).sort((a, b) => a - b);
					expect(members).toEqual(grids.map((_, g) => g));
					for (const group of groups) {
						expect(group.households).toBeLessThanOrEqual(GROUPING.most);
						// One shell and its area: the grids touch each other.
						expect(ringArea(group.rings[0]!)).toBeGreaterThan(0);
						expect(ringsArea(group.rings)).toBeCloseTo(group.members.length * SIDE * SIDE, -3);
					}
				}
			)
		);
	});

	it('makes duty grids of 300 to 500 households in a town', () => {
		const grids = board(
			20,
			Array.from({ length: 400 }, (_, k) => 30 + ((k * 37) % 60))
		);
		const groups = groupGrids(grids);
		const good = groups.filter(({ households }) => households >= GROUPING.least);
		expect(good.length).toBeGreaterThan(groups.length * 0.9);
	});

	it('groups fields where nobody lives, not one by one', () => {
		const groups = groupGrids(board(10, new Array<number>(60).fill(0)));
		expect(groups.length).toBeLessThanOrEqual(4);
	});

	it('never makes more groups than there are codes', () => {
		const groups = groupGrids(board(30, new Array<number>(900).fill(300)));
		expect(groups.length).toBeLessThanOrEqual(99);
	});

	it('has no group for no grid', () => {
		expect(groupGrids([])).toEqual([]);
	});
});
