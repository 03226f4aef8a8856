/** Shapes of the metric frame as EWKB in hexadecimal (PostGIS's extended well-known binary, SRID 990001). */
import type { Line, Point, Ring, Shape } from '../../domain/demo/plane.ts';

const SRID = 990001;
const WITH_SRID = 0x20000000;
const [POINT, LINE, POLYGON, MULTIPOLYGON] = [1, 2, 3, 6];

class Writer {
	readonly #bytes: Buffer;
	#at = 0;

	constructor(size: number) {
		this.#bytes = Buffer.allocUnsafe(size);
	}

	head(type: number, srid: boolean): this {
		this.#at = this.#bytes.writeUInt8(1, this.#at);
		this.count(srid ? type | WITH_SRID : type);
		return srid ? this.count(SRID) : this;
	}

	count(n: number): this {
		this.#at = this.#bytes.writeUInt32LE(n >>> 0, this.#at);
		return this;
	}

	point([x, y]: Point): this {
		this.#at = this.#bytes.writeDoubleLE(x, this.#at);
		this.#at = this.#bytes.writeDoubleLE(y, this.#at);
		return this;
	}

	/** The ring with its first point again at its end. */
	ring(ring: Ring): this {
		this.count(ring.length + 1);
		for (const p of ring) this.point(p);
		return this.point(ring[0]!);
	}

	hex(): string {
		return this.#bytes.toString('hex', 0, this.#at);
	}
}

const ringSize = (ring: Ring): number => 4 + 16 * (ring.length + 1);
const shapeSize = (shape: Shape): number => 9 + shape.reduce((sum, ring) => sum + ringSize(ring), 0);

export function pointHex(p: Point): string {
	return new Writer(25).head(POINT, true).point(p).hex();
}

export function lineHex(line: Line): string {
	const writer = new Writer(13 + 16 * line.length).head(LINE, true).count(line.length);
	for (const p of line) writer.point(p);
	return writer.hex();
}

export function polygonHex(ring: Ring): string {
	return new Writer(13 + ringSize(ring)).head(POLYGON, true).count(1).ring(ring).hex();
}

export function shapesHex(shapes: readonly Shape[]): string {
	const size = 13 + shapes.reduce((sum, shape) => sum + shapeSize(shape), 0);
	const writer = new Writer(size).head(MULTIPOLYGON, true).count(shapes.length);
	for (const shape of shapes) {
		writer.head(POLYGON, false).count(shape.length);
		for (const ring of shape) writer.ring(ring);
	}
	return writer.hex();
}
