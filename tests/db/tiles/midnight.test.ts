/** A new day makes old only what the day itself changes. */
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { readTile } from '../../../src/lib/server/tiles/service.ts';
import type { TileSetId } from '../../../src/lib/server/tiles/sets.ts';
import { TINY_DAY } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { decode } from './decode.ts';
import { FACILITY, of } from './edits.ts';
import { layOddGround } from './odd-ground.ts';
import { contextOf, counting, Page, placeIn, tileAt } from './places.ts';

const DAY_MS = 86_400_000;
const HERE = tileAt('grids', 16, 250, 150);
const IN_FORCE = ['areas', 'grids', 'facilities', 'states'] as const;

describeEngines('a tile at midnight', (db) => {
	const pageOf = (set: TileSetId) =>
		new Page(db, [{ ...of(set, HERE), duty: set === 'states' ? 'greening' : '' }]);
	const namesOn = async (later: number) => {
		const answer = await readTile(contextOf(counting(db).db, later), of('facilities', HERE));
		if (answer.kind !== 'tile' || !answer.body) throw new Error('no tile');
		return decode(gunzipSync(answer.body)).map(({ properties }) => properties.name);
	};

	beforeAll(async () => {
		await layOddGround(db);
		for (const name of ['后天关', '后天开']) await db.query(FACILITY, [...placeIn(HERE, 0.5, 0.5), name]);
		await db.query(`update facility set valid_to = $1::date + 2 where name = '后天关'`, [TINY_DAY]);
		await db.query(`update facility set valid_from = $1::date + 2 where name = '后天开'`, [TINY_DAY]);
	});

	it('is as it was where nothing begins or ends', async () => {
		const pages = [...IN_FORCE, 'ground' as const].map(pageOf);
		for (const page of pages) expect(await page.refresh(0)).toEqual(['0,0']);
		for (const page of pages) expect(await page.refresh(DAY_MS)).toEqual([]);
	});

	it('is made again where something does, in that set only', async () => {
		const pages = new Map(IN_FORCE.map((set) => [set, pageOf(set)]));
		for (const page of pages.values()) await page.refresh(DAY_MS + 2000);
		const asked: string[] = [];
		for (const [set, page] of pages) if ((await page.refresh(2 * DAY_MS)).length > 0) asked.push(set);
		expect(asked).toEqual(['facilities']);
		expect(await namesOn(DAY_MS)).toEqual(expect.arrayContaining(['后天关']));
		expect(await namesOn(DAY_MS)).not.toContain('后天开');
		expect(await namesOn(2 * DAY_MS)).toEqual(expect.arrayContaining(['后天开']));
		expect(await namesOn(2 * DAY_MS)).not.toContain('后天关');
	});

	it('is made again when what begins later was written down in between', async () => {
		const page = pageOf('grids');
		await page.refresh(2 * DAY_MS + 2000);
		await db.query(`update grid set valid_to = $1::date + 3 where code = '990102001002001'`, [TINY_DAY]);
		expect(await page.refresh(2 * DAY_MS + 4000)).toEqual(['0,0']);
		expect(await page.refresh(3 * DAY_MS)).toEqual(['0,0']);
		expect(await page.refresh(4 * DAY_MS)).toEqual([]);
	});

	it('is made again each day where it says what is due, and each hour where it says what is late', async () => {
		const [greening, incidents] = [pageOf('greening'), pageOf('incidents')];
		for (const page of [greening, incidents]) await page.refresh(4 * DAY_MS + 2000);
		expect(await greening.refresh(4 * DAY_MS + 3_600_000)).toEqual([]);
		expect(await greening.refresh(5 * DAY_MS)).toEqual(['0,0']);
		expect(await incidents.refresh(4 * DAY_MS + 3_600_000)).toEqual(['0,0']);
	});
});
