import { expect, it } from 'vitest';
import { toUnits, UNITS_PER_METRE, type Flat, type Rings } from './lattice.ts';
import { fitGrids } from './own-grids-fit.ts';
import { ringsArea } from './rings.ts';

const ring = (...corners: [number, number][]): Flat => corners.flat();
const units = (flat: Flat) => flat.map(toUnits);
const m2 = (rings: Rings) => ringsArea(rings) / UNITS_PER_METRE ** 2;

/** All corners are there as they were (others may lie straight between them), and so is the ground. */
function expectSame(fitted: Rings, given: Flat): void {
	const [there, wanted] = [corners(fitted[0]!), corners(units(given))];
	expect(wanted.filter((corner) => !there.includes(corner))).toEqual([]);
	expect(m2(fitted)).toBeCloseTo(ringsArea([given]), 1);
}

const corners = (flat: Flat) =>
	Array.from({ length: flat.length / 2 }, (_, k) => `${flat[2 * k]} ${flat[2 * k + 1]}`);

// The boundary bends a little at 102.46, and the grids meet 2.46 m west of the bend.
const boundary = ring([0, 0], [200, 0], [200, 100], [102.46, 100.02], [0, 100]);
const west = ring([0, 0], [100, 0], [100, 100.0195], [0, 100]);
const east = ring([100, 0], [200, 0], [200, 100], [102.46, 100.02], [100, 100.0195]);

it('leaves a corner on the boundary where it is, though the boundary has a corner 2.5 m on', () => {
	const fit = fitGrids([[boundary]], [], [[west], [east]]);
	expect(fit.problems).toEqual([]);
	expectSame(fit.rings[0]!, west);
	expectSame(fit.rings[1]!, east);
});

it('leaves a corner where it is that was drawn four centimetres beside the boundary', () => {
	const beside = ring([0, 0], [100, 0], [100, 60], [0.04, 60], [0.04, 70], [0, 70]);
	const rest = ring(
		[0, 70],
		[0.04, 70],
		[0.04, 60],
		[100, 60],
		[100, 0],
		[200, 0],
		[200, 100],
		[102.46, 100.02],
		[0, 100]
	);
	const fit = fitGrids([[boundary]], [], [[beside], [rest]]);
	expect(fit.problems).toEqual([]);
	expectSame(fit.rings[0]!, beside);
});

it('still draws onto the boundary what a coarse file left four centimetres short of it', () => {
	const fit = fitGrids([[boundary]], [], [[ring([0, 0], [100, 0], [100, 99.96], [0, 99.96])], [east]]);
	expect(fit.problems).toEqual([]);
	expect(m2(fit.rings[0]!) + m2(fit.rings[1]!)).toBeCloseTo(ringsArea([boundary]), 2);
});
