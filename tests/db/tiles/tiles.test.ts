import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTileAddress, type TileAddress } from '../../../src/lib/server/tiles/address.ts';
import { readTile, tileJson } from '../../../src/lib/server/tiles/service.ts';
import { TILE_SETS, type TileSetId } from '../../../src/lib/server/tiles/sets.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { lngLatOf } from '../../fixtures/tiny-ground.ts';
import { createTestDatabase, describeEngines, serverMissing, type TestDatabase } from '../harness/index.ts';
import { apart, areaOf, decode, outlineOf, type Feature } from './decode.ts';
import { layOddGround } from './odd-ground.ts';
import { contextOf, tileAt } from './places.ts';

async function bytesOf(db: Database, address: TileAddress): Promise<Uint8Array> {
	const answer = await readTile(contextOf(db), address);
	if (answer.kind !== 'tile') throw new Error(answer.kind);
	return answer.body ? gunzipSync(answer.body) : new Uint8Array();
}

const featuresOf = async (db: Database, address: TileAddress) => decode(await bytesOf(db, address));

const PLACES = [
	[50, 50],
	[350, 150],
	[2600, 1200],
	[-950, 1500],
	[5250, 100]
] as const;

const EVERY_TILE = Object.entries(TILE_SETS).flatMap(([set, { minzoom, maxzoom, takesDuty }]) => {
	const zooms = Array.from({ length: maxzoom - minzoom + 1 }, (_, step) => minzoom + step);
	return zooms.flatMap((z) =>
		PLACES.map(([x, y]) => tileAt(set as TileSetId, z, x, y, takesDuty ? 'greening' : ''))
	);
});

describe('the same tile from both engines', () => {
	const missing = serverMissing;
	const made: TestDatabase[] = [];
	let server: Database;
	let embedded: Database;
	beforeAll(async () => {
		if (missing) return;
		for (const engine of ['server', 'embedded'] as const) made.push(await createTestDatabase(engine));
		[server, embedded] = (await Promise.all(made.map((one) => one.open()))) as [Database, Database];
		for (const db of [server, embedded]) await layOddGround(db);
	});
	afterAll(async () => {
		await server?.close();
		await embedded?.close();
		for (const one of made) await one.drop();
	});

	it.skipIf(missing && process.env.CI !== 'true')(
		'has the same features, attributes and geometry to two units, in every set and at every zoom',
		async () => {
			const seen = new Set<string>();
			let compared = 0;
			for (const address of EVERY_TILE) {
				const [a, b] = [await featuresOf(server, address), await featuresOf(embedded, address)];
				const said = JSON.stringify(address);
				expect(b.map(described), said).toEqual(a.map(described));
				a.forEach((feature, at) => {
					const twin = b[at]!;
					expect(apart(feature, twin), `${said} ${feature.layer} ${feature.id}`).toBeLessThanOrEqual(2);
					expect(Math.abs(areaOf(feature) - areaOf(twin))).toBeLessThanOrEqual(2 + outlineOf(feature));
					if (feature.type === 3) expect(areaOf(twin)).toBeGreaterThan(0);
					seen.add(feature.layer);
					compared++;
				});
			}
			const layers = Object.values(TILE_SETS).flatMap((set) => set.layers.map((layer) => layer.id));
			expect([...seen].sort()).toEqual([...layers].sort());
			expect(compared).toBeGreaterThan(500);
		}
	);
});

const described = ({ layer, id, type, properties }: Feature) => ({ layer, id, type, properties });

describeEngines('tiles of the tiny ground', (db) => {
	let ids: Record<string, number>;
	beforeAll(async () => {
		ids = (await layOddGround(db)).grids;
	});

	it('hold every grid once, with its code and the id that measures use', async () => {
		const grids = await featuresOf(db, tileAt('grids', 13, 150, 60));
		expect(grids.map(({ id }) => id).sort()).toEqual(Object.values(ids).sort());
		expect(grids.find(({ id }) => id === ids.A1)!.properties).toEqual({ code: '990102001001001' });
	});

	it('show the shapes of the states that are not clear, and leave out what is', async () => {
		const states = await featuresOf(db, tileAt('states', 16, 150, 150, 'greening'));
		const of = (grid: string) =>
			states.filter(({ id }) => id === ids[grid]).map(({ properties }) => properties);
		expect(of('A2')).toContainEqual({ state: 'gap' });
		expect(of('B1')).toEqual([{ state: 'gap' }]);
		expect(states.every(({ properties }) => properties.state !== 'clear')).toBe(true);
	});

	it('show streets before communities, from far to near', async () => {
		const levels = async (z: number) =>
			new Set(
				(await featuresOf(db, tileAt('areas', z, 150, 100)))
					.filter(({ layer }) => layer === 'area')
					.map(({ properties }) => properties.level)
			);
		expect([...(await levels(8))]).not.toContain('street');
		expect([...(await levels(9))]).toContain('street');
		expect([...(await levels(9))]).not.toContain('community');
		expect([...(await levels(11))]).toContain('community');
	});

	it('keep the entity tag while nothing changes, and answer it without the tile', async () => {
		const address = tileAt('ground', 14, 50, 50);
		const first = await readTile(contextOf(db), address);
		if (first.kind !== 'tile') throw new Error(first.kind);
		const again = await readTile(contextOf(db, 5000), address, { known: [first.etag] });
		expect(again).toEqual({ kind: 'unchanged', etag: first.etag });
	});

	it('change when the ground changes, a second later at most, and not for a change elsewhere', async () => {
		const address = tileAt('facilities', 14, 50, 50);
		const far = tileAt('facilities', 14, 2600, 2200);
		const [before, beforeFar] = [
			await readTile(contextOf(db, 10_000), address),
			await readTile(contextOf(db, 10_000), far)
		];
		if (before.kind !== 'tile' || beforeFar.kind !== 'tile') throw new Error('no tile');
		await db.query(
			`update facility set geom = st_translate(geom, 7, 0) where id = (select min(id) from facility)`
		);
		const after = await readTile(contextOf(db, 11_001), address, { known: [before.etag] });
		expect(after.kind).toBe('tile');
		const afterFar = await readTile(contextOf(db, 11_001), far, { known: [beforeFar.etag] });
		expect(afterFar.kind).toBe('unchanged');
	});

	it('are empty, without a query for rows, where there is no ground', async () => {
		const answer = await readTile(contextOf(db), { set: 'ground', z: 10, x: 5, y: 5, duty: '' });
		expect(answer).toMatchObject({ kind: 'tile', body: null });
	});

	it('refuse a duty that is not in the catalogue', async () => {
		await expect(readTile(contextOf(db), tileAt('states', 15, 50, 50, 'juggling'))).rejects.toMatchObject({
			kind: 'not-found',
			details: { what: 'duty' }
		});
	});

	it('are described by a TileJSON with their layers, zooms and bounds', async () => {
		const document = await tileJson(contextOf(db), 'grids', 'http://localhost:3000', null);
		expect(document).toMatchObject({
			tilejson: '3.0.0',
			tiles: ['http://localhost:3000/tiles/grids/{z}/{x}/{y}'],
			minzoom: 12,
			maxzoom: 16,
			vector_layers: [{ id: 'grid', fields: { code: 'String' } }]
		});
		const [west, south, east, north] = document.bounds as [number, number, number, number];
		const [lng, lat] = lngLatOf(200, 100);
		expect(west < lng && lng < east && south < lat && lat < north).toBe(true);
	});
});

describe('a tile that there cannot be', () => {
	const asked = (parts: Partial<Record<'set' | 'z' | 'x' | 'y' | 'duty', string>>) => () =>
		parseTileAddress({ set: 'ground', z: '12', x: '3', y: '4', ...parts, duty: parts.duty ?? null });
	it.each([
		['a row below the world', { y: '4096' }, 'y'],
		['a column east of the world', { x: '4096' }, 'x'],
		['a negative column', { x: '-1' }, 'x'],
		['half a row', { y: '2.5' }, 'y'],
		['a zoom that the set does not reach', { z: '17' }, 'z'],
		['a zoom before the set begins', { set: 'grids', z: '3' }, 'z'],
		['words', { x: 'drop table' }, 'x'],
		['an exponent', { x: '1e3' }, 'x'],
		['nothing', { x: '' }, 'x'],
		['a number beyond counting', { y: '9'.repeat(400) }, 'y'],
		['a leading zero', { x: '03' }, 'x']
	])('is refused before any query: %s', (_, parts, parameter) => {
		expect(asked(parts)).toThrowError(
			expect.objectContaining({
				kind: 'invalid',
				details: { refusals: [expect.objectContaining({ parameter })] }
			})
		);
	});
	it('is refused for an unknown set', () => {
		expect(asked({ set: 'toString' })).toThrowError(expect.objectContaining({ kind: 'not-found' }));
	});
	it('is refused without a duty where one is needed', () => {
		expect(asked({ set: 'states', z: '14' })).toThrowError(expect.objectContaining({ kind: 'invalid' }));
	});
});
