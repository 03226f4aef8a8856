/** Class of each grid of a tile, out of a measure's column for all grids. */
import type { ClassIndex } from '../scales.ts';

/** Of a grid without a class: not drawn. */
export const UNSAID = 255;

/** A class as a byte: no data 0, zero 1, the first class above it 2. */
export const asByte = (index: ClassIndex): number => index + 1;

/**
 * Where in the column each of a tile's grids stands; -1 where it does not.
 * @param tile ids in any order
 */
export function placesIn(ids: Uint32Array, tile: Uint32Array): Int32Array {
	return Int32Array.from(tile, (id) => placeIn(ids, id));
}

/** Place of an id among ascending ones; -1: not among them. */
export function placeIn(ids: Uint32Array, id: number): number {
	let low = 0;
	for (let high = ids.length; low < high;) {
		const middle = (low + high) >>> 1;
		if (ids[middle]! < id) low = middle + 1;
		else high = middle;
	}
	return ids[low] === id ? low : -1;
}

export function bytesAt(places: Int32Array, classes: Int8Array, into: Uint8Array): void {
	for (let at = 0; at < places.length; at++) {
		const place = places[at]!;
		into[at] = place < 0 ? UNSAID : asByte(classes[place]!);
	}
}

/** Whether two columns are about the same grids, so that places found in one hold in the other. */
export function sameIds(a: Uint32Array, b: Uint32Array): boolean {
	if (a === b) return true;
	if (a.length !== b.length) return false;
	for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
	return true;
}
