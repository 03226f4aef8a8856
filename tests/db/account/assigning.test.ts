/** Giving and taking roles: to whom, where, until when, and what no account may hold together. */
import { describe, expect, it } from 'vitest';
import { Access, type Grant } from '../../../src/lib/domain/access/access.ts';
import { OFFICERS, type Role } from '../../../src/lib/domain/access/roles.ts';
import {
	assign as give,
	endAssignment,
	organisationsToActFor,
	type Assigning
} from '../../../src/lib/server/account/assigning.ts';
import { endAccount, readAccount } from '../../../src/lib/server/account/managing.ts';
import { actorOf } from '../../../src/lib/server/access/sessions.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { COMMUNITY_A, STREET } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { office, fault, giving, limit, NOBODY, NOT_THERE } from './officers.ts';
import { actions, addPerson, assign, count, DAY, enter, later, NOW, reader } from './people.ts';

const LAST_DAY = '2026-12-05';
/** The moment after it in Shanghai. */
const AFTERWARDS = new Date('2026-12-05T16:00:00Z');

describeEngines('giving roles', (db) => {
	const { by, own, audit, refused } = office(db);
	const grants = async (account: number, now: Date) =>
		(
			await db.query<{ grants: Grant[] }>('select grants_of($1, $2) as grants', [account, now])
		)[0]!.grants.map(({ role }) => role);

	describe('a role', () => {
		it('of a stand-in holds to the end of its last day, where the jurisdiction is', async () => {
			const { id } = await addPerson(db);
			const given = giving(id, { until: LAST_DAY, reason: ' 代王某的班 ' });
			const assignment = await give(by.security_administrator, given);
			expect(await audit()).toEqual([
				{
					actor: actorOf(own.security_administrator),
					action: 'assignment.grant',
					subject: actorOf(id),
					detail: {
						assignment,
						role: 'grid_worker',
						area: COMMUNITY_A,
						organisation: null,
						until: LAST_DAY
					}
				}
			]);
			expect((await readAccount(by.auditor, id)).assignments).toMatchObject([
				{
					id: assignment,
					place: '南塘社区',
					lost: false,
					begun: true,
					last_day: LAST_DAY,
					until: '2026-12-05T16:00:00Z',
					reason: '代王某的班'
				}
			]);
			expect(await grants(id, later(-1, AFTERWARDS))).toEqual(['grid_worker']);
			expect(await grants(id, AFTERWARDS)).toEqual([]);
			const then = await readAccount({ ...by.auditor, now: AFTERWARDS }, id);
			expect(then.assignments).toEqual([]);
		});

		it('that is ended gives nothing at the next request, and is ended once', async () => {
			const person = await addPerson(db);
			const assignment = await give(by.security_administrator, giving(person.id));
			const { token } = await enter(db, person);
			const may = async () => (await reader(db, token.text))!.access.may('read', 'incident');
			expect(await may()).toBe(true);
			await audit();
			await endAssignment(by.security_administrator, assignment);
			expect(await may()).toBe(false);
			const detail = { assignment, role: 'grid_worker' };
			expect(await audit()).toMatchObject([
				{ action: 'assignment.end', subject: actorOf(person.id), detail }
			]);
			await refused(endAssignment(by.security_administrator, assignment), NOT_THERE);
			await refused(endAssignment(by.security_administrator, NOBODY), NOT_THERE);
		});

		it.each([
			[{ role: '' }, fault('role', 'missing')],
			[{ role: 'king' }, fault('role', 'missing')],
			[{ area: '990199999' }, fault('area', 'unknown')],
			[{ role: 'unit_handler' }, fault('organisation', 'missing')],
			[{ role: 'unit_handler', organisation: 'no-such-unit' }, fault('organisation', 'unknown')],
			[{ role: 'unit_handler', organisation: 'road-co' }, fault('organisation', 'unknown')],
			[{ until: 'tomorrow' }, fault('until', 'form')],
			[{ until: '2027-02-30' }, fault('until', 'form')],
			[{ until: '2026-11-28' }, fault('until', 'past')],
			[{ until: '0000-01-01' }, fault('until', 'past')],
			[{ reason: '长'.repeat(201) }, fault('reason', 'long')]
		])('with %o is refused', async (given, how) => {
			await db.query(`update organisation set valid_to = '2026-01-01' where code = 'road-co'`);
			const { id } = await addPerson(db);
			await refused(give(by.security_administrator, giving(id, given)), how);
			expect(await count(db, 'assignment', `account_id = ${id}`)).toBe(0);
		});

		it('of a unit names the organisation and no area; of the ground no organisation', async () => {
			const { id } = await addPerson(db);
			const both = { area: COMMUNITY_A, organisation: 'greening-co' };
			await give(by.security_administrator, giving(id, { ...both, role: 'unit_handler' }));
			await give(by.security_administrator, giving(id, both));
			expect((await readAccount(by.auditor, id)).assignments).toMatchObject([
				{ role: 'unit_handler', area: null, organisation: 'greening-co' },
				{ role: 'grid_worker', area: COMMUNITY_A, organisation: null }
			]);
			await audit();
			await refused(give(by.security_administrator, giving(id)), limit('already'));
		});

		it('is taken from no account of a demonstration, and by nobody from themselves', async () => {
			const shown = await addPerson(db, { demonstration: true, roles: ['leader'] });
			const roleOf = async (account: number) => (await readAccount(by.auditor, account)).assignments[0]!.id;
			const ofShown = await roleOf(shown.id);
			await refused(endAssignment(by.security_administrator, ofShown), limit('demonstration'));
			const ownOffice = await roleOf(own.system_administrator);
			await refused(endAssignment(by.system_administrator, ownOffice), limit('oneself'));
		});
	});

	describe('the three offices', () => {
		it('exclude each other, also when two are given at once, and one may follow another', async () => {
			const { id } = await addPerson(db);
			const appoint = (role: Role, context = by.system_administrator) =>
				give(context, giving(id, { role, area: '' }));
			const tried = await Promise.allSettled(OFFICERS.map((role) => appoint(role)));
			expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
			for (const one of tried)
				if (one.status === 'rejected') expect(one.reason).toMatchObject(limit('one-office'));
			expect(actions(await audit())).toEqual(['assignment.grant']);
			const [held] = (await readAccount(by.auditor, id)).assignments;
			await endAssignment(by.system_administrator, held!.id);
			const other = OFFICERS.find((role) => role !== held!.role)!;
			await appoint(other, { ...by.system_administrator, now: later(1) });
			expect(await grants(id, later(1))).toEqual([other]);
		});

		it('the last who can run the system keeps account and office; of two who end each other one does', async () => {
			// Those of other tests go first: sessions and passwords are not what this one is about.
			await db.query(
				`update assignment set valid_to = greatest(valid_from, $1) where role = 'system_administrator'`,
				[later(-1)]
			);
			const two = [await addPerson(db), await addPerson(db)] as const;
			const office = [];
			for (const { id } of two) office.push(await assign(db, id, { role: 'system_administrator' }));
			const as = (at: 0 | 1): Context => ({
				...by.system_administrator,
				access: new Access(two[at].id, by.system_administrator.access!.grants)
			});
			const tried = await Promise.allSettled([endAccount(as(0), two[1].id), endAccount(as(1), two[0].id)]);
			expect(tried.filter(({ status }) => status === 'rejected')).toMatchObject([
				{ reason: limit('last-administrator') }
			]);
			const left = tried[0].status === 'fulfilled' ? 0 : 1;
			await audit();
			await refused(endAssignment(as(left === 0 ? 1 : 0), office[left]!), limit('last-administrator'));
		});
	});

	it('nobody gives a role to whoever brought them in, made their link or appointed them', async () => {
		const patrons = [await addPerson(db), await addPerson(db), await addPerson(db)] as const;
		const giver = await addPerson(db, { roles: ['security_administrator'] });
		await db.query('update account set created_by = $2 where id = $1', [giver.id, patrons[0].id]);
		await db.query(
			`insert into invitation (purpose, account_id, token_hash, created_at, created_by, expires_at)
			values ('reset', $1, sha256('patron'), $2, $3, $4)`,
			[giver.id, NOW, patrons[1].id, later(DAY)]
		);
		await db.query('update assignment set granted_by = $2 where account_id = $1', [giver.id, patrons[2].id]);
		const context: Context = {
			...by.security_administrator,
			access: new Access(giver.id, by.security_administrator.access!.grants)
		};
		for (const { id } of patrons) await refused(give(context, giving(id)), limit('patron'));
		expect(await give(context, giving((await addPerson(db)).id))).toBeGreaterThan(0);
	});

	it('whoever is appointed signs in anew: an officer’s session is shorter', async () => {
		const person = await addPerson(db, { roles: ['leader'] });
		const { token } = await enter(db, person);
		expect(await reader(db, token.text)).toBeDefined();
		await give(by.system_administrator, giving(person.id, { role: 'auditor', area: '' }));
		expect(await reader(db, token.text)).toBeUndefined();
	});

	describe('a display', () => {
		it('has one role that reads one area, until another takes its place', async () => {
			const { id } = await addPerson(db, { kind: 'device' });
			const to = (more: Partial<Assigning>, now = NOW) =>
				give({ ...by.security_administrator, now }, giving(id, { role: 'leader', ...more }));
			await refused(to({ area: '' }), fault('area', 'missing'));
			await refused(to({ area: '*' }), limit('device'));
			for (const role of ['grid_worker', 'street_staff', 'resident'])
				await refused(to({ role }), limit('device'));
			await refused(
				give(by.system_administrator, giving(id, { role: 'auditor', area: '' })),
				limit('device')
			);
			const tried = await Promise.allSettled([to({}), to({ area: STREET })]);
			expect(tried.filter(({ status }) => status === 'rejected')).toMatchObject([
				{ reason: limit('device') }
			]);
			await audit();
			await refused(to({ area: STREET }), limit('device'));
			await endAssignment(by.security_administrator, (await readAccount(by.auditor, id)).assignments[0]!.id);
			await to({ area: STREET }, later(1));
		});

		it('is held to it by the table itself', async () => {
			const { id } = await addPerson(db, { kind: 'device', roles: ['leader'] });
			const period = { from: later(0), to: null };
			await expect(assign(db, id, { role: 'leader', area: STREET, ...period })).rejects.toMatchObject({
				kind: 'conflict'
			});
			for (const wrong of [{ role: 'leader' }, { role: 'grid_worker', area: STREET }] as const) {
				const other = await addPerson(db, { kind: 'device' });
				await expect(assign(db, other.id, wrong)).rejects.toMatchObject({ kind: 'invalid' });
				await expect(
					db.query(
						`insert into assignment (account_id, account_kind, role, area_code, valid_from)
						values ($1, 'person', 'grid_worker', $2, $3)`,
						[other.id, STREET, NOW]
					)
				).rejects.toMatchObject({ kind: 'unknown-reference' });
			}
		});
	});

	it('organisations to act for are those that are there today, by name', async () => {
		const codes = (await organisationsToActFor(by.security_administrator)).map(({ code }) => code);
		expect(codes).toContain('greening-co');
		expect(codes).not.toContain('road-co');
	});
});
