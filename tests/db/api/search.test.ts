/** Search: what people type finds what they mean, and nothing that they type is taken for a pattern. */
import fc from 'fast-check';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import type { searchAnswerSchema } from '../../../src/lib/domain/api/search.ts';
import { searchKey } from '../../../src/lib/domain/search/key.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { describeEngines } from '../harness/index.ts';
import {
	COMMUNITY_A,
	DUTY_GRID,
	GRID_CODES,
	layTinyGround,
	STREET,
	TINY_DAY
} from '../../fixtures/tiny-ground.ts';
import { json } from './ask.ts';

type Answer = z.infer<typeof searchAnswerSchema>;

const LETTERS =
	'aZ09 -.,%_\\\'"()（）·、。「」ＡｚＺ０９　％＿Ｂäöüß ÉÑøØłŁ一二三壹貳两十百号楼桐花路街道①Ⅳ㎡ﬁЖжΩωé–—−';

describeEngines('search', (db) => {
	let context: Context;
	beforeAll(async () => {
		const ground = await db.transaction((tx) => layTinyGround(tx));
		await db.query(
			`insert into organisation (code, name, kind, valid_from, valid_to, source_id) values
				('odd-1', '100%满意_维修\\部', 'squad', '2024-01-01', null, $1),
				('odd-2', '100分满意X维修部', 'squad', '2024-01-01', null, $1),
				('gone', '桐花旧所', 'squad', '2024-01-01', '2025-01-01', $1)`,
			[ground.sourceId]
		);
		await db.query(
			`insert into building (name, address, geom, use, source_id)
			select '十二栋', 'Städtle 49', st_multi(st_buffer(st_setsrid(st_makepoint(500050, 3985050), 990001), 5)), 'other', $1`,
			[ground.sourceId]
		);
		context = { db, actor: 'test', access: UNLIMITED, now: new Date(`${TINY_DAY}T04:00:00Z`) };
	});
	const find = async (q: string, more = '') =>
		(await json<Answer>(context, `/api/search?q=${encodeURIComponent(q)}${more}`)).hits;
	const names = async (q: string, more = '') => (await find(q, more)).map(({ name }) => name);

	it('a name that nobody has finds nothing', async () => {
		expect(await find('没有这个名字')).toEqual([]);
	});

	it('percent, underscore and backslash are characters, not patterns', async () => {
		expect(await names('%')).toEqual(['100%满意_维修\\部']);
		expect(await names('满意_维')).toEqual(['100%满意_维修\\部']);
		expect(await names('\\')).toEqual(['100%满意_维修\\部']);
		expect(await names('100%')).toEqual(['100%满意_维修\\部']);
		expect(await names("' or 1=1 --")).toEqual([]);
	});

	it('what is no more is not found', async () => {
		expect(await names('桐花旧所')).toEqual([]);
		expect(await names('柳荫幼儿园')).toEqual([]);
	});

	it('a grid is found by its code, its beginning, and digits from inside', async () => {
		const [first] = await find(GRID_CODES.A2);
		expect(first).toMatchObject({ kind: 'grid', match: 'exact', grid: GRID_CODES.A2 });
		expect(first!.position).not.toBeNull();
		expect((await find('990102001001', '&kinds=grid')).map(({ code }) => code)).toEqual(
			[1, 2, 3, 4].map((place) => `99010200100100${place}`)
		);
		expect(await names('2004', '&kinds=grid')).toEqual([GRID_CODES.B4]);
		expect((await find('９９０１０２００１００１００２'))[0]).toMatchObject({ code: GRID_CODES.A2 });
		expect(await names('99', '&kinds=grid')).toEqual([]);
	});

	it('an area is found by name and by division code', async () => {
		expect((await find('南塘社区'))[0]).toMatchObject({
			kind: 'area',
			match: 'exact',
			code: COMMUNITY_A,
			level: 'community',
			detail: '桐花试验市 青溪区 桐花街道'
		});
		expect((await find(STREET, '&kinds=area'))[0]).toMatchObject({ code: STREET, match: 'exact' });
		expect((await find('一网格', '&kinds=area'))[0]).toMatchObject({ code: DUTY_GRID, match: 'inside' });
	});

	it('a facility and an organisation of one name are both found, the facility first', async () => {
		const hits = await find('桐花派出所');
		expect(hits.slice(0, 2).map(({ kind, match }) => [kind, match])).toEqual([
			['facility', 'exact'],
			['organisation', 'exact']
		]);
		expect(hits[0]!.grid).toBe(GRID_CODES.A4);
		expect(hits[1]!.position).not.toBeNull();
	});

	it('a building is found by its address, however spaced, cased or wide', async () => {
		for (const q of ['桐花路 A1 号', '桐花路a1号', '桐花路Ａ１号']) {
			expect((await find(q))[0]).toMatchObject({ kind: 'building', match: 'prefix', grid: GRID_CODES.A1 });
		}
		expect(await names('stadtle 49')).toEqual(['Städtle 49 十二栋']);
	});

	it('digits may be written either way', async () => {
		for (const q of ['12栋', '十二栋', '１２栋']) {
			expect(await names(q), q).toEqual(['Städtle 49 十二栋']);
		}
		expect(await names('南塘第1网格')).toEqual(['南塘第一网格']);
	});

	it('all words must occur, in any order', async () => {
		expect(await names('办事处 桐花')).toEqual(['桐花街道办事处']);
		expect(await names('办事处 柳荫')).toEqual([]);
	});

	it('only the kinds asked for are answered, and no more than the limit', async () => {
		const hits = await find('桐花', '&kinds=organisation,facility&limit=2');
		expect(hits.map(({ kind }) => kind).sort()).toEqual(['facility', 'organisation']);
		expect(await find('桐花', '&limit=1')).toHaveLength(1);
	});

	it('the order is the same each time, and the better match is first', async () => {
		const hits = await find('桐花', '&limit=50');
		const place = { exact: 0, prefix: 1, inside: 2 };
		const places = hits.map(({ match }) => place[match]);
		expect(places).toEqual([...places].sort());
		expect(await find('桐花', '&limit=50')).toEqual(hits);
	});

	it('the database makes the same keys as the rule in the domain (property)', async () => {
		const text = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 20 });
		const texts = fc.sample(text, { numRuns: 400, seed: 20260701 });
		const rows = await db.query<{ key: string }>(
			`select search_key(source) as key from unnest($1::text[]) with ordinality as row (source, place) order by place`,
			[texts]
		);
		expect(rows.map(({ key }) => key)).toEqual(texts.map(searchKey));
	});
});
