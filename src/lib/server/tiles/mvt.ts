/**
 * Encodes a Mapbox Vector Tile (specification 2.1). Not left to ST_AsMVT: that transforms and checks each corner anew
 * for each tile, which costs several times as much as all that is done here, and the embedded engine has none.
 */
import { EXTENT } from '../../domain/tile/box.ts';
import { Bytes } from './bytes.ts';
import type { TileFeature, TileLayerContent } from './features.ts';
import type { Ring, Shape } from './twkb.ts';

type Value = string | number | boolean;

const TYPES = { point: 1, line: 2, polygon: 3 } as const;
const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

// Encoding never waits, so one of each serves all tiles: they grow to what the largest needs, once.
const [tile, layer, message, tags, geometry] = [
	new Bytes(),
	new Bytes(),
	new Bytes(),
	new Bytes(),
	new Bytes()
];

/** @returns the tile's bytes; none when no layer has a feature. */
export function encodeTile(layers: readonly TileLayerContent[]): Uint8Array<ArrayBuffer> {
	tile.clear();
	for (const content of layers) {
		if (content.features.length === 0) continue;
		layer.clear();
		writeLayer(content);
		tile.field(3, layer);
	}
	return tile.copy();
}

function writeLayer({ name, fields, features }: TileLayerContent): void {
	layer.number(15, 2);
	layer.text(1, name);
	const keys = new Numbered<string>();
	const values = new Numbered<Value>();
	const columns = Object.entries(fields).map(([key, column]) => ({ key, column }));
	for (const feature of features) {
		tags.clear();
		for (const { key, column } of columns) writeTag(keys, values, key, column[feature.row]);
		if (feature.stands > 1) writeTag(keys, values, 'n', feature.stands);
		writeFeature(feature);
		layer.field(2, message);
	}
	for (const key of keys.all()) layer.text(3, key);
	for (const value of values.all()) {
		message.clear();
		writeValue(message, value);
		layer.field(4, message);
	}
	layer.number(5, EXTENT);
}

function writeTag(keys: Numbered<string>, values: Numbered<Value>, key: string, value: unknown): void {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
	tags.varint(keys.numberOf(key));
	tags.varint(values.numberOf(value));
}

function writeFeature({ id, shape }: TileFeature): void {
	geometry.clear();
	new Pen(geometry).draw(shape);
	message.clear();
	message.number(1, id);
	if (tags.length > 0) message.field(2, tags);
	message.number(3, TYPES[shape.kind]);
	message.field(4, geometry);
}

function writeValue(to: Bytes, value: Value): void {
	if (typeof value === 'string') to.text(1, value);
	else if (typeof value === 'boolean') to.number(7, value ? 1 : 0);
	else if (!Number.isSafeInteger(2 * value)) to.double(3, value);
	else if (value >= 0) to.number(5, value);
	else to.number(6, -2 * value - 1);
}

/** Writes the commands that draw a shape, each position as the difference from the one before. */
class Pen {
	readonly #to: Bytes;
	#x = 0;
	#y = 0;

	constructor(to: Bytes) {
		this.#to = to;
	}

	draw(shape: Shape): void {
		if (shape.kind === 'point') {
			this.#command(MOVE_TO, shape.points.length / 2);
			this.#go(shape.points, 0, shape.points.length);
		} else if (shape.kind === 'line') {
			for (const line of shape.lines) this.#path(line);
		} else {
			for (const rings of shape.polygons)
				for (const ring of rings) {
					this.#path(ring);
					this.#command(CLOSE_PATH, 1);
				}
		}
	}

	#path(ring: Ring): void {
		this.#command(MOVE_TO, 1);
		this.#go(ring, 0, 2);
		this.#command(LINE_TO, ring.length / 2 - 1);
		this.#go(ring, 2, ring.length);
	}

	#command(id: number, count: number): void {
		this.#to.varint((count << 3) | id);
	}

	#go(ring: Ring, from: number, until: number): void {
		for (let at = from; at < until; at += 2) {
			const x = ring[at]!;
			const y = ring[at + 1]!;
			this.#to.varint(zigzag(x - this.#x));
			this.#to.varint(zigzag(y - this.#y));
			this.#x = x;
			this.#y = y;
		}
	}
}

const zigzag = (value: number) => ((value << 1) ^ (value >> 31)) >>> 0;

/** Things in the order in which they were first seen. */
class Numbered<T> {
	readonly #numbers = new Map<T, number>();

	numberOf(thing: T): number {
		const known = this.#numbers.get(thing);
		if (known !== undefined) return known;
		this.#numbers.set(thing, this.#numbers.size);
		return this.#numbers.size - 1;
	}

	all(): T[] {
		return [...this.#numbers.keys()];
	}
}
