/** Our encoder against the database's own, on the engine that has one: ST_AsMVT of the same rows. */
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../../src/lib/server/context.ts';
import { readTile } from '../../../src/lib/server/tiles/service.ts';
import { TILE_SETS, type TileSetId } from '../../../src/lib/server/tiles/sets.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { createTestDatabase, serverMissing, type TestDatabase } from '../harness/index.ts';
import { apart, areaOf, decode, outlineOf } from './decode.ts';
import { layOddGround } from './odd-ground.ts';
import { contextOf, tileAt } from './places.ts';

/** Layers whose function takes no day, and those whose function does. */
const LAYERS = [
	...(['block', 'green', 'water', 'waterway', 'road', 'building'] as const).map(
		(layer) => ['ground', layer, ''] as const
	),
	['areas', 'area', ', $4'],
	['grids', 'grid', ', $4'],
	['facilities', 'facility', ', $4']
] as const;
const PLACES = [
	[50, 50],
	[350, 150],
	[2600, 1200],
	[-950, 1500],
	[5250, 100]
] as const;

describe.skipIf(serverMissing && process.env.CI !== 'true')('a tile', () => {
	let fresh: TestDatabase;
	let db: Database;
	beforeAll(async () => {
		fresh = await createTestDatabase('server');
		db = await fresh.open();
		await layOddGround(db);
	});
	afterAll(async () => {
		await db?.close();
		await fresh?.drop();
	});

	it.each(LAYERS)('of %s has in %s what ST_AsMVT makes of it, to two units', async (set, layer, day) => {
		let compared = 0;
		const { minzoom, maxzoom } = TILE_SETS[set as TileSetId];
		for (let z = minzoom; z <= maxzoom; z++) {
			for (const [x, y] of PLACES) {
				const address = tileAt(set, z, x, y);
				const [made] = await db.query<{ tile: Uint8Array }>(
					`select coalesce(st_asmvt(f, '${layer}', 4096, 'geom', 'id'), '') as tile from (
							select id, st_asmvtgeom(st_transform(geom, 3857), st_tileenvelope($1, $2, $3), 4096, 64) as geom
							from tile_${layer}($1, $2, $3${day})) f where geom is not null`,
					[z, address.x, address.y, ...(day ? [dayOf(contextOf(db).now)] : [])]
				);
				const theirs = decode(made!.tile);
				const answer = await readTile(contextOf(db), address);
				if (answer.kind !== 'tile') throw new Error(answer.kind);
				const ours = (answer.body ? decode(gunzipSync(answer.body)) : []).filter(
					(feature) => feature.layer === layer
				);
				const said = `${z}/${address.x}/${address.y}`;
				expect(
					ours.map(({ id, type }) => [id, type]),
					said
				).toEqual(theirs.map(({ id, type }) => [id, type]));
				ours.forEach((feature, at) => {
					const twin = theirs[at]!;
					expect(apart(feature, twin), `${said} ${feature.id}`).toBeLessThanOrEqual(2);
					expect(Math.abs(areaOf(feature) - areaOf(twin))).toBeLessThanOrEqual(2 + outlineOf(feature));
					compared++;
				});
			}
		}
		expect(compared).toBeGreaterThan(0);
	});
});
