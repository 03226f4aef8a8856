/**
 * Reads Tiny Well-Known Binary (TWKB specification, version of 23 December 2015), as ST_AsTWKB(geom, 0) writes it:
 * two dimensions, whole numbers, no ids. Here the numbers are tile units, x to the right and y down.
 */
export type Ring = [x: number, y: number][];

export type Shape =
	{ kind: 'point'; points: Ring } | { kind: 'line'; lines: Ring[] } | { kind: 'polygon'; polygons: Ring[][] };

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const MULTI = 3; // added to the three above

/**
 * @returns null for an empty geometry, and for a collection (no column of ours holds one).
 * @throws Error when the bytes end early or another precision, a third dimension or ids are announced.
 */
export function readTwkb(bytes: Uint8Array): Shape | null {
	const reader = new Reader(bytes);
	const head = reader.byte();
	const flags = reader.byte();
	if (head >> 4 !== 0) throw new Error('TWKB: whole numbers expected');
	if (flags & 0b1100) throw new Error('TWKB: neither ids nor a third dimension expected');
	if (flags & 0b10) reader.varint();
	if (flags & 0b10000) return null;
	if (flags & 0b1) for (let side = 0; side < 4; side++) reader.signed();
	const type = head & 0x0f;
	switch (type) {
		case POINT:
			return { kind: 'point', points: [reader.position()] };
		case LINE:
			return { kind: 'line', lines: [reader.positions()] };
		case POLYGON:
			return { kind: 'polygon', polygons: [reader.rings()] };
		case POINT + MULTI:
			return { kind: 'point', points: reader.positions() };
		case LINE + MULTI:
			return { kind: 'line', lines: reader.rings() };
		case POLYGON + MULTI:
			return { kind: 'polygon', polygons: reader.many(() => reader.rings()) };
		default:
			return null;
	}
}

class Reader {
	#at = 0;
	// Each position is written as the difference from the one before, through the whole geometry.
	#x = 0;
	#y = 0;

	constructor(private readonly bytes: Uint8Array) {}

	byte(): number {
		const value = this.bytes[this.#at++];
		if (value === undefined) throw new Error('TWKB: ends early');
		return value;
	}

	varint(): number {
		let value = 0;
		let scale = 1;
		for (;;) {
			const byte = this.byte();
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) return value;
			scale *= 128;
		}
	}

	signed(): number {
		const value = this.varint();
		return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
	}

	position(): [number, number] {
		this.#x += this.signed();
		this.#y += this.signed();
		return [this.#x, this.#y];
	}

	positions(): Ring {
		return this.many(() => this.position());
	}

	rings(): Ring[] {
		return this.many(() => this.positions());
	}

	many<T>(read: () => T): T[] {
		return Array.from({ length: this.varint() }, read);
	}
}
