import { describe, expect, it } from 'vitest';
import { cover, placed, tileKey, type TilePlace } from './cover.ts';

const at = (z: number, x: number, y: number): TilePlace => ({ z, x, y });
const having = (...tiles: TilePlace[]) => {
	const keys = new Set(tiles.map(tileKey));
	return (tile: TilePlace) => keys.has(tileKey(tile));
};

describe('covering the screen with the tiles at hand', () => {
	it('draws what is wanted whole where it is there', () => {
		const wanted = at(14, 10, 21);
		expect(cover([wanted], 12, having(wanted, at(13, 5, 10)))).toEqual([
			{ wanted, tile: wanted, part: [0, 0, 1, 1] }
		]);
	});
	it('draws the part of the nearest one farther out while it is missing', () => {
		const wanted = at(14, 11, 20);
		expect(cover([wanted], 12, having(at(12, 2, 5), at(13, 5, 10)))).toEqual([
			{ wanted, tile: at(13, 5, 10), part: [0.5, 0, 1, 0.5] }
		]);
		expect(cover([wanted], 12, having(at(12, 2, 5)))).toEqual([
			{ wanted, tile: at(12, 2, 5), part: [0.75, 0, 1, 0.25] }
		]);
	});
	it('draws closer ones when none is farther out, none of them twice', () => {
		const wanted = at(13, 5, 10);
		const [inner, innermost] = [at(14, 11, 21), at(15, 20, 40)];
		const drawn = cover([wanted], 12, having(inner, at(15, 22, 42), innermost));
		expect(drawn.map(({ tile }) => tileKey(tile)).sort()).toEqual(['14/11/21', '15/20/40']);
	});
	it('draws nothing where nothing is at hand, and never looks beyond the farthest tiles', () => {
		expect(cover([at(13, 5, 10)], 12, having(at(11, 1, 2)))).toEqual([]);
	});
});

describe('placing a tile by the matrix of another', () => {
	const matrix = [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1, 0, 5, 7, 0, 1];
	const extent = 8;
	const apply = (m: ArrayLike<number>, x: number, y: number) => [
		m[0]! * x + m[4]! * y + m[12]!,
		m[1]! * x + m[5]! * y + m[13]!
	];
	it('is the same for the tile itself', () => {
		expect([...placed(matrix, extent, at(14, 11, 20), at(14, 11, 20))]).toEqual(matrix);
	});
	it('puts a part of an outer tile where the inner one is', () => {
		const moved = placed(matrix, extent, at(14, 11, 20), at(13, 5, 10));
		// The inner tile is the upper right quarter of the outer one.
		expect(apply(moved, 4, 0)).toEqual(apply(matrix, 0, 0));
		expect(apply(moved, 8, 4)).toEqual(apply(matrix, 8, 8));
	});
	it('puts an inner tile into its quarter', () => {
		const moved = placed(matrix, extent, at(13, 5, 10), at(14, 11, 20));
		expect(apply(moved, 0, 0)).toEqual(apply(matrix, 4, 0));
		expect(apply(moved, 8, 8)).toEqual(apply(matrix, 8, 4));
	});
});
