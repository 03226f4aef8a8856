/**
 * Geometry as the database hands it over (hexadecimal EWKB) to and from flat coordinate arrays in metres.
 *
 * What is read is put on the lattice at once. The two engines carry different releases of PROJ, and what they transform
 * differs in the last bits (2 nanometres); where two cuts are equally good those bits alone would decide, and the same
 * file would make other grids on the other engine.
 */
import { WanggeError } from '../../domain/errors.ts';
import { toMetres, toUnits, type Flat, type Rings } from '../../domain/grid/lattice.ts';

const FRAME_SRID = 990001;
const LINE = 2;
const POLYGON = 3;
const MULTIPOLYGON = 6;

class Reader {
	#at = 0;
	#little = true;

	constructor(readonly bytes: Buffer) {}

	/** Order, type and SRID of one geometry. */
	head(): number {
		this.#little = this.bytes[this.#at++] === 1;
		const type = this.count();
		if (type & 0x20000000) this.count();
		return type & 0xff;
	}

	count(): number {
		const value = this.#little ? this.bytes.readUInt32LE(this.#at) : this.bytes.readUInt32BE(this.#at);
		this.#at += 4;
		return value;
	}

	points(): Flat {
		const values = new Array<number>(this.count() * 2);
		for (let k = 0; k < values.length; k++, this.#at += 8)
			values[k] = onLattice(
				this.#little ? this.bytes.readDoubleLE(this.#at) : this.bytes.readDoubleBE(this.#at)
			);
		return values;
	}

	polygon(): Rings {
		return Array.from({ length: this.count() }, (_, ring) => {
			const points = this.points().slice(0, -2);
			return turn(points, ring === 0);
		});
	}
}

/** Metres as the lattice has them: without the engine's last bits. */
export function onLattice(metres: number): number {
	return toMetres(toUnits(metres));
}

/** The ring counter-clockwise or clockwise. */
function turn(ring: Flat, counterClockwise: boolean): Flat {
	let twice = 0;
	for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
		twice +=
			(ring[j]! - ring[0]!) * (ring[i + 1]! - ring[1]!) - (ring[i]! - ring[0]!) * (ring[j + 1]! - ring[1]!);
	if (twice > 0 === counterClockwise) return ring;
	const out: Flat = [];
	for (let i = ring.length - 2; i >= 0; i -= 2) out.push(ring[i]!, ring[i + 1]!);
	return out;
}

/** Polygons of a Polygon or MultiPolygon: shells counter-clockwise, holes clockwise, rings open. */
export function polygonsOf(hex: string): Rings[] {
	const reader = new Reader(Buffer.from(hex, 'hex'));
	const type = reader.head();
	if (type === POLYGON) return [reader.polygon()];
	if (type !== MULTIPOLYGON) throw new WanggeError('internal', { type }, 'no polygon');
	return Array.from({ length: reader.count() }, () => {
		reader.head();
		return reader.polygon();
	});
}

export function lineOf(hex: string): Flat {
	const reader = new Reader(Buffer.from(hex, 'hex'));
	const type = reader.head();
	if (type !== LINE) throw new WanggeError('internal', { type }, 'no line');
	return reader.points();
}

/** Hexadecimal EWKB of a polygon, or of several as one MultiPolygon, in the metric frame. */
export function polygonHex(rings: Rings): string {
	const buffer = Buffer.alloc(9 + polygonBytes(rings));
	const at = writeHead(buffer, 0, POLYGON, true);
	writePolygon(buffer, at, rings);
	return buffer.toString('hex');
}

export function multiPolygonHex(polygons: readonly Rings[]): string {
	const size = polygons.reduce((sum, rings) => sum + 5 + polygonBytes(rings), 13);
	const buffer = Buffer.alloc(size);
	let at = writeHead(buffer, 0, MULTIPOLYGON, true);
	at = buffer.writeUInt32LE(polygons.length, at);
	for (const rings of polygons) at = writePolygon(buffer, writeHead(buffer, at, POLYGON, false), rings);
	return buffer.toString('hex');
}

function polygonBytes(rings: Rings): number {
	return rings.reduce((sum, ring) => sum + 4 + 8 * (ring.length + 2), 4);
}

function writeHead(buffer: Buffer, at: number, type: number, srid: boolean): number {
	at = buffer.writeUInt8(1, at);
	at = buffer.writeUInt32LE(srid ? type + 0x20000000 : type, at);
	return srid ? buffer.writeUInt32LE(FRAME_SRID, at) : at;
}

function writePolygon(buffer: Buffer, at: number, rings: Rings): number {
	at = buffer.writeUInt32LE(rings.length, at);
	for (const ring of rings) {
		at = buffer.writeUInt32LE(ring.length / 2 + 1, at);
		for (const value of ring) at = buffer.writeDoubleLE(value, at);
		at = buffer.writeDoubleLE(ring[0]!, at);
		at = buffer.writeDoubleLE(ring[1]!, at);
	}
	return at;
}
