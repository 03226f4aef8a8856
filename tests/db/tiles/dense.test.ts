/** Ground far denser than any city: its tiles give way by rule, stay small and say so, from wherever they come. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/lib/server/db/index.ts';
import type { TileAddress } from '../../../src/lib/server/tiles/address.ts';
import { TileFiles } from '../../../src/lib/server/tiles/files.ts';
import { MOST_BYTES } from '../../../src/lib/server/tiles/packing.ts';
import { forgetTiles, keepInFiles, readTile } from '../../../src/lib/server/tiles/service.ts';
import { GET } from '../../../src/routes/tiles/[set]/[z]/[x]/[y]/+server.ts';
import { ORIGIN } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { decode } from './decode.ts';
import { layOddGround } from './odd-ground.ts';
import { contextOf, tileAt } from './places.ts';

/** Close together, with more corners than anybody draws. */
const BUILDINGS = 36_000;
const A_ROW = 200;
const CORNERS = 12;

function outlines(): string[] {
	return Array.from({ length: BUILDINGS }, (_, n) => {
		const [east, north] = [ORIGIN[0] + 50 + (n % A_ROW) * 9, ORIGIN[1] + 50 + Math.floor(n / A_ROW) * 9];
		const ring = Array.from({ length: CORNERS + 1 }, (_, k) => {
			const turn = ((k % CORNERS) / CORNERS) * 2 * Math.PI;
			const radius = 3.5 + 0.9 * Math.sin(n * (1 + (k % CORNERS)) * 1.3);
			return `${(east + radius * Math.cos(turn)).toFixed(2)} ${(north + radius * Math.sin(turn)).toFixed(2)}`;
		});
		return `MULTIPOLYGON(((${ring.join()})))`;
	});
}

describeEngines('very dense ground', (db) => {
	let folder: string;
	const tile = (z: number) => tileAt('ground', z, 800, 700);
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'wangge-dense-'));
		const { sourceId } = await layOddGround(db);
		await db.query(
			`insert into building (use, floors, geom, source_id)
			select 'residential', 1 + n % 9, st_geomfromtext(outline, 990001), $2 from unnest($1::text[]) with ordinality as o (outline, n)`,
			[outlines(), sourceId]
		);
		// Half a metre: less than a pixel.
		await db.query(
			`insert into green_space (kind, geom, source_id)
			values ('grass', st_multi(st_makeenvelope($1, $2, $1::float + 0.5, $2::float + 0.5, 990001)), $3)`,
			[ORIGIN[0] + 800, ORIGIN[1] + 700, sourceId]
		);
	});
	afterAll(() => rm(folder, { recursive: true, force: true }));

	it('has no tile of more than 300 KB at any zoom, and every building stands in its tile, alone or with others', async () => {
		for (let z = 8; z <= 16; z++) {
			const answer = await readTile(contextOf(db), tile(z));
			if (answer.kind !== 'tile' || !answer.body) throw new Error(answer.kind);
			expect(answer.body.byteLength, `zoom ${z}`).toBeLessThanOrEqual(MOST_BYTES);
			if (z !== 14) continue;
			const stood = decode(gunzipSync(answer.body))
				.filter(({ layer }) => layer === 'building')
				.reduce((sum, { properties }) => sum + Number(properties.n ?? 1), 0);
			const { x, y } = tile(14);
			const [{ n }] = (await db.query<{ n: number }>(
				`select count(*)::integer as n from building where st_intersects(st_transform(geom, 3857), st_tileenvelope($1, $2, $3))`,
				[14, x, y]
			)) as [{ n: number }];
			expect(n).toBeGreaterThan(20_000);
			// Those that only touch the tile's margin are in it as well.
			expect(stood).toBeGreaterThanOrEqual(n);
			expect(stood).toBeLessThan(1.2 * n);
		}
	});

	it('says what it generalised: fresh, from memory, from a file after a restart, and to who has it already', async () => {
		const files = new TileFiles({ folder, mostBytes: 1e8 });
		const header = async (known?: string) => {
			const response = await ask(db, tile(14), known);
			return [
				response.status,
				response.headers.get('wangge-generalised'),
				response.headers.get('etag')
			] as const;
		};
		forgetTiles(db);
		keepInFiles(db, files);
		const [, said, tag] = await header();
		expect(said).toBe('building=merged, green=left-out');
		expect(await header()).toEqual([200, said, tag]);
		await files.settled();
		forgetTiles(db);
		keepInFiles(db, files);
		expect(await header()).toEqual([200, said, tag]);
		expect(await header(tag!)).toEqual([304, said, tag]);
		forgetTiles(db);
		expect(await header(tag!)).toEqual([304, said, tag]);
	});

	it('says nothing where nothing was generalised, and only what is true of the tile', async () => {
		const near = await ask(db, tileAt('ground', 16, 350, 150));
		expect([near.status, near.headers.has('wangge-generalised')]).toEqual([200, false]);
		const grids = await ask(db, tileAt('grids', 12, 350, 150));
		expect([grids.status, grids.headers.has('wangge-generalised')]).toEqual([200, false]);
	});

	it('gives the same tile whenever it is made', async () => {
		forgetTiles(db);
		const first = await (await ask(db, tile(14))).arrayBuffer();
		forgetTiles(db);
		expect(await (await ask(db, tile(14))).arrayBuffer()).toEqual(first);
	});
});

function ask(db: Database, { set, z, x, y }: TileAddress, known?: string): Promise<Response> {
	const url = new URL(`http://localhost/tiles/${set}/${z}/${x}/${y}`);
	return Promise.resolve(
		GET({
			url,
			params: { set, z: String(z), x: String(x), y: String(y) },
			request: new Request(url, { headers: known ? { 'if-none-match': known } : {} }),
			locals: { lang: 'zh-CN', context: contextOf(db) }
		} as never)
	);
}
