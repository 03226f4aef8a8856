/** Hot spots of cases: found in a thread of their own, shared by who may see the same, and kept while nothing changes. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hotSpotEventSchema } from '../../../src/lib/domain/api/patterns.ts';
import type { Question } from '../../../src/lib/domain/pattern/asked.ts';
import { unpackPlaces } from '../../../src/lib/domain/pattern/packed-places.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import {
	followHotSpots,
	HOT_LIMITS,
	openSearches,
	type HotLimits
} from '../../../src/lib/server/pattern/hot.ts';
import { listBehind } from '../../../src/lib/server/pattern/service.ts';
import {
	BURST,
	BURST_CASES,
	BURST_DAY,
	codeOf,
	FIRST_DAY,
	GATHERED,
	LAST_DAY,
	layPatterns
} from '../../fixtures/pattern-incidents.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { toldBy } from '../account/people.ts';
import { ask } from '../api/ask.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { handsOf, type Hand, type Hands } from '../incident/hands.ts';
import { Listening } from './listening.ts';

const ALL: Question = { from: FIRST_DAY, to: LAST_DAY, kind: null, class: null, area: null, hours: [] };
const QUICK: HotLimits = { ...HOT_LIMITS, permutations: 99 };
/** Takes until it is ended. */
const ENDLESS: HotLimits = { ...HOT_LIMITS, permutations: 10_000_000 };

describeEngines('hot spots', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	beforeAll(async () => {
		await owner.transaction((tx) => tiny.layTinyGround(tx));
		await owner.transaction((tx) => layPatterns(tx));
		db = await behindFence(owner);
		hands = await handsOf(owner, db);
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});
	const listen = async (hand: Hand, question = ALL, limits = QUICK, reach: 300 | 500 = 300) =>
		new Listening(await followHotSpots(hand, question, reach, { address: '10.9.9.9' }, limits));
	const spotsOf = async (hand: Hand, question = ALL) => {
		const page = await listen(hand, question);
		const ground = await page.until('ground');
		await page.until('bursts');
		return ground;
	};

	it('are where cases gather, with the cases behind each, and the stream ends after the bursts', async () => {
		const page = await listen(hands.leader);
		const ground = await page.until('ground');
		expect(ground.spots).toHaveLength(1);
		const [spot] = ground.spots;
		expect(spot).toMatchObject({ grid: codeOf(GATHERED) });
		expect(spot!.q).toBeLessThan(0.01);
		expect(spot!.expected).toBeLessThan(spot!.observed / 4);
		expect(spot!.areas.map(({ name }) => name)).toContain(
			(await owner.query<{ name: string }>(`select name from area where code = $1`, [tiny.COMMUNITY_B]))[0]!
				.name
		);
		const behind = await listBehind(hands.leader, ALL, { grid: spot!.grid, metres: 300 }, 1);
		expect(behind.total).toBe(spot!.observed);
		expect(ground.hot).toBe(
			ground.classes.reduce((sum, { class: depth, grids }) => sum + (depth > 0 ? grids : 0), 0)
		);
		for (const { grids, places } of ground.classes) expect(unpackPlaces(places)).toHaveLength(grids);

		const { bursts } = await page.until('bursts');
		expect(bursts![0]).toMatchObject({ grid: codeOf(BURST), from: BURST_DAY, to: '2026-06-11', p: 0.01 });
		expect(bursts![0]!.observed).toBeGreaterThanOrEqual(BURST_CASES);
		for (const burst of bursts!) {
			const days = { ...ALL, from: burst.from, to: burst.to };
			const cases = await listBehind(hands.leader, days, { grid: burst.grid, metres: burst.radius }, 1);
			expect(cases.total).toBe(burst.observed);
		}
		expect(await page.next()).toBeNull();
		expect(page.told.map(({ kind }) => kind).filter((kind) => kind !== 'progress')).toEqual([
			'ground',
			'bursts'
		]);
		for (const event of page.told) expect(hotSpotEventSchema.parse(event)).toEqual(event);
	});

	it('are told again at once while nothing changes, and looked for anew after it', async () => {
		await spotsOf(hands.leader);
		const again = await listen(hands.leader);
		expect(await again.next()).toMatchObject({ kind: 'ground' });
		await again.until('bursts');
		expect(again.told.map(({ kind }) => kind)).toEqual(['ground', 'bursts']);
		await owner.query(`update incident set state = 'void' where number = 'T-3'`);
		const anew = await listen(hands.leader);
		expect(await anew.next()).toMatchObject({ kind: 'progress' });
		await anew.until('bursts');
	});

	it('are of one’s own ground and cases, and nobody is told what was found for another', async () => {
		await spotsOf(hands.leader);
		const own = await listen(hands.worker);
		expect(await own.next()).toMatchObject({ kind: 'progress' });
		const ground = await own.until('ground');
		// The four grids of community A lie within 300 m of one another: there is nothing to be told apart.
		expect(ground).toMatchObject({ tested: 0, hot: 0, spots: [], classes: [], cases: 2 });
		expect((await own.until('bursts')).bursts).toEqual([]);
		// The community that they are in alone.
		expect((await spotsOf(hands.elsewhere)).spots[0]!.grid).toBe(codeOf(GATHERED));
		expect(await spotsOf(hands.elsewhere, { ...ALL, area: tiny.COMMUNITY_A })).toMatchObject({
			cases: 0,
			tested: 0
		});
	});

	it('say plainly where there are more cases than can be searched', async () => {
		const page = await listen(hands.leader, ALL, { ...QUICK, mostSearched: 100 });
		expect((await page.until('ground')).spots).toHaveLength(1);
		expect(await page.until('bursts')).toEqual({ kind: 'bursts', bursts: null, most_searched: 100 });
		expect(await page.next()).toBeNull();
	});

	it('are looked for once for all who wait, and no longer when the last has gone', async () => {
		const one = await listen(hands.leader, ALL, ENDLESS);
		await one.until('ground');
		const other = await listen(hands.leader, ALL, ENDLESS);
		expect(await other.next()).toMatchObject({ kind: 'ground' });
		expect(openSearches(db)).toBe(1);
		// Who asks something else waits, and has its turn once the others have gone.
		const next = await listen(hands.leader, { ...ALL, kind: 'matter' });
		expect(await next.next()).toMatchObject({ kind: 'progress', stage: 'waiting' });
		await one.leave();
		expect(openSearches(db)).toBe(2);
		await other.leave();
		expect(openSearches(db)).toBe(1);
		await next.until('bursts');
		await expect.poll(() => openSearches(db)).toBe(0);
	});

	it('are given up after their time, and looked for anew by whoever asks again', async () => {
		const limits = { ...ENDLESS, limitMs: 300 };
		const page = await listen(hands.leader, ALL, limits);
		expect(await page.until('failed')).toEqual({ kind: 'failed', reason: 'time' });
		expect(await page.next()).toBeNull();
		const again = await listen(hands.leader, ALL, limits);
		expect(await again.next()).toMatchObject({ kind: 'progress' });
		await again.leave();
	});

	it('leave the process free while they are looked for', async () => {
		const page = await listen(hands.leader, ALL, ENDLESS);
		await page.until('ground');
		// The thread is at work, and the process answers another question.
		expect((await listBehind(hands.leader, ALL, null, 1)).rows).toHaveLength(50);
		expect(openSearches(db)).toBe(1);
		await page.leave();
	});

	it('are refused to whoever may read no cases, for an area that there is not, and for what cannot be read', async () => {
		for (const who of ['auditor', 'unit'] as const)
			expect(await toldBy(listen(hands[who]))).toMatchObject({
				kind: 'not-found',
				details: { what: 'path' }
			});
		expect(await toldBy(listen(hands.leader, { ...ALL, area: '999' }))).toMatchObject({
			kind: 'unknown-reference',
			details: { parameter: 'area', code: '999' }
		});
		const refusals = async (query: string) => {
			const response = await ask(hands.leader, `/api/incidents/patterns/${query}`);
			const { errors } = (await response.json()) as { errors: { parameter: string; reason: string }[] };
			return [response.status, ...errors.map(({ parameter, reason }) => `${parameter} ${reason}`)];
		};
		expect(await refusals('hot-spots?from=2026-02-01&to=2026-01-01')).toEqual([400, 'to out_of_range']);
		expect(await refusals('hot-spots?from=2020-02-01&to=2026-01-01')).toEqual([400, 'to out_of_range']);
		expect(await refusals('hot-spots?from=2026-01-01&to=2026-01-02&reach=7&hours=200')).toEqual(
			[400, 'reach not_offered', 'hours malformed'].sort((one, other) =>
				String(one) < String(other) ? -1 : 1
			)
		);
		expect(await refusals('counts?from=2026-01-01&to=2026-01-02&level=grid')).toEqual([
			400,
			'bounds missing'
		]);
		expect(await refusals('cells?from=2026-01-01&to=2026-01-02&bounds=3,2,1,0')).toEqual([
			400,
			'bounds out_of_range'
		]);
		expect(await refusals('cells?from=2026-01-01&to=2026-01-02&bounds=a')).toEqual([400, 'bounds malformed']);
		const head = await ask(hands.auditor, '/api/incidents/patterns/hot-spots?from=2026-01-01&to=2026-01-02');
		expect(head.status).toBe(404);
	});
});
