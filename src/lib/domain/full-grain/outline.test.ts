import { describe, expect, it } from 'vitest';
import { isSimple, shapeArea, signedArea } from '../demo/plane.ts';
import { Lattice } from './lattice.ts';
import { outline } from './outline.ts';
import { connectedHalves, parts } from './pieces.ts';
import { spread } from './density.ts';
import { sizeOf } from './size.ts';

const size = sizeOf(0.001);
const lattice = new Lattice(7, size);
/** Cells drawn as rows of a picture, the northernmost first. */
const drawn = (...picture: string[]): number[] =>
	picture.flatMap((line, i) =>
		[...line].flatMap((mark, column) =>
			mark === '#' ? [lattice.cellAt(column + 1, picture.length - i)] : []
		)
	);
const groundOf = (...picture: string[]) => {
	const cells = drawn(...picture);
	const shapes = outline(lattice, cells, (cell) => cells.includes(cell));
	const sum = cells.reduce((m2, cell) => m2 + signedArea(lattice.ring(cell)), 0);
	expect(shapes.reduce((m2, shape) => m2 + shapeArea(shape), 0)).toBeCloseTo(sum, 3);
	for (const ring of shapes.flat()) expect(isSimple(ring)).toBe(true);
	return shapes.map((shape) => shape.length - 1).sort();
};

describe('outlines of cells', () => {
	it('are one ring round a block', () => expect(groundOf('##', '##')).toEqual([0]));
	it('have holes', () => expect(groundOf('###', '#.#', '###')).toEqual([1]));
	it('are two where cells meet at a corner alone', () => expect(groundOf('#.', '.#')).toEqual([0, 0]));
	it('touch no ring with itself where a hole touches the outside', () =>
		expect(groundOf('##.', '#.#', '###')).toEqual([1]));
	it('keep an island in a lake apart', () =>
		expect(groundOf('#####', '#...#', '#.#.#', '#...#', '#####')).toEqual([0, 1]));
});

describe('pieces', () => {
	it('are found, the largest first', () =>
		expect(parts(lattice, Int32Array.from(drawn('##.#', '##..'))).map((part) => part.length)).toEqual([
			4, 1
		]));

	it('go to the half that they touch', () => {
		const west = drawn('##.#', '##..');
		const east = drawn('..#.', '..##');
		const halves = connectedHalves(lattice, Int32Array.from(west), Int32Array.from(east));
		expect(halves.map((half) => half.length)).toEqual([4, 4]);
		for (const half of halves) expect(parts(lattice, half).length).toBe(1);
	});
});

it('divides a whole number exactly, by weight', () => {
	const counts = spread(1001, 50, (cell) => (cell < 25 ? 3 : 1));
	expect(counts.reduce((a, b) => a + b)).toBe(1001);
	expect(counts.slice(0, 25).reduce((a, b) => a + b)).toBe(751);
	expect(Math.max(...counts) - Math.min(...counts.slice(0, 25))).toBeLessThanOrEqual(1);
});
