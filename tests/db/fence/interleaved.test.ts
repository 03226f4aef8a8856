/** Many people over few connections: no answer is another's, whatever becomes of those before it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readerOf } from '../../../src/lib/server/access/sessions.ts';
import type { Database, Who } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { signedIn, type Post } from '../access/people.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngine } from '../harness/index.ts';
import { NOW } from './people.ts';

const PEOPLE = 100;
const REQUESTS = 5000;
const CONNECTIONS = 5;
const AT_ONCE = 60;
const ANSWER = `select array(select id from incident order by id) as incidents, array(select id from account order by id) as accounts`;

interface Somebody {
	who: Who & { kind: 'person' };
	incidents: number[];
}

describeEngine('server', 'a hundred people over five connections', (owner) => {
	let db: Database;
	const people: Somebody[] = [];
	beforeAll(async () => {
		await owner.transaction((tx) => tiny.layTinyGround(tx));
		const posts: Post[] = [
			{ role: 'leader' },
			{ role: 'grid_worker', area: tiny.COMMUNITY_A },
			{ role: 'grid_worker', area: tiny.COMMUNITY_B },
			{ role: 'squad_member', area: tiny.DUTY_GRID },
			{ role: 'resident', area: tiny.COMMUNITY_A }
		];
		const inAreas = async ({ role, area }: Post) => {
			const rows = await owner.query<{ id: number }>(
				`select i.id from incident i left join grid g on g.id = i.grid_id
				left join area a on a.id in (g.community_id, g.duty_grid_id) and a.code = $1
				where $2 and ($1::text is null or a.id is not null) order by i.id`,
				[area ?? null, role !== 'resident']
			);
			return rows.map(({ id }) => id);
		};
		for (let n = 0; n < PEOPLE; n++) {
			const post = posts[n % posts.length]!;
			const token = await signedIn(owner, [post], NOW);
			const reader = await readerOf({ primary: owner, reads: owner, now: NOW, demonstration: false }, token);
			people.push({ who: reader!.who as Somebody['who'], incidents: await inAreas(post) });
		}
		db = await behindFence(owner, { connections: CONNECTIONS, waiting: AT_ONCE, waitMs: 60_000 });
	}, 240_000);
	afterAll(() => db?.close());

	it('no answer has another’s scope, and those that are broken off leave nothing behind', async () => {
		expect(new Set(people.map(({ incidents }) => incidents.join())).size).toBeGreaterThan(3);
		let [asked, wrong, broken] = [0, 0, 0];
		const check = ({ who, incidents }: Somebody, [row]: { incidents: number[]; accounts: number[] }[]) => {
			if (row!.incidents.join() !== incidents.join() || row!.accounts.join() !== String(who.account)) wrong++;
		};
		/** Each tenth is broken off: by whoever asked, by a mistake, by its connection. */
		async function breakOff(of: Database, n: number): Promise<void> {
			const ways = [
				() =>
					of.transaction(async (tx) => {
						await tx.query(ANSWER);
						throw new Error('gone away');
					}),
				() => of.query('select 1 / (select count(*) from account where false)'),
				() =>
					of.transaction(async (tx) => {
						await tx
							.transaction((inner) => inner.query('select no_such_column from incident'))
							.catch(() => undefined);
						return tx.query('select * from no_such_table');
					}),
				// It goes on by itself: what was asked and not waited for.
				() =>
					of.transaction(async (tx) => {
						void tx.query(ANSWER).catch(() => undefined);
						throw new Error('gone away');
					}),
				() =>
					of.query(
						`select pg_terminate_backend(pg_backend_pid()) where ${n} % 500 = 0 union all select 1 / 0 > 0`
					)
			];
			await ways[n % ways.length]!().then(
				() => expect.unreachable('it was not broken off'),
				() => broken++
			);
		}
		const work = async () => {
			while (asked < REQUESTS) {
				const n = asked++;
				// Neighbours in time are never the same person, nor of the same post.
				const somebody = people[(n * 37) % PEOPLE]!;
				const of = db.as!(somebody.who);
				if (n % 10 === 3) await breakOff(of, n - 3);
				else if (n % 7 === 0) check(somebody, await of.transaction((tx) => tx.query(ANSWER)));
				else check(somebody, await of.query(ANSWER));
				if (n % 11 === 0) wrong += Number((await db.query('select id from incident')).length > 0);
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, work));
		expect({ wrong, broken }).toEqual({ wrong: 0, broken: REQUESTS / 10 });
	});
});
