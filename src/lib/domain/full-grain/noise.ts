/** A number that depends on a seed and some whole numbers alone, so that any part of the ground can be made by itself. */

/** From 0 up to, not including, 1 (integer mixing after MurmurHash3's finaliser). */
export function unit(seed: number, a: number, b: number, c: number): number {
	let h = seed | 0;
	for (const part of [a, b, c]) {
		h ^= Math.imul(part | 0, 0xcc9e2d51);
		h = Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64;
		h ^= h >>> 16;
		h = Math.imul(h, 0x85ebca6b);
		h ^= h >>> 13;
		h = Math.imul(h, 0xc2b2ae35);
		h ^= h >>> 16;
	}
	return (h >>> 0) / 4294967296;
}
