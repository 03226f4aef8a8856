/**
 * Who sees what, where: every role in its own place, in another one, and after its time, at every address whose answer
 * depends on it. What is expected is worked out of the policy table alone, with what is planted in the tiny ground.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { isPublic, mayRole } from '../../../src/lib/domain/access/policy.ts';
import type { RecordKind } from '../../../src/lib/domain/access/records.ts';
import { ROLE_NAMES, ROLES, type Role } from '../../../src/lib/domain/access/roles.ts';
import type { GridCard } from '../../../src/lib/domain/grid/card.ts';
import { MEASURE_IDS, MEASURES } from '../../../src/lib/domain/measure/measure.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { TILE_SETS, type TileSetId } from '../../../src/lib/server/tiles/sets.ts';
import { readTile } from '../../../src/lib/server/tiles/service.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { ask, json } from '../api/ask.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { lateDatabase } from '../harness/late-database.ts';
import { decode } from '../tiles/decode.ts';
import { tileAt } from '../tiles/places.ts';
import { contextWith, signedIn, type Post } from './people.ts';
import { gunzipSync } from 'node:zlib';

const NOW = new Date(`${tiny.TINY_DAY}T10:00:00+08:00`);
const AN_HOUR = 3_600_000;
const GRIDS = Object.keys(tiny.GRID_CODES) as tiny.TinyGrid[];
const IN_A: readonly tiny.TinyGrid[] = ['A1', 'A2', 'A3', 'A4'];

type Standing =
	'in A' | 'in B' | 'in the duty grid' | 'everywhere' | 'over' | 'still to begin' | 'for an organisation';
interface Case {
	role: Role | null;
	standing: Standing;
	/** Grids that the assignment reaches. */
	reaches: readonly tiny.TinyGrid[];
	post?: Post;
}

const standings = (role: Role): Case[] => {
	if (ROLES[role].scope === 'whole')
		return [
			{ role, standing: 'everywhere', reaches: GRIDS, post: { role } },
			{ role, standing: 'over', reaches: [], post: { role, to: new Date(NOW.getTime() - 1) } }
		];
	if (ROLES[role].scope === 'organisation')
		return ['greening-co', 'road-co'].map((organisation) => ({
			role,
			standing: 'for an organisation',
			reaches: [],
			post: { role, organisation }
		}));
	const at = (area: string | null, more: Partial<Post> = {}): Post => ({ role, area, ...more });
	return [
		{ role, standing: 'in A', reaches: IN_A, post: at(tiny.COMMUNITY_A) },
		{
			role,
			standing: 'in B',
			reaches: GRIDS.filter((grid) => !IN_A.includes(grid)),
			post: at(tiny.COMMUNITY_B)
		},
		{ role, standing: 'in the duty grid', reaches: ['A1', 'A3'], post: at(tiny.DUTY_GRID) },
		{ role, standing: 'everywhere', reaches: GRIDS, post: at(tiny.CITY) },
		{ role, standing: 'over', reaches: [], post: at(tiny.COMMUNITY_A, { to: NOW }) },
		{
			role,
			standing: 'still to begin',
			reaches: [],
			post: at(null, { from: new Date(NOW.getTime() + 1), to: new Date(NOW.getTime() + AN_HOUR) })
		}
	];
};
const CASES: Case[] = [{ role: null, standing: 'everywhere', reaches: [] }, ...ROLE_NAMES.flatMap(standings)];

/** Grids of which somebody may see a record. */
function sees({ role, standing, reaches }: Case, record: RecordKind): readonly tiny.TinyGrid[] {
	if (isPublic('read', record)) return GRIDS;
	return role && standing !== 'over' && mayRole(role, 'read', record) ? reaches : [];
}

describeEngines('the matrix of roles and places', (owner) => {
	const late = lateDatabase();
	const db = late.database;
	let ground: tiny.TinyGround;
	const contexts = new Map<Case, Context>();
	const nameOf = new Map<number, tiny.TinyGrid>();
	beforeAll(async () => {
		ground = await owner.transaction((tx) => tiny.layTinyGround(tx));
		late.arrive(await behindFence(owner));
		for (const name of GRIDS) nameOf.set(ground.grids[name], name);
		for (const one of CASES) {
			const token = one.post && (await signedIn(owner, [one.post], NOW));
			contexts.set(one, token ? await contextWith(db, token, NOW) : { db, actor: 'visitor', now: NOW });
		}
	});

	afterAll(async () => {
		// Of the embedded engine it is the same one.
		if (owner.engine === 'server') await db.close();
	});

	describe.each(CASES)('$role $standing', (one) => {
		const context = () => contexts.get(one)!;
		const ownGreening = one.post?.organisation === 'greening-co';

		it('sees of each grid what the policy gives, and is told what is withheld', async () => {
			for (const name of GRIDS) {
				const card = await json<GridCard>(context(), `/api/grids/${tiny.GRID_CODES[name]}`);
				const withheld = (['people', 'means', 'incident', 'greening'] as const).filter(
					(record) => !sees(one, record).includes(name)
				);
				expect(card.withheld, name).toEqual(withheld);
				expect(card.incidents === null, name).toBe(withheld.includes('incident'));
				expect(card.greening === null, name).toBe(
					withheld.includes('greening') && one.role !== 'unit_handler'
				);
				const planted = tiny.GREENING[name];
				if (one.role === 'unit_handler' && planted)
					expect(card.greening?.overdue, name).toBe(ownGreening ? planted.overdue : 0);
				const others = card.duties
					.flatMap(({ leads }) => leads)
					.filter(({ organisation }) => organisation.code !== one.post?.organisation);
				const means = others.map((lead) => lead.staff_posts);
				if (withheld.includes('means')) expect(means.every((posts) => posts === null)).toBe(true);
				const { residents } = card.grid;
				if (withheld.includes('people'))
					expect(residents === null || residents === 0 || residents >= 5).toBe(true);
				else expect(residents, name).toBe(tiny.RESIDENTS[name]);
			}
		});

		it('is told of as many incidents of the jurisdiction as it may see, whoever asked before', async () => {
			const grids = sees(one, 'incident').map((name) => ground.grids[name]);
			const [seen] = await owner.query<{ n: number }>(
				'select count(*)::int as n from incident where grid_id = any ($1::int[])',
				[grids]
			);
			const { counts } = await json<{ counts: { incidents: number } }>(context(), '/api/jurisdiction');
			expect(counts.incidents).toBe(seen!.n);
		});

		it.each(MEASURE_IDS)(
			'is given the measure %s of the places it may see, and no others',
			async (measure) => {
				const { record, needs } = MEASURES[measure];
				const of = needs === 'facility' ? '?facility=kindergarten' : '';
				const may = record === 'people' ? GRIDS : sees(one, record);
				const answer = await ask(context(), `/api/measures/${measure}${of}`);
				const worst = await ask(context(), `/api/coverage?measure=${measure}${of.replace('?', '&')}`);
				if (may.length === 0) {
					const none = await ask(context(), `/api/nothing-here`);
					const said = (text: string, path: string) => text.replaceAll(path, 'PATH');
					expect([answer.status, worst.status]).toEqual([404, 404]);
					expect(said(await answer.text(), `/api/measures/${measure}`)).toBe(
						said(await none.text(), '/api/nothing-here')
					);
					return;
				}
				expect([answer.status, worst.status]).toEqual([200, 200]);
				const { ids } = (await answer.json()) as { ids: number[] };
				expect(ids.map((id) => nameOf.get(id)).sort()).toEqual([...may].sort());
				const { rows } = (await worst.json()) as { rows: { id: number }[] };
				expect(rows.filter(({ id }) => !may.includes(nameOf.get(id)!))).toEqual([]);
			}
		);

		it('is given the months of the incidents it may see', async () => {
			const may = sees(one, 'incident');
			const answer = await ask(context(), '/api/measures/incidents/months');
			expect(answer.status).toBe(may.length > 0 ? 200 : 404);
			if (may.length === 0) return;
			const { ids, totals } = (await answer.json()) as { ids: number[]; totals: number[] };
			expect(ids.map((id) => nameOf.get(id)).sort()).toEqual([...may].sort());
			const planted = may.reduce((sum, name) => sum + (tiny.INCIDENTS[name]?.year ?? 0), 0);
			expect(totals.reduce((sum, n) => sum + n, 0)).toBe(planted);
		});

		it.each(Object.keys(TILE_SETS) as TileSetId[])('has tiles of %s as far as it may see', async (set) => {
			const { record, minzoom, maxzoom } = TILE_SETS[set];
			const duty = TILE_SETS[set].takesDuty ? 'greening' : '';
			const [near, far] = [Math.min(15, maxzoom), Math.max(minzoom, 12)];
			const may = sees(one, record);
			const isOwn = record === 'greening' && one.role === 'unit_handler';
			for (const zoom of [near, far]) {
				const tile = readTile(context(), tileAt(set, zoom, 50, 130, duty));
				if (may.length === 0 && !isOwn) {
					await expect(tile).rejects.toMatchObject({ kind: 'not-found', details: { what: 'path' } });
					continue;
				}
				const answer = await tile;
				if (set !== 'incidents' || zoom !== near) continue;
				const shown = answer.kind === 'tile' && answer.body ? decode(gunzipSync(answer.body)) : [];
				const numbers = shown.map(({ properties }) => properties.number);
				const ofA1 = numbers.filter((number) => number !== 'T-6').sort();
				expect(ofA1).toEqual(may.includes('A1') ? ['T-1', 'T-2', 'T-3'] : []);
				if (!may.includes('B4')) expect(numbers).not.toContain('T-6');
			}
		});

		it('counts in an area what it may see of all of it', async () => {
			for (const [code, grids] of [
				[tiny.COMMUNITY_A, IN_A],
				[tiny.CITY, GRIDS]
			] as const) {
				const { counts } = await json<{ counts: Record<string, number | null> }>(
					context(),
					`/api/areas/${code}`
				);
				const whole = (record: RecordKind) => grids.every((grid) => sees(one, record).includes(grid));
				expect(counts.incidents_open === null, code).toBe(!whole('incident'));
				expect(counts.greening_overdue === null, code).toBe(!whole('greening'));
			}
		});

		it('is offered the measures and layers it may see somewhere', async () => {
			const { reads, measures } = await json<{ reads: string[]; measures: { id: string }[] }>(
				context(),
				'/api/catalogue'
			);
			expect(reads.includes('incident')).toBe(sees(one, 'incident').length > 0);
			expect(measures.some(({ id }) => id === 'incidents')).toBe(sees(one, 'incident').length > 0);
			expect(measures.some(({ id }) => id === 'greening')).toBe(sees(one, 'greening').length > 0);
		});
	});

	it('a unit sees what came with its own duties, as whoever sees all does, and of nobody else', async () => {
		const whole = { db: owner, actor: 'test', access: UNLIMITED, now: NOW };
		const own = contexts.get(CASES.find(({ post }) => post?.organisation === 'greening-co')!)!;
		let seen = 0;
		for (const name of GRIDS) {
			const path = `/api/grids/${tiny.GRID_CODES[name]}`;
			const [all, some] = [await json<GridCard>(whole, path), await json<GridCard>(own, path)];
			const leads = ({ duties }: GridCard) => duties.flatMap((duty) => duty.leads);
			for (const [at, lead] of leads(some).entries()) {
				const { organisation, staff_posts: posts, budget_yuan: yuan } = leads(all)[at]!;
				const isOwn = organisation.code === 'greening-co';
				expect([lead.staff_posts, lead.budget_yuan]).toEqual(isOwn ? [posts, yuan] : [null, null]);
				if (isOwn && posts !== null) seen++;
			}
		}
		expect(seen).toBeGreaterThan(0);
	});

	it('two assignments reach what both do', async () => {
		const posts: Post[] = [
			{ role: 'grid_worker', area: tiny.DUTY_GRID },
			{ role: 'community_staff', area: tiny.COMMUNITY_B }
		];
		const context = await contextWith(db, await signedIn(owner, posts, NOW), NOW);
		const { ids } = await json<{ ids: number[] }>(context, '/api/measures/incidents');
		expect(ids.map((id) => nameOf.get(id)).sort()).toEqual(['A1', 'A3', 'B1', 'B2', 'B3', 'B4']);
	});

	it('ground that is not there any more reaches nothing, not everything', async () => {
		const token = await signedIn(owner, [{ role: 'leader', area: '990199999' }], NOW);
		const context = await contextWith(db, token, NOW);
		expect((await ask(context, '/api/measures/incidents')).status).toBe(404);
	});
});
