import { expect, it } from 'vitest';
import { UNITS_PER_METRE, type Flat, type Rings } from './lattice.ts';
import { ringsArea } from './rings.ts';
import { stitch } from './stitching.ts';

const units = (...metres: number[]): Flat => metres.map((value) => Math.round(value * UNITS_PER_METRE));
/** Half of what counts as one corner. */
const HAIR = 2 / UNITS_PER_METRE;

it('cuts a ring in two where two of its corners become one, and keeps the ground', () => {
	// A square yard hangs in the ground at a corner that lies a hair inside the southern edge.
	const ground: Rings = [
		units(0, 0, 50, 0, 50, HAIR, 40, 20, 60, 30, 50 + HAIR, HAIR, 50 + HAIR, 0, 100, 0, 100, 100, 0, 100)
	];
	const patch = { community: 1, rings: ground };
	const before = ringsArea(ground);
	stitch([patch]);
	const seen = patch.rings.map((ring) => {
		const corners = ring.flatMap((x, i) => (i % 2 === 0 ? [`${x} ${ring[i + 1]}`] : []));
		return corners.length - new Set(corners).size;
	});
	expect(patch.rings).toHaveLength(2);
	expect(seen).toEqual([0, 0]);
	expect(ringsArea(patch.rings)).toBeCloseTo(before, -Math.log10(before) + 3);
});

it('does not pinch ground in two at a neck a hair wide, nor the ground beside it', () => {
	const hourglass: Rings = [units(0, 0, 100, 0, 50 + HAIR, 50, 100, 100, 0, 100, 50, 50)];
	const west: Rings = [units(0, 0, 50, 50, 0, 100)];
	const patches = [
		{ community: 1, rings: hourglass },
		{ community: 1, rings: west }
	];
	expect(stitch(patches)).toEqual([]);
	expect(patches.map(({ rings }) => rings)).toEqual([hourglass, west]);
});

it('leaves rings alone whose corners are apart', () => {
	const square: Rings = [units(0, 0, 100, 0, 100, 100, 0, 100)];
	expect(stitch([{ community: 1, rings: square }])).toEqual([]);
});
