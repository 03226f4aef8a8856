/**
 * Reads Tiny Well-Known Binary (TWKB specification, version of 23 December 2015), as ST_AsTWKB writes it, one geometry
 * after the other: two dimensions, no ids.
 */
import type { Placing } from './placing.ts';

/**
 * Positions one after the other: x, y, x, y, ... in whole tile units, x to the right and y down. None follows itself; that
 * of a surface does not come back to its first.
 */
export type Ring = number[];

export type Shape =
	{ kind: 'point'; points: Ring } | { kind: 'line'; lines: Ring[] } | { kind: 'polygon'; polygons: Ring[][] };

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const MULTI = 3; // added to the three above

export class ShapeReader {
	#at = 0;
	// Each position is written as the difference from the one before, through the whole geometry.
	#x = 0;
	#y = 0;
	#step = 1;

	readonly #bytes: Uint8Array;
	readonly #placing: Placing;

	constructor(bytes: Uint8Array, placing: Placing) {
		this.#bytes = bytes;
		this.#placing = placing;
	}

	/**
	 * The next shape, placed in its tile.
	 * @returns null for an empty geometry
	 * @throws Error when the bytes end early, for a third dimension, ids or a collection (no column of ours holds one)
	 */
	next(): Shape | null {
		const head = this.#byte();
		const flags = this.#byte();
		if (flags & 0b1100) throw new Error('TWKB: neither ids nor a third dimension expected');
		const digits = head >> 4;
		this.#step = 10 ** -(digits & 1 ? -(digits + 1) / 2 : digits / 2);
		this.#x = this.#y = 0;
		if (flags & 0b10) this.#varint();
		if (flags & 0b10000) return null;
		if (flags & 0b1) for (let side = 0; side < 4; side++) this.#varint();
		switch (head & 0x0f) {
			case POINT:
				return { kind: 'point', points: this.#positions(1) };
			case LINE:
				return { kind: 'line', lines: [this.#positions(this.#varint())] };
			case POLYGON:
				return { kind: 'polygon', polygons: [this.#rings()] };
			case POINT + MULTI:
				return { kind: 'point', points: this.#positions(this.#varint()) };
			case LINE + MULTI:
				return { kind: 'line', lines: this.#many(() => this.#positions(this.#varint())) };
			case POLYGON + MULTI:
				return { kind: 'polygon', polygons: this.#many(() => this.#rings()) };
			default:
				throw new Error('TWKB: no collection expected');
		}
	}

	#many<T>(read: () => T): T[] {
		return Array.from({ length: this.#varint() }, read);
	}

	#rings(): Ring[] {
		const rings: Ring[] = [];
		for (let left = this.#varint(); left > 0; left--) rings.push(this.#ring());
		return rings;
	}

	#ring(): Ring {
		const ring = this.#positions(this.#varint());
		const end = ring.length - 2;
		if (end > 0 && ring[0] === ring[end] && ring[1] === ring[end + 1]) ring.length = end;
		return ring;
	}

	#positions(count: number): Ring {
		// As long as it will be, because growing is most of the work.
		const ring = new Array<number>(2 * count);
		let length = 0;
		for (let left = count; left > 0; left--) {
			this.#x += this.#signed();
			this.#y += this.#signed();
			this.#placing.at(this.#x * this.#step, this.#y * this.#step);
			const { x, y } = this.#placing;
			if (length > 0 && ring[length - 2] === x && ring[length - 1] === y) continue;
			ring[length++] = x;
			ring[length++] = y;
		}
		ring.length = length;
		return ring;
	}

	#byte(): number {
		const value = this.#bytes[this.#at++];
		if (value === undefined) throw new Error('TWKB: ends early');
		return value;
	}

	#varint(): number {
		let value = 0;
		let scale = 1;
		for (;;) {
			const byte = this.#byte();
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) return value;
			scale *= 128;
		}
	}

	#signed(): number {
		const value = this.#varint();
		return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
	}
}
