/** A hundred people with different scopes, who ask at once, and some of whom break off. */
import { expect } from 'vitest';
import { readerOf } from '../../../src/lib/server/access/sessions.ts';
import type { Database, Who } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { signedIn, type Post } from '../access/people.ts';
import { NOW } from './people.ts';

const PEOPLE = 100;
export const AT_ONCE = 60;
const ANSWER = `select array(select id from incident order by id) as incidents, array(select id from account order by id) as accounts`;

export interface Somebody {
	who: Who & { kind: 'person' };
	/** Those that they may see. */
	incidents: number[];
}

/** @param owner of a database with nothing in it */
export async function bringCrowd(owner: Database): Promise<Somebody[]> {
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
	const people: Somebody[] = [];
	for (let n = 0; n < PEOPLE; n++) {
		const post = posts[n % posts.length]!;
		const token = await signedIn(owner, [post], NOW);
		const reader = await readerOf({ primary: owner, reads: owner, now: NOW, demonstration: false }, token);
		people.push({ who: reader!.who as Somebody['who'], incidents: await inAreas(post) });
	}
	expect(new Set(people.map(({ incidents }) => incidents.join())).size).toBeGreaterThan(3);
	return people;
}

/** Each tenth is broken off: by whoever asked, by a mistake, by its connection. */
const WAYS_OF_BREAKING_OFF: ((of: Database, n: number) => Promise<unknown>)[] = [
	(of) =>
		of.transaction(async (tx) => {
			await tx.query(ANSWER);
			throw new Error('gone away');
		}),
	(of) => of.query('select 1 / (select count(*) from account where false)'),
	(of) =>
		of.transaction(async (tx) => {
			await tx
				.transaction((inner) => inner.query('select no_such_column from incident'))
				.catch(() => undefined);
			return tx.query('select * from no_such_table');
		}),
	// It goes on by itself: what was asked and not waited for.
	(of) =>
		of.transaction(async (tx) => {
			void tx.query(ANSWER).catch(() => undefined);
			throw new Error('gone away');
		}),
	(of, n) =>
		of.query(`select pg_terminate_backend(pg_backend_pid()) where ${n} % 500 = 0 union all select 1 / 0 > 0`)
];

/**
 * @param db behind the fence
 * @returns how many answers had another's scope, and how many were broken off
 */
export async function letThemAsk(
	db: Database,
	people: readonly Somebody[],
	requests: number
): Promise<{ wrong: number; broken: number }> {
	let [asked, wrong, broken] = [0, 0, 0];
	const check = ({ who, incidents }: Somebody, [row]: { incidents: number[]; accounts: number[] }[]) => {
		if (row!.incidents.join() !== incidents.join() || row!.accounts.join() !== String(who.account)) wrong++;
	};
	const breakOff = (of: Database, n: number) =>
		WAYS_OF_BREAKING_OFF[n % WAYS_OF_BREAKING_OFF.length]!(of, n).then(
			() => expect.unreachable('it was not broken off'),
			() => broken++
		);
	const work = async () => {
		while (asked < requests) {
			const n = asked++;
			// Neighbours in time are never the same person, nor of the same post.
			const somebody = people[(n * 37) % people.length]!;
			const of = db.as!(somebody.who);
			if (n % 10 === 3) await breakOff(of, n - 3);
			else if (n % 7 === 0) check(somebody, await of.transaction((tx) => tx.query(ANSWER)));
			else check(somebody, await of.query(ANSWER));
			if (n % 11 === 0) wrong += Number((await db.query('select id from incident')).length > 0);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	return { wrong, broken };
}
