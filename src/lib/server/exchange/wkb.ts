/** Well-known binary (OGC 06-103r4), hex, longitude before latitude in degrees, without SRID. */
import { PLACES_PER_DEGREE, type Place, type Polygon } from '../../domain/exchange/osm.ts';

const POINT = 1;
const LINE = 2;
const POLYGON = 3;
const MULTIPOLYGON = 6;

class Writer {
	private readonly bytes: Buffer;
	private at = 0;
	constructor(size: number) {
		this.bytes = Buffer.allocUnsafe(size);
	}
	head(type: number): void {
		this.at = this.bytes.writeUInt8(1, this.at);
		this.count(type);
	}
	count(value: number): void {
		this.at = this.bytes.writeUInt32LE(value, this.at);
	}
	place([x, y]: Place, steps = PLACES_PER_DEGREE): void {
		this.at = this.bytes.writeDoubleLE(x / steps, this.at);
		this.at = this.bytes.writeDoubleLE(y / steps, this.at);
	}
	hex(): string {
		return this.bytes.toString('hex');
	}
}

export function pointWkb(place: Place): string {
	const out = new Writer(5 + 16);
	out.head(POINT);
	out.place(place);
	return out.hex();
}

export function lineWkb(line: readonly Place[]): string {
	const out = new Writer(9 + line.length * 16);
	out.head(LINE);
	out.count(line.length);
	line.forEach((place) => out.place(place));
	return out.hex();
}

/** A MultiPolygon. @param steps how many of its units make one: 1 for coordinates that are not places. */
export function polygonsWkb(polygons: readonly Polygon[], steps = PLACES_PER_DEGREE): string {
	let size = 9;
	for (const rings of polygons) size += 9 + rings.reduce((sum, ring) => sum + 4 + ring.length * 16, 0);
	const out = new Writer(size);
	out.head(MULTIPOLYGON);
	out.count(polygons.length);
	for (const rings of polygons) {
		out.head(POLYGON);
		out.count(rings.length);
		for (const ring of rings) {
			out.count(ring.length);
			ring.forEach((place) => out.place(place, steps));
		}
	}
	return out.hex();
}
