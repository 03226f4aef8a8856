/** A database that was tried out with, and is then used in earnest: nobody who came through the demonstration stays. */
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Access } from '../../../src/lib/domain/access/access.ts';
import type { Role } from '../../../src/lib/domain/access/roles.ts';
import { isDemonstration, noteDemonstration } from '../../../src/lib/server/access/demonstration.ts';
import { actorOf } from '../../../src/lib/server/access/sessions.ts';
import { settleDemonstration } from '../../../src/lib/server/account/after-demonstration.ts';
import { assign as give } from '../../../src/lib/server/account/assigning.ts';
import { enterDemonstration } from '../../../src/lib/server/account/demonstration.ts';
import { acceptInvitation, firstInvitation } from '../../../src/lib/server/account/invitations.ts';
import { invite } from '../../../src/lib/server/account/managing.ts';
import { isAnybodyAnAdministrator } from '../../../src/lib/server/account/repository.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { asProcess, inDoor } from '../../../src/lib/server/db/index.ts';
import { layTinyGround } from '../../fixtures/tiny-ground.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { lateDatabase } from '../harness/late-database.ts';
import { giving } from './officers.ts';
import { auditOf, contextAt, count, enter, NOW, PASSWORD, reader, REFUSED } from './people.ts';

const DEVICE = 'Firefox · Windows';

describeEngines('after a demonstration', (owner) => {
	const late = lateDatabase();
	const db = late.database;
	const audit = auditOf(owner);
	beforeAll(async () => {
		await owner.transaction((tx) => layTinyGround(tx));
		late.arrive(await behindFence(owner));
	});
	afterEach(() => noteDemonstration(false));
	afterAll(async () => {
		if (owner.engine === 'server') await db.close();
	});

	const settle = (wanted: boolean) =>
		settleDemonstration({ ...contextAt(inDoor(db, NOW)), actor: 'server' }, wanted);
	/** A visitor by one click, and what they may do. */
	async function visitor(role: Role): Promise<Context> {
		const { text } = await enterDemonstration(contextAt(inDoor(db, NOW)), role, DEVICE);
		const found = (await reader(owner, text, NOW, true))!;
		return { ...contextAt(owner), actor: actorOf(found.account), access: found.access };
	}
	const come = async (token: string) =>
		acceptInvitation(contextAt(owner), { token, password: PASSWORD, device: DEVICE });

	it('whom its visitors brought in, and whom those did, are ended with their roles, links and sessions', async () => {
		expect(await settle(true)).toEqual({ founded: false, ended: 0 });
		const system = await visitor('system_administrator');
		const friend = await invite(system, { kind: 'person', name: 'a-friend', title: '朋友' });
		await give(system, giving(friend.account, { role: 'system_administrator', area: '' }));
		await come(friend.token);
		const access = new Access(friend.account, [
			{ role: 'system_administrator', area: null, organisation: null }
		]);
		const inside: Context = { ...contextAt(owner), actor: actorOf(friend.account), access };
		const further = await invite(inside, { kind: 'person', name: 'a-friend-of-theirs', title: '朋友的朋友' });
		// As long as it is one, they stay.
		expect(await settle(true)).toEqual({ founded: false, ended: 0 });
		expect(await isAnybodyAnAdministrator(owner, NOW)).toBe(true);
		await audit();

		expect(await settle(false)).toEqual({ founded: false, ended: 2 });
		expect(isDemonstration()).toBe(false);
		const theirs = [friend.account, further.account];
		const of = `account_id in (${theirs.join()})`;
		expect(
			await count(
				owner,
				'account',
				`id in (${theirs.join()}) and ended_at is not null and password_hash is null`
			)
		).toBe(2);
		expect(
			await count(owner, 'assignment', `${of} and (valid_to is null or valid_to > '${NOW.toISOString()}')`)
		).toBe(0);
		expect(await count(owner, 'session', `${of} and ended_at is null`)).toBe(0);
		await expect(enter(owner, { name: 'a-friend', address: '10.9.9.9' })).rejects.toMatchObject(REFUSED);
		await expect(come(further.token)).rejects.toMatchObject({ kind: 'link-over' });
		const entries = await audit();
		expect(entries.filter(({ action }) => action === 'account.end')).toEqual(
			theirs.map((id) => ({ actor: 'server', action: 'account.end', subject: actorOf(id), detail: {} }))
		);
		// No administrator is left of them: the first link is for the office.
		expect(await isAnybodyAnAdministrator(owner, NOW)).toBe(false);
		expect(await settle(false)).toEqual({ founded: false, ended: 0 });
		expect(await audit()).toEqual([]);
	});

	it('is over for good once somebody has followed the first link: their people are not for visitors to manage', async () => {
		const first = (await firstInvitation(contextAt(asProcess(db, NOW))))!;
		await settle(true);
		const system = await visitor('system_administrator');
		const { account } = await invite(system, { kind: 'person', name: 'late-friend', title: '朋友' });
		await acceptInvitation(contextAt(inDoor(db, NOW)), {
			token: first.token,
			name: 'first-administrator',
			title: '系统管理员',
			password: PASSWORD,
			device: DEVICE
		});
		expect(await settle(true)).toEqual({ founded: true, ended: 1 });
		expect(isDemonstration()).toBe(false);
		expect(await count(owner, 'account', `id = ${account} and ended_at is not null`)).toBe(1);
		await expect(visitor('system_administrator')).rejects.toMatchObject({
			kind: 'not-found',
			details: { what: 'path' }
		});
		expect(await isAnybodyAnAdministrator(owner, NOW)).toBe(true);
	});
});
