import { describe, expect, it } from 'vitest';
import { asByte, bytesAt, placeIn, placesIn, sameIds, UNSAID } from './classes.ts';

describe('classes of the grids of a tile', () => {
	const ids = Uint32Array.of(3, 5, 8, 4_000_000_000);
	it('finds each id among ascending ones, and no other', () => {
		expect([...ids].map((id) => placeIn(ids, id))).toEqual([0, 1, 2, 3]);
		for (const id of [0, 4, 9, 4_294_967_295]) expect(placeIn(ids, id)).toBe(-1);
		expect(placeIn(new Uint32Array(), 3)).toBe(-1);
	});
	it('says a byte for each grid in the order of the tile, and a byte of its own for one without a class', () => {
		const bytes = new Uint8Array(4).fill(99);
		bytesAt(placesIn(ids, Uint32Array.of(8, 7, 3)), Int8Array.of(-1, 0, 4, 7), bytes);
		expect([...bytes]).toEqual([asByte(4), UNSAID, asByte(-1), 99]);
		expect(asByte(-1)).toBe(0);
	});
	it('knows columns about the same grids from others', () => {
		expect(sameIds(ids, ids.slice())).toBe(true);
		expect(sameIds(ids, ids.slice(0, 3))).toBe(false);
		expect(sameIds(ids, Uint32Array.of(3, 5, 9, 4_000_000_000))).toBe(false);
	});
});
