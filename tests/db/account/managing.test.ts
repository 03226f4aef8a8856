/** Managing accounts: what each officer may do, what nobody may, and the one entry that each change leaves. */
import { describe, expect, it } from 'vitest';
import { mayRole, type Action } from '../../../src/lib/domain/access/policy.ts';
import { ROLE_NAMES } from '../../../src/lib/domain/access/roles.ts';
import { acceptInvitation } from '../../../src/lib/server/account/invitations.ts';
import {
	assign as give,
	endAssignment,
	organisationsToActFor
} from '../../../src/lib/server/account/assigning.ts';
import {
	endAccount,
	invite,
	listAccounts,
	readAccount,
	removeSecondFactor,
	renewLink
} from '../../../src/lib/server/account/managing.ts';
import { actorOf } from '../../../src/lib/server/access/sessions.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { STREET } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import { office, fault, giving, limit, NOBODY, NOT_THERE } from './officers.ts';
import {
	actions,
	addPerson,
	assign,
	comeInWithFactor,
	contextAt,
	count,
	enter,
	NOW,
	PASSWORD,
	reader
} from './people.ts';

describeEngines('managing accounts', (db) => {
	const { by, own, audit, refused } = office(db);

	const WORKS: [name: string, action: Action, (context: Context, account: number) => Promise<unknown>][] = [
		['listAccounts', 'read', (context) => listAccounts(context)],
		['readAccount', 'read', (context, account) => readAccount(context, account)],
		['invite', 'invite', (context) => invite(context, { kind: 'person', name: 'some-one', title: '某岗' })],
		['renewLink', 'invite', (context, account) => renewLink(context, account)],
		['removeSecondFactor', 'invite', (context, account) => removeSecondFactor(context, account)],
		['endAccount', 'invite', (context, account) => endAccount(context, account)],
		['assign', 'assign', (context, account) => give(context, giving(account))],
		[
			'assign to an office',
			'appoint',
			(context, account) => give(context, giving(account, { role: 'auditor' }))
		],
		[
			'endAssignment',
			'assign',
			async (context) =>
				endAssignment(context, await assign(db, (await addPerson(db)).id, { role: 'leader', area: STREET }))
		],
		[
			'endAssignment of an office',
			'appoint',
			async (context) =>
				endAssignment(context, await assign(db, (await addPerson(db)).id, { role: 'auditor' }))
		],
		['organisationsToActFor', 'assign', (context) => organisationsToActFor(context)]
	];
	it.each(WORKS)('%s is as if it were not there but for whoever may %s', async (_, action, work) => {
		const { id } = await addPerson(db);
		for (const role of ['visitor', ...ROLE_NAMES] as const)
			if (role === 'visitor' || !mayRole(role, action, 'account'))
				await refused(work(by[role], id), NOT_THERE);
	});

	describe('somebody who is invited', () => {
		it('is listed as waiting, comes in by the link once, and may do nothing yet', async () => {
			const link = await invite(by.system_administrator, {
				kind: 'person',
				name: ' Li.Na ',
				title: ' 网格员 '
			});
			const { system_administrator: who } = own;
			expect(await audit()).toEqual([
				{
					actor: actorOf(who),
					action: 'account.invite',
					subject: actorOf(link.account),
					detail: { kind: 'person' }
				}
			]);
			const listed = async () =>
				(await listAccounts(by.security_administrator)).find(({ id }) => id === link.account)!;
			expect(await listed()).toMatchObject({
				kind: 'person',
				name: 'li.na',
				title: '网格员',
				has_password: false,
				has_second_factor: false,
				used: null,
				sessions: 0,
				assignments: [],
				link_until: link.expires.toISOString().replace('.000', '')
			});
			const follow = () =>
				acceptInvitation(contextAt(db), { token: link.token, password: PASSWORD, device: '' });
			const came = await follow();
			expect((await reader(db, came.token.text))!.access.grants).toEqual([]);
			expect(await listed()).toMatchObject({ has_password: true, sessions: 1, link_until: null });
			await expect(follow()).rejects.toMatchObject({ kind: 'link-over' });
		});

		it.each([
			[{ name: 'a b' }, fault('name', 'form')],
			[{ title: ' ' }, fault('title', 'missing')],
			[{ title: '长'.repeat(61) }, fault('title', 'long')],
			[{ name: 'TAKEN.already' }, { kind: 'duplicate', details: { what: 'account' } }]
		])('as %o is refused', async (given, how) => {
			await db.query(`insert into account (kind, sign_in_name, title, created_at)
				values ('person', 'taken.already', '某', now()) on conflict do nothing`);
			const before = await count(db, 'account');
			await refused(
				invite(by.system_administrator, { kind: 'person', name: 'fine-name', title: '某', ...given }),
				how
			);
			expect(await count(db, 'account')).toBe(before);
		});
	});

	it('another link takes the place of the one before it, for whatever there is to come in by', async () => {
		const device = await addPerson(db, { kind: 'device' });
		const [fresh, known] = [await addPerson(db, { password: null }), await addPerson(db)];
		for (const [{ id }, purpose] of [
			[fresh, 'invitation'],
			[known, 'reset'],
			[device, 'device']
		] as const) {
			const former = await renewLink(by.system_administrator, id);
			const link = await renewLink(by.system_administrator, id);
			const entry = { action: 'account.link', subject: actorOf(id), detail: { purpose } };
			expect(await audit()).toMatchObject([entry, entry]);
			const follow = ({ token }: { token: string }) =>
				acceptInvitation(contextAt(db), { token, password: `${PASSWORD}!`, device: '' });
			await expect(follow(former)).rejects.toMatchObject({ kind: 'link-over' });
			await follow(link);
			await audit();
		}
	});

	it('a link from before somebody was appointed lets nobody in as the officer; the first link of who is new does', async () => {
		const follow = ({ token }: { token: string }) =>
			acceptInvitation(contextAt(db), { token, password: `${PASSWORD}!`, device: '' });
		const known = await addPerson(db);
		const former = await renewLink(by.system_administrator, known.id);
		await give(by.system_administrator, giving(known.id, { role: 'auditor' }));
		await expect(follow(former)).rejects.toMatchObject({ kind: 'link-over' });
		const fresh = await addPerson(db, { password: null });
		const first = await renewLink(by.system_administrator, fresh.id);
		await give(by.system_administrator, giving(fresh.id, { role: 'auditor' }));
		expect((await follow(first)).awaits).toBe('second-factor-setup');
		await audit();
	});

	it('a second factor that is taken away ends the sessions; of an officer nobody takes it, nor makes a new link', async () => {
		const person = await addPerson(db, { roles: ['auditor'] });
		const inside = await comeInWithFactor(db, person);
		await audit();
		// Only of who is no officer: they have left the office, and keep the second factor.
		await refused(removeSecondFactor(by.system_administrator, person.id), limit('officer-in'));
		await refused(renewLink(by.system_administrator, person.id), limit('officer-in'));
		await db.query('update assignment set valid_to = $2 where account_id = $1', [person.id, NOW]);
		await removeSecondFactor(by.system_administrator, person.id);
		expect(actions(await audit())).toEqual(['session.end', 'second-factor.remove']);
		expect(await reader(db, inside.token)).toBeUndefined();
		expect((await enter(db, person)).awaits).toBeNull();
		await audit();
		await removeSecondFactor(by.system_administrator, person.id);
		expect(await audit()).toEqual([]);
	});

	it('an account that is ended goes with its sessions, link and roles; what it was given stays written', async () => {
		const person = await addPerson(db, { roles: ['leader'] });
		const { token } = await enter(db, person);
		const link = await renewLink(by.system_administrator, person.id);
		await audit();
		await endAccount(by.system_administrator, person.id);
		expect(actions(await audit())).toEqual(['session.end', 'account.end']);
		expect(await reader(db, token.text)).toBeUndefined();
		await expect(enter(db, person)).rejects.toMatchObject({ kind: 'sign-in-refused' });
		await expect(
			acceptInvitation(contextAt(db), { token: link.token, password: PASSWORD, device: '' })
		).rejects.toMatchObject({ kind: 'link-over' });
		expect(await readAccount(by.auditor, person.id)).toMatchObject({
			ended: NOW.toISOString().replace('.000', ''),
			has_password: false,
			sessions: 0,
			link_until: null,
			assignments: []
		});
		expect(await count(db, 'assignment', `account_id = ${person.id}`)).toBe(1);
	});

	it.each([
		['renewLink', 'system_administrator', renewLink],
		['removeSecondFactor', 'system_administrator', removeSecondFactor],
		['endAccount', 'system_administrator', endAccount],
		['assign', 'security_administrator', (context: Context, id: number) => give(context, giving(id))]
	] as const)(
		'%s touches nobody who is not there, oneself, ended or of a demonstration',
		async (_, role, work) => {
			const [ended, shown] = [
				await addPerson(db, { ended: NOW }),
				await addPerson(db, { demonstration: true })
			];
			await refused(work(by[role], NOBODY), NOT_THERE);
			await refused(work(by[role], own[role]), limit('oneself'));
			await refused(work(by[role], ended.id), limit('ended'));
			await refused(work(by[role], shown.id), limit('demonstration'));
		}
	);
});
