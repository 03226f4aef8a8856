/** Edits of the tiny ground, and the page that looks at it: a tile in the middle and those around. */
import type { Database } from '../../../src/lib/server/db/index.ts';
import type { TileAddress } from '../../../src/lib/server/tiles/address.ts';
import type { TileSetId } from '../../../src/lib/server/tiles/sets.ts';
import { around, Page, tileAt } from './places.ts';

export const CENTRE = tileAt('facilities', 16, 700, 700);
export const of = (set: TileSetId, address: TileAddress = CENTRE): TileAddress => ({ ...address, set });
/** What an edit of the centre's tile and its eight neighbours are called by a page of two tiles around. */
export const MIDDLE = '2,2';

export const FACILITY = `insert into facility (type_code, name, geom, valid_from, source_id)
	select 'kindergarten', $3, st_transform(st_setsrid(st_point($1, $2), 4326), 990001), '2024-01-01', min(id)
	from source returning id`;
export const MOVE = `update facility set geom = st_transform(st_setsrid(st_point($1, $2), 4326), 990001) where id = $3`;
export const BUILDING = `insert into building (name, use, floors, geom, source_id)
	select '新楼', 'residential', 6,
		st_multi(st_expand(st_transform(st_setsrid(st_point($1, $2), 4326), 990001), 8)), min(id)
	from source returning id`;

export async function idOf(db: Database, statement: string, values: unknown[]): Promise<number> {
	const [row] = await db.query<{ id: number }>(statement, values);
	return row!.id;
}

let now = 0;
/** A moment at which every list that is held has to be read again. */
export const next = () => (now += 2000);
/** The moment that `next` gave last. */
export const later = () => now;

export async function openPage(db: Database, set: TileSetId, reach = 2): Promise<Page> {
	const page = new Page(db, around(of(set), reach));
	await page.refresh(next());
	return page;
}
