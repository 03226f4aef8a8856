/**
 * Encodes a Mapbox Vector Tile (specification 2.1) for the engine whose PostGIS has no ST_AsMVT. Geometry arrives in
 * whole tile units and is cut here at the tile's margin.
 */
import Pbf from 'pbf';
import { clipShape, EXTENT } from './clip.ts';
import { readTwkb, type Ring, type Shape } from './twkb.ts';

/** One feature as its row arrives: its id, its geometry as TWKB in tile units, and its attributes. */
export interface TileRow {
	id: number;
	shape: Uint8Array | null;
	[attribute: string]: unknown;
}

type Value = string | number | boolean;

const TYPES = { point: 1, line: 2, polygon: 3 } as const;
const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

/** @returns the tile's bytes; none when no feature of any layer lies in it. */
export function encodeTile(layers: readonly { name: string; rows: readonly TileRow[] }[]): Uint8Array {
	const tile = new Pbf();
	for (const { name, rows } of layers) {
		const features = rows.flatMap((row) => {
			const shape = row.shape && readTwkb(row.shape);
			const clipped = shape && clipShape(shape);
			return clipped ? [{ row, shape: clipped }] : [];
		});
		if (features.length > 0) tile.writeMessage(3, writeLayer, { name, features });
	}
	return tile.finish();
}

interface Layer {
	name: string;
	features: { row: TileRow; shape: Shape }[];
}

function writeLayer(layer: Layer, pbf?: Pbf): void {
	const out = pbf!;
	out.writeVarintField(15, 2);
	out.writeStringField(1, layer.name);
	const keys = new Numbered<string>();
	const values = new Numbered<Value>();
	for (const feature of layer.features) out.writeMessage(2, writeFeature, { ...feature, keys, values });
	for (const key of keys.all()) out.writeStringField(3, key);
	for (const value of values.all()) out.writeMessage(4, writeValue, value);
	out.writeVarintField(5, EXTENT);
}

function writeFeature(
	feature: { row: TileRow; shape: Shape; keys: Numbered<string>; values: Numbered<Value> },
	pbf?: Pbf
): void {
	const out = pbf!;
	const { row, shape, keys, values } = feature;
	const tags: number[] = [];
	for (const [key, value] of Object.entries(row)) {
		if (key === 'id' || key === 'shape') continue;
		if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
			tags.push(keys.numberOf(key), values.numberOf(value));
	}
	out.writeVarintField(1, row.id);
	out.writePackedVarint(2, tags);
	out.writeVarintField(3, TYPES[shape.kind]);
	out.writePackedVarint(4, commands(shape));
}

function writeValue(value: Value, pbf?: Pbf): void {
	const out = pbf!;
	if (typeof value === 'string') out.writeStringField(1, value);
	else if (typeof value === 'boolean') out.writeBooleanField(7, value);
	else if (!Number.isInteger(value)) out.writeDoubleField(3, value);
	else if (value >= 0) out.writeVarintField(5, value);
	else out.writeSVarintField(6, value);
}

function commands(shape: Shape): number[] {
	const out: number[] = [];
	let x = 0;
	let y = 0;
	const command = (id: number, count: number) => out.push((count << 3) | id);
	const go = (to: Ring[number]) => {
		out.push(zigzag(to[0] - x), zigzag(to[1] - y));
		[x, y] = to;
	};
	const path = (ring: Ring, closed: boolean) => {
		command(MOVE_TO, 1);
		go(ring[0]!);
		command(LINE_TO, ring.length - 1);
		for (const position of ring.slice(1)) go(position);
		if (closed) command(CLOSE_PATH, 1);
	};
	if (shape.kind === 'point') {
		command(MOVE_TO, shape.points.length);
		shape.points.forEach(go);
	} else if (shape.kind === 'line') {
		for (const line of shape.lines) path(line, false);
	} else {
		for (const rings of shape.polygons) for (const ring of rings) path(ring, true);
	}
	return out;
}

const zigzag = (value: number) => (value << 1) ^ (value >> 31);

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
