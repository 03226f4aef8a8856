import { expect, it } from 'vitest';
import { countCutBuildings, followsLine } from './cut-buildings.ts';
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
	expect(countCutBuildings(grids, buildings)).toEqual({ byBorder: 2, byLines: 1, byCuts: 0 });
	expect(countCutBuildings(grids, [])).toEqual({ byBorder: 0, byLines: 0, byCuts: 0 });
});

it('tells an edge along a line of the ground from a cut of our own', () => {
	const beside = followsLine([{ points: [103, -50, 103, 150], strength: 3 }], 4);
	expect(countCutBuildings(grids, buildings, beside)).toEqual({ byBorder: 2, byLines: 1, byCuts: 0 });
	const away = followsLine([{ points: [105, -50, 105, 150], strength: 3 }], 4);
	expect(countCutBuildings(grids, buildings, away)).toEqual({ byBorder: 2, byLines: 0, byCuts: 1 });
	expect(countCutBuildings(grids, buildings, followsLine([], 4))).toMatchObject({ byCuts: 1 });
});
