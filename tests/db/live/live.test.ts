/** Open pages are told what changes, and hold what they would get by asking. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { liveEventSchema } from '../../../src/lib/domain/live/events.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { endStreams } from '../../../src/lib/server/live/service.ts';
import { GRID_CODES, layTinyGround, type TinyGrid } from '../../fixtures/tiny-ground.ts';
import { ask } from '../api/ask.ts';
import { createTestDatabase, describeEngine, describeEngines, type TestDatabase } from '../harness/index.ts';
import { Listening, readColumn } from './listening.ts';

const contextOf = (db: Database): Context => ({ db, actor: 'test', access: UNLIMITED, now: new Date() });

const gridId = async (db: Database, grid: TinyGrid) =>
	(await db.query<{ id: number }>('select id from grid where code = $1', [GRID_CODES[grid]]))[0]!.id;

/** Gives a grid's buildings other residents. */
const settle = (db: Database, grid: TinyGrid, residents: number) =>
	db.query(
		`update building set residents = $2, residents_by_age = null
		 where grid_id = (select id from grid where code = $1)`,
		[GRID_CODES[grid], residents]
	);

describeEngines('an open page', (db) => {
	let context: Context;
	beforeAll(async () => {
		await db.transaction((tx) => layTinyGround(tx));
		context = contextOf(db);
	});

	it('is first told which column is the one of now', async () => {
		const page = await Listening.to(context, 'residents');
		const { tag } = await page.next('column');
		expect(tag).toBe((await readColumn(context, 'residents')).tag);
		await page.leave();
	});

	it('is told of the one grid whose class has changed, and of nothing else', async () => {
		const page = await Listening.to(context, 'residents');
		await page.next('column');
		const before = await readColumn(context, 'residents');
		const id = await gridId(db, 'A1');
		const { breaks } = before.head;
		const now = before.classes[before.ids.indexOf(id)]!;
		await settle(db, 'A1', now === 0 ? Math.max(1, breaks[0]! - 1) : 0);
		const delta = await page.next('delta');
		expect(delta.ids).toEqual([id]);
		expect(delta.from).toBe(before.tag);
		const after = await readColumn(context, 'residents');
		expect(await page.follow(context, 'residents', { ...before }, () => true)).toEqual(before);
		expect(delta.to).toBe(after.tag);
		expect(delta.head).toEqual(after.head);
		// Nothing that tiles show.
		expect(page.told.map(({ kind }) => kind)).not.toContain('ground');
		for (const event of page.told) expect(liveEventSchema.parse(event)).toEqual(event);
		await page.leave();
	});

	it('is told which sets of tiles have changed', async () => {
		const page = await Listening.to(context, 'gap');
		await page.next('column');
		await db.query(`update building set floors = coalesce(floors, 1) + 1 where grid_id = $1`, [
			await gridId(db, 'A1')
		]);
		expect((await page.next('ground')).sets).toEqual(['ground']);
		await page.leave();
	});

	it.each(['residents', 'residents?level=community', 'unreached?facility=elderly_day_care', 'gap?duty=all'])(
		'%s: holds after many edits what it would get by asking',
		async (measure) => {
			const page = await Listening.to(context, measure);
			let held = await readColumn(context, measure);
			for (const [step, grid] of (['A2', 'B3', 'A4', 'B1', 'A2', 'B2'] as const).entries()) {
				await settle(db, grid, 13 * (step % 4));
				if (step % 2 === 0)
					await db.query(
						`update responsibility set valid_to = case when valid_to is null then date '2026-06-30' end
						where id = (select id from responsibility order by id offset $1 limit 1)`,
						[step]
					);
				if (step === 3)
					await db.query(
						`delete from facility where id = (select min(id) from facility where type_code = 'elderly_day_care')`
					);
			}
			const wanted = await readColumn(context, measure);
			held = await page.follow(context, measure, held, ({ tag }) => tag === wanted.tag);
			expect(held).toEqual(wanted);
			await page.leave();
		}
	);

	it('is refused before anything is sent when there is no such column', async () => {
		for (const [address, status] of [
			['/api/measures/gap/live?duty=nonsense', 400],
			['/api/measures/nonsense/live', 400],
			['/api/measures/gap/live?colour=red', 400]
		] as const) {
			const response = await ask(context, address);
			expect([response.status, response.headers.get('content-type')]).toEqual([
				status,
				'application/problem+json'
			]);
		}
		expect((await ask(context, '/api/measures/gap/live', { method: 'POST' })).status).toBe(405);
		expect((await ask(undefined, '/api/measures/gap/live')).status).toBe(503);
	});

	it('is let go of when the process ends', async () => {
		const page = await Listening.to(context, 'gap');
		await page.next('column');
		endStreams();
		await expect(page.next('delta')).rejects.toThrow('ended');
	});
});

describeEngine('server', 'several processes before one database', () => {
	let test: TestDatabase;
	let one: Database;
	let other: Database;
	beforeAll(async () => {
		test = await createTestDatabase('server');
		[one, other] = [await test.open(), await test.open()];
		await loadCatalogue(contextOf(one));
		await one.transaction((tx) => layTinyGround(tx));
	});
	afterAll(async () => {
		await one.close();
		await other.close();
		await test.drop();
	});

	it('tell their pages what was changed through another one', async () => {
		const page = await Listening.to(contextOf(one), 'residents');
		const held = await readColumn(contextOf(one), 'residents');
		await settle(other, 'B4', 2);
		const wanted = await readColumn(contextOf(other), 'residents');
		expect(await page.follow(contextOf(one), 'residents', held, ({ tag }) => tag === wanted.tag)).toEqual(
			wanted
		);
		await page.leave();
	});
});
