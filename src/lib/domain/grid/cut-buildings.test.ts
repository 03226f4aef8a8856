import { expect, it } from 'vitest';
import { countCutBuildings } from './cut-buildings.ts';
import { toUnits } from './lattice.ts';
import { ringBox } from './rings.ts';

const box = (x: number, y: number, w: number, h: number) => [x, y, x + w, y, x + w, y + h, x, y + h];
const grids = [[box(0, 0, 100, 100).map(toUnits)], [box(100, 0, 100, 100).map(toUnits)]];
const buildings = [
	box(90, 40, 20, 10), // inner edge
	box(190, 40, 20, 10), // border
	box(90, 95, 20, 10), // both
	box(20, 20, 20, 10), // whole
	box(99.5, 70, 0.9, 0.9) // touched by less than a metre
].map((shell) => ({ rings: [shell], box: ringBox(shell) }));

it('counts a building once, by the border or by an edge between two grids', () => {
	expect(countCutBuildings(grids, buildings)).toEqual({ byBorder: 2, byInner: 1 });
	expect(countCutBuildings(grids, [])).toEqual({ byBorder: 0, byInner: 0 });
});
