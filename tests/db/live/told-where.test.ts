/** Whoever follows is told where the ground has changed as far as they see it. Each on ground of its own: what has just changed is told again. */
import { beforeAll, expect, it } from 'vitest';
import { Access, UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { liveEventSchema } from '../../../src/lib/domain/live/events.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { COMMUNITY_B, layTinyGround } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { Listening } from './listening.ts';

function onTinyGround(db: Database): Context {
	beforeAll(() => db.transaction((tx) => layTinyGround(tx)));
	return { db, actor: 'test', access: UNLIMITED, now: new Date() };
}

describeEngines('an open page', (db) => {
	const context = onTinyGround(db);

	it('is told where, by boxes around what has changed, if it may see all of it', async () => {
		const everything = await Listening.to(context, 'gap');
		const street = (await db.query<{ id: number }>(`select id from area where level = 'street' limit 1`))[0]!
			.id;
		const own = new Access(1, [{ role: 'street_staff', area: street, organisation: null }]);
		const part = await Listening.to({ ...context, access: own }, 'gap');
		for (const page of [everything, part]) await page.next('column');
		// The last of them, so that the grid's own drawing is all that changes.
		await db.query(
			`update incident set due_at = coalesce(due_at, happened_at) + interval '1 day'
			 where id = (select max(id) from incident)`
		);
		const [{ box }] = (await db.query<{ box: number[] }>(
			`select array[st_xmin(p), st_ymin(p), st_xmax(p), st_ymax(p)] as box from incident i
			 cross join lateral (select st_transform(i.geom, 3857) as p offset 0) at
			 where i.id = (select max(id) from incident)`
		)) as [{ box: [number, number, number, number] }];
		const { sets, boxes } = await everything.next('ground');
		expect(sets).toContain('incidents');
		const [west, south, east, north] = boxes!.incidents as [number, number, number, number];
		expect(boxes!.incidents).toHaveLength(4);
		expect([west < box[0], south < box[1], east > box[2], north > box[3]]).toEqual([true, true, true, true]);
		expect(east - west).toBeLessThan(10);
		expect(liveEventSchema.parse(everything.told.at(-1))).toEqual(everything.told.at(-1));
		// Whoever sees a part of them learns nothing of where the others are.
		const told = await part.next('ground');
		expect(told.sets).toContain('incidents');
		expect(told.boxes?.incidents).toBeUndefined();
		for (const page of [everything, part]) await page.leave();
	});
});

describeEngines('an open page', (db) => {
	const context = onTinyGround(db);

	it('that may see a part is not told of what changes elsewhere', async () => {
		const everything = await Listening.to(context, 'gap');
		const [{ id }] = (await db.query('select id from area where code = $1', [COMMUNITY_B])) as [
			{ id: number }
		];
		const worker = new Access(1, [{ role: 'grid_worker', area: id, organisation: null }]);
		const part = await Listening.to({ ...context, access: worker }, 'gap');
		for (const page of [everything, part]) await page.next('column');
		for (const number of ['T-1', 'T-6']) {
			await db.query(
				`update incident set due_at = coalesce(due_at, happened_at) + interval '1 day' where number = $1`,
				[number]
			);
			expect((await everything.next('ground')).sets).toContain('incidents');
		}
		await part.next('ground');
		// Of the first they would have been told before.
		expect(part.told.filter(({ kind }) => kind === 'ground')).toHaveLength(1);
		expect(everything.told.filter(({ kind }) => kind === 'ground')).toHaveLength(2);
		for (const page of [everything, part]) await page.leave();
	});

	it('that is opened just after a change is told of it: its tiles may be from before', async () => {
		const before = await Listening.to(context, 'gap');
		await before.next('column');
		await db.query(`update incident set due_at = due_at + interval '1 day' where number = 'T-1'`);
		const { boxes } = await before.next('ground');
		const later = await Listening.to(context, 'residents');
		expect((await later.next('ground')).boxes?.incidents).toEqual(expect.arrayContaining(boxes!.incidents!));
		for (const page of [before, later]) await page.leave();
	});
});
