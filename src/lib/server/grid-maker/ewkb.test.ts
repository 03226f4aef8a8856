import { expect, it } from 'vitest';
import { multiPolygonHex, polygonHex, polygonsOf } from './ewkb.ts';

const SQUARE = [500_000.1, 3_985_000.2, 500_100.3, 3_985_000.2, 500_100.3, 3_985_100.4];

it('reads the same ground from engines that differ in the last bits', () => {
	// What Liechtenstein's corners differ by between PROJ 9.1.1 and 9.7.0, metres.
	const other = SQUARE.map((value, k) => value + (k % 2 === 0 ? 1.9e-9 : -1.9e-9));
	expect(other).not.toEqual(SQUARE);
	expect(polygonsOf(polygonHex([other]))).toEqual(polygonsOf(polygonHex([SQUARE])));
	expect(polygonsOf(multiPolygonHex([[other]]))).toEqual([[SQUARE]]);
});
