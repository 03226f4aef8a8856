import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { expect, it } from 'vitest';
import type { TileFeature } from './features.ts';
import { encodeTile } from './mvt.ts';
import type { Shape } from './twkb.ts';

const feature = (id: number, row: number, shape: Shape, stands = 1): TileFeature => ({
	id,
	row,
	shape,
	whole: shape,
	stands
});
const layer = (name: string, features: TileFeature[], fields: Record<string, unknown[]> = {}) => ({
	name,
	fields,
	features,
	leftOut: false,
	merged: false
});
const decoded = (bytes: Uint8Array) => new VectorTile(new Pbf(bytes));
const point = (x: number, y: number): Shape => ({ kind: 'point', points: [x, y] });

it('attributes of every kind come back as they went, and nothing for what there is not', () => {
	const values = [
		'望月湖',
		'a'.repeat(300),
		'',
		0,
		7,
		-7,
		2 ** 40,
		-(2 ** 40),
		0.25,
		-1e300,
		true,
		false,
		null
	];
	const features = values.map((_, row) => feature(row + 1, row, point(row, row)));
	const { things } = decoded(encodeTile([layer('things', features, { value: values })])).layers;
	values.forEach((value, at) =>
		expect(things!.feature(at).properties).toEqual(value === null ? {} : { value })
	);
});

it('ids beyond 32 bits, how many a feature stands for, and positions on both sides of the edge come back', () => {
	const { things } = decoded(
		encodeTile([layer('things', [feature(2 ** 40 + 3, 0, point(-64, 4160), 12)], { value: ['a'] })])
	).layers;
	const one = things!.feature(0);
	expect([one.id, one.properties]).toEqual([2 ** 40 + 3, { value: 'a', n: 12 }]);
	expect(one.loadGeometry()).toEqual([[expect.objectContaining({ x: -64, y: 4160 })]]);
});

it('lines, surfaces with holes and several parts come back corner by corner', () => {
	const square = (at: number, side: number) => [at, at, at + side, at, at + side, at + side, at, at + side];
	const shapes: Shape[] = [
		{ kind: 'line', lines: [square(0, 9), square(100, 5)] },
		{ kind: 'polygon', polygons: [[square(0, 90), square(10, 20).toReversed()], [square(200, 30)]] }
	];
	const { things } = decoded(
		encodeTile([
			layer(
				'things',
				shapes.map((shape, row) => feature(row, row, shape))
			)
		])
	).layers;
	const flat = (at: number) =>
		things!
			.feature(at)
			.loadGeometry()
			.map((part) => part.flatMap(({ x, y }) => [x, y]));
	expect(flat(0)).toEqual([square(0, 9), square(100, 5)]);
	const rings = [square(0, 90), square(10, 20).toReversed(), square(200, 30)];
	expect(flat(1)).toEqual(rings.map((ring) => [...ring, ring[0], ring[1]]));
});

it('a tile in which nothing lies has no bytes, and one does not remember the last', () => {
	const full = [layer('a', [feature(1, 0, point(1, 2))], { value: ['x'.repeat(9000)] })];
	expect(encodeTile([layer('a', [])]).byteLength).toBe(0);
	const first = encodeTile(full);
	expect(encodeTile([]).byteLength).toBe(0);
	expect(encodeTile(full)).toEqual(first);
});
