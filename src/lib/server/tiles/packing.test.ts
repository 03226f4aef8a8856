import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { describe, expect, it } from 'vitest';
import type { LayerRow } from './features.ts';
import { MOST_BYTES, packedTile } from './packing.ts';
import { TILE_SETS } from './sets.ts';

const TILE = { z: 14, x: 0, y: 0 };
const WORLD_M = 40_075_016.685578488;
const UNIT_M = WORLD_M / 2 ** 14 / 4096;

/** A frame whose metres are tile units, so that shapes can be written down as they lie in the tile. */
const NODES = [
	...[0, 0, 4096, 4096],
	...[0, 2048, 4096].flatMap((up) =>
		[0, 2048, 4096].flatMap((right) => [right * UNIT_M - WORLD_M / 2, WORLD_M / 2 - up * UNIT_M])
	)
];

const signed = (value: number) => varint(value < 0 ? -2 * value - 1 : 2 * value);
function varint(value: number): number[] {
	return value < 128 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >> 7)];
}
const rowOf = (layer: string, shapes: number[][], fields: LayerRow['fields'] = {}): LayerRow => ({
	layer,
	ids: shapes.map((_, at) => at + 1),
	fields,
	shapes: Uint8Array.from(shapes.flat()),
	left_out: false,
	nodes: NODES
});
const house = (x: number, y: number, w: number, h: number) => [
	...[0x03, 0, 1, 5],
	...[x, y, w, 0, 0, h, -w, 0, 0, -h].flatMap(signed)
];
const street = (x: number, y: number, dx: number, dy: number) => [
	...[0x02, 0, 2],
	...[x, y, dx, dy].flatMap(signed)
];
const spot = (x: number, y: number) => [0x01, 0, ...[x, y].flatMap(signed)];

/** Numbers that look thrown, so that nothing compresses well. */
function dice(seed: number) {
	let state = seed;
	return (most: number) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * most);
	};
}
const many = <T>(count: number, seed: number, make: (roll: (most: number) => number) => T): T[] => {
	const roll = dice(seed);
	return Array.from({ length: count }, () => make(roll));
};
const houses = (count: number) =>
	many(count, 1, (roll) => house(roll(4080), roll(4080), 6 + roll(20), 6 + roll(20)));

const layersOf = (bytes: Uint8Array) => new VectorTile(new Pbf(bytes)).layers;

it('is the same tile in whatever order the server answers with its layers', async () => {
	const rows = [
		rowOf('road', [street(10, 10, 500, 0)], { class: ['primary'] }),
		rowOf('building', [house(100, 100, 50, 50)], { use: ['residential'] })
	];
	const [one, other] = [
		await packedTile(TILE_SETS.ground, TILE, rows),
		await packedTile(TILE_SETS.ground, TILE, [...rows].reverse())
	];
	expect(other.bytes).toEqual(one.bytes);
	expect(Object.keys(layersOf(one.bytes))).toEqual(['road', 'building']);
});

it('says that cells of incidents stand for several', async () => {
	const cell = rowOf('incident_cell', [spot(100, 100)], { first: [24_313], months: ['3.1'] });
	const { generalised } = await packedTile(TILE_SETS.incidents, TILE, [cell]);
	expect(generalised).toEqual({ incident_cell: 'merged' });
});

// A loaded machine is slow, not wrong.
describe('a tile', { timeout: 60_000 }, () => {
	it('that is small enough has all that there is, and says nothing', async () => {
		const packed = await packedTile(TILE_SETS.ground, TILE, [rowOf('building', houses(5000))]);
		expect(packed.generalised).toEqual({});
		expect(layersOf(packed.bytes).building!.length).toBe(5000);
		expect(gunzipSync(packed.body!)).toEqual(Buffer.from(packed.bytes));
	});

	it('that would be too large merges its small buildings, so that each stands somewhere, and says so', async () => {
		const packed = await packedTile(TILE_SETS.ground, TILE, [rowOf('building', houses(45_000))]);
		expect(packed.body!.byteLength).toBeLessThanOrEqual(MOST_BYTES);
		expect(packed.generalised).toEqual({ building: 'merged' });
		const { building } = layersOf(packed.bytes);
		const stands = Array.from({ length: building!.length }, (_, at) =>
			Number(building!.feature(at).properties.n ?? 1)
		);
		expect(stands.reduce((sum, n) => sum + n, 0)).toBe(45_000);
	});

	it('that would be too large for all its layers at once says what became of each', async () => {
		const classes = ['primary', 'residential', 'footway'];
		const given = many(16_000, 3, (roll) => classes[roll(3)]);
		const rows = [
			rowOf('green', houses(9_000)),
			rowOf(
				'road',
				many(16_000, 2, (roll) => street(roll(4000), roll(4000), 1 + roll(90), roll(90))),
				{ class: given }
			),
			{ ...rowOf('building', houses(16_000)), left_out: true }
		];
		const packed = await packedTile(TILE_SETS.ground, TILE, rows);
		expect(packed.body!.byteLength).toBeLessThanOrEqual(MOST_BYTES);
		expect(packed.generalised).toEqual({
			green: 'left-out',
			road: 'left-out',
			building: 'merged+left-out'
		});
		const { road } = layersOf(packed.bytes);
		const kept = Array.from({ length: road!.length }, (_, at) => road!.feature(at).properties.class);
		const missing = classes.map((one) =>
			[given, kept].map((of) => of.filter((value) => value === one).length)
		);
		const first = missing.findIndex(([all, left]) => left !== all);
		expect(first).toBeGreaterThanOrEqual(0);
		for (const [, left] of missing.slice(first + 1)) expect(left).toBe(0);
	});

	it('of very many points merges them type by type', async () => {
		const types = many(40_000, 4, (roll) => `type_${roll(30)}`);
		const row = rowOf(
			'facility',
			many(40_000, 5, (roll) => spot(roll(4096), roll(4096))),
			{ type: types }
		);
		const packed = await packedTile(TILE_SETS.facilities, TILE, [row]);
		expect(packed.body!.byteLength).toBeLessThanOrEqual(MOST_BYTES);
		expect(packed.generalised).toEqual({ facility: 'merged' });
		const { facility } = layersOf(packed.bytes);
		const counted: Record<string, number> = {};
		for (let at = 0; at < facility!.length; at++) {
			const { type, n } = facility!.feature(at).properties;
			counted[String(type)] = (counted[String(type)] ?? 0) + Number(n ?? 1);
		}
		const wanted: Record<string, number> = {};
		for (const type of types) wanted[type] = (wanted[type] ?? 0) + 1;
		expect(counted).toEqual(wanted);
	});

	it('gives nothing of grids away, whatever its size', async () => {
		const packed = await packedTile(TILE_SETS.grids, TILE, [rowOf('grid', houses(45_000))]);
		expect(packed.body!.byteLength).toBeGreaterThan(MOST_BYTES);
		expect([layersOf(packed.bytes).grid!.length, packed.generalised]).toEqual([45_000, {}]);
	});

	it('says that something was too small also where nothing is left, and when it is too small to have a shape', async () => {
		const nothing = { ...rowOf('green', []), ids: null, shapes: null, left_out: true };
		expect(await packedTile(TILE_SETS.ground, TILE, [nothing])).toMatchObject({
			body: null,
			generalised: { green: 'left-out' }
		});
		const empty = await packedTile(TILE_SETS.ground, TILE, [rowOf('building', [[0x03, 0x10]])]);
		expect(empty).toMatchObject({ body: null, generalised: { building: 'left-out' } });
	});
});
