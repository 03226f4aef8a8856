/** Whatever is edited: a page that asks again has exactly the tiles that would be made from nothing. */
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Database } from '../../../src/lib/server/db/index.ts';
import type { TileAddress } from '../../../src/lib/server/tiles/address.ts';
import { readTile } from '../../../src/lib/server/tiles/service.ts';
import { TILE_SETS, type TileSetId } from '../../../src/lib/server/tiles/sets.ts';
import { describeEngines } from '../harness/index.ts';
import { decode } from './decode.ts';
import { layOddGround } from './odd-ground.ts';
import { around, contextOf, counting, tileAt } from './places.ts';

const ADDRESSES = (Object.keys(TILE_SETS) as TileSetId[]).flatMap((set) => {
	const duty = TILE_SETS[set].takesDuty ? 'greening' : '';
	return [
		...around(tileAt(set, 16, 200, 100, duty), 1),
		...around(tileAt(set, 14, 200, 100, duty), 1),
		tileAt(set, Math.max(12, TILE_SETS[set].minzoom), 200, 100, duty)
	];
});

/** Edits of one thing picked by $1, a share of the way from the first to the last. */
const pick = (table: string) =>
	`(select id from ${table} order by id offset floor($1 * (select count(*) from ${table})) limit 1)`;
const EDITS = [
	`update building set geom = st_translate(geom, 40, -30) where id = ${pick('building')}`,
	`update building set name = 'n' || $1 where id = ${pick('building')}`,
	`delete from tree where id = ${pick('tree')}`,
	`update tree set geom = st_translate(geom, 300 * $1, 0) where id = ${pick('tree')}`,
	`update facility set geom = st_translate(geom, 500 * ($1 - 0.5), 500 * (0.5 - $1)) where id = ${pick('facility')}`,
	`update incident set state = 'closed', closed_at = happened_at where id = ${pick('incident')}`,
	`update incident set geom = st_translate(geom, 90, 90) where id = ${pick('incident')}`,
	`update green_space set geom = st_translate(geom, 30, 0) where id = ${pick('green_space')}`,
	`update greening_duty set next_due_on = next_due_on + (100 * $1)::integer where id = ${pick('greening_duty')}`,
	`update road set class = 'primary', name = 'r' || $1 where id = ${pick('road')}`,
	`update waterway set geom = st_translate(geom, 0, 100 * $1) where id = ${pick('waterway')}`,
	`update water set name = 'w' || $1 where id = ${pick('water')}`,
	`update block set name = 'b' || $1 where id = ${pick('block')}`,
	`update area set name = 'a' || $1 where id = ${pick('area')}`,
	`update area_boundary set valid_to = '2026-06-30' where id = ${pick('area_boundary')} and valid_to is null`,
	`update grid set code = '99010200100' || (1000 + floor($1 * 9000)) where id = ${pick('grid')}`,
	`update responsibility set valid_to = '2026-06-01' where id = ${pick('responsibility')} and valid_from < '2026-06-01'`,
	`update incident_class set kind = 'component' where id = ${pick('incident_class')}`
];

/** mulberry32: the same edits each time. */
function dice(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

async function contents(db: Database, later: number): Promise<Map<TileAddress, string>> {
	const found = new Map<TileAddress, string>();
	for (const address of ADDRESSES) {
		const answer = await readTile(contextOf(db, later), address);
		if (answer.kind !== 'tile') throw new Error(answer.kind);
		// In which order the features come is up to the planner.
		const features = answer.body ? decode(gunzipSync(answer.body)) : [];
		found.set(
			address,
			features
				.map((feature) => JSON.stringify(feature))
				.sort()
				.join('\n')
		);
	}
	return found;
}

describeEngines('after any edit', (db) => {
	it('what is kept is what would be made anew, and most of it is not made again', async () => {
		await layOddGround(db);
		const page = counting(db);
		let later = 0;
		await contents(page.db, later);
		const first = page.tiles();
		expect(first).toBeGreaterThan(80);
		const roll = dice(20260701);
		for (const edit of EDITS) {
			await db.query(edit.replaceAll('$1', '$1::double precision'), [roll()]);
			later += 2000;
			const kept = await contents(page.db, later);
			const fresh = await contents(counting(db).db, later);
			for (const address of ADDRESSES) {
				const said = `${edit}: ${Object.values(address).join('/')}`;
				expect(kept.get(address), said).toBe(fresh.get(address));
			}
		}
		expect(page.tiles() - first).toBeGreaterThan(EDITS.length);
		expect(page.tiles() - first).toBeLessThan(first * EDITS.length * 0.35);
	});
});
