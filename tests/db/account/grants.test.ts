import { beforeAll, expect, it } from 'vitest';
import { EVERYWHERE, NOWHERE } from '../../../src/lib/domain/access/access.ts';
import { OFFICERS } from '../../../src/lib/domain/access/roles.ts';
import { readOwnAccount } from '../../../src/lib/server/account/own.ts';
import { CITY, COMMUNITY_A, layTinyGround, STREET, type TinyGround } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import {
	addPerson,
	assign,
	comeInWithFactor,
	contextAt,
	enter,
	HOUR,
	later,
	NOW,
	readerNow,
	type Person
} from './people.ts';

describeEngines('a session opens', (db) => {
	let ground: TinyGround;
	beforeAll(async () => {
		ground = await db.transaction((tx) => layTinyGround(tx));
	});
	const scope = async (person: Person, now = NOW) => {
		const { token } = await enter(db, person, now);
		return (await readerNow(db, token.text, now)).access.scopeOf('read', 'incident');
	};
	const only = (code: string) => ({ everywhere: false, areas: [ground.areas[code]], organisations: [] });

	it('an area by an assignment to its code, and everywhere by one to the root of the tree', async () => {
		const [one, root, whole] = [await addPerson(db), await addPerson(db), await addPerson(db)];
		await assign(db, one.id, { role: 'grid_worker', area: COMMUNITY_A });
		await assign(db, root.id, { role: 'grid_worker', area: CITY });
		await assign(db, whole.id, { role: 'grid_worker' });
		expect(await scope(one)).toEqual(only(COMMUNITY_A));
		for (const person of [root, whole]) expect(await scope(person)).toEqual(EVERYWHERE);
	});

	it('nothing by an assignment to a code that there is not, and its holder is not told of the whole', async () => {
		const [worker, handler] = [await addPerson(db), await addPerson(db)];
		await assign(db, worker.id, { role: 'grid_worker', area: '990109' });
		await assign(db, handler.id, { role: 'unit_handler', organisation: 'no-such-unit' });
		for (const [person, code] of [
			[worker, '990109'],
			[handler, 'no-such-unit']
		] as const) {
			expect(await scope(person)).toEqual(NOWHERE);
			const { token } = await enter(db, person);
			const found = await readerNow(db, token.text);
			expect(found.access.grants).toEqual([]);
			expect(await readOwnAccount(contextAt(db), found)).toMatchObject({ assignments: [{ place: code }] });
		}
		await assign(db, worker.id, { role: 'squad_member', area: STREET });
		expect(await scope(worker)).toEqual(only(STREET));
	});

	it('what belongs to an organisation by an assignment to its code', async () => {
		const person = await addPerson(db);
		await assign(db, person.id, { role: 'unit_handler', organisation: 'greening-co' });
		const { token } = await enter(db, person);
		const { access } = await readerNow(db, token.text);
		expect(access.scopeOf('read', 'greening')).toEqual({
			everywhere: false,
			areas: [],
			organisations: [ground.organisations['greening-co']]
		});
		expect(access.scopeOf('read', 'incident')).toEqual(NOWHERE);
	});

	it('from the moment at which an assignment begins to that at which it ends, without signing in anew', async () => {
		const person = await addPerson(db);
		const { token } = await enter(db, person);
		await assign(db, person.id, { role: 'leader', area: STREET, from: later(HOUR), to: later(2 * HOUR) });
		const at = async (ms: number) =>
			(await readerNow(db, token.text, later(ms))).access.scopeOf('read', 'incident');
		expect(await at(HOUR - 1)).toEqual(NOWHERE);
		expect(await at(HOUR)).toEqual(only(STREET));
		expect(await at(2 * HOUR - 1)).toEqual(only(STREET));
		expect(await at(2 * HOUR)).toEqual(NOWHERE);
	});

	it('nothing more at the next request once an assignment was ended', async () => {
		const person = await addPerson(db, { roles: ['leader'] });
		const { token } = await enter(db, person);
		expect((await readerNow(db, token.text)).access.may('read', 'incident')).toBe(true);
		await db.query('update assignment set valid_to = $2 where account_id = $1', [person.id, NOW]);
		expect((await readerNow(db, token.text)).access.may('read', 'incident')).toBe(false);
	});

	it.each(OFFICERS)('what a %s may do only where the second factor was shown in it', async (role) => {
		const person = await addPerson(db, { roles: ['leader'] });
		const { token } = await enter(db, person);
		await assign(db, person.id, { role });
		const found = await readerNow(db, token.text);
		expect(found.waitingRoles).toEqual([role]);
		expect(found.access.grants.map((grant) => grant.role)).toEqual(['leader']);
		expect(found.access.may('read', 'account')).toBe(false);
		expect(await readOwnAccount(contextAt(db), found)).toMatchObject({
			assignments: [
				{ role: 'leader', waiting: false },
				{ role, waiting: true }
			],
			recoveryCodes: null
		});
		const proven = (await comeInWithFactor(db, person)).reader;
		expect(proven.waitingRoles).toEqual([]);
		expect(proven.access.mayEverywhere('read', 'account')).toBe(true);
		// Not in the session from before.
		expect((await readerNow(db, token.text)).waitingRoles).toEqual([role]);
	});
});
