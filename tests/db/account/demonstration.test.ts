import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { EVERYWHERE } from '../../../src/lib/domain/access/access.ts';
import { isOfficer, ROLE_NAMES, ROLES, type Role } from '../../../src/lib/domain/access/roles.ts';
import { noteDemonstration } from '../../../src/lib/server/access/demonstration.ts';
import { enterDemonstration } from '../../../src/lib/server/account/demonstration.ts';
import { endOwnSessions, ownSessions, readOwnAccount } from '../../../src/lib/server/account/own.ts';
import type { Reader } from '../../../src/lib/server/access/sessions.ts';
import {
	COMMUNITY_A,
	DUTY_GRID,
	layTinyGround,
	STREET,
	type TinyGround
} from '../../fixtures/tiny-ground.ts';
import { describeEngine, describeEngines } from '../harness/index.ts';
import { auditOf, contextAt, count, NOW, reader } from './people.ts';

const NOTHING = { kind: 'not-found', details: { what: 'path' } };
const DEVICE = 'Firefox · Windows';

describeEngines('a demonstration', (db) => {
	const audit = auditOf(db);
	let ground: TinyGround;
	beforeAll(async () => {
		ground = await db.transaction((tx) => layTinyGround(tx));
	});
	beforeEach(() => noteDemonstration(true));
	afterEach(() => noteDemonstration(false));

	const enterAs = async (role: Role): Promise<Reader> => {
		const { text } = await enterDemonstration(contextAt(db), role, DEVICE);
		return (await reader(db, text, NOW, true))!;
	};
	const WHERE: Partial<Record<Role, string>> = {
		resident: COMMUNITY_A,
		grid_worker: DUTY_GRID,
		squad_member: STREET,
		squad_leader: STREET,
		community_staff: COMMUNITY_A,
		street_staff: STREET
	};

	it.each(ROLE_NAMES)(
		'lets anybody in as %s by one click, where such a one works, with what the role may',
		async (role) => {
			const found = await enterAs(role);
			expect(found).toMatchObject({
				demonstration: true,
				kind: 'person',
				awaits: null,
				proven: false,
				waitingRoles: []
			});
			const code = WHERE[role];
			const organisation = ROLES[role].scope === 'organisation' ? expect.any(Number) : null;
			expect(found.access.grants).toEqual([{ role, area: code ? ground.areas[code] : null, organisation }]);
			if (isOfficer(role)) expect(found.access.scopeOf('read', 'account')).toEqual(EVERYWHERE);
			else expect(found.access.may('read', 'account')).toBe(false);
			expect((await readOwnAccount(contextAt(db), found)).assignments).toHaveLength(1);
		}
	);

	it('makes an account for each role once, without a password, and audits it', async () => {
		await db.query(`update account set sign_in_name = 'former-auditor' where sign_in_name = 'demo-auditor'`);
		await audit();
		const first = await enterAs('auditor');
		const actor = `account:${first.account}`;
		expect(await audit()).toEqual([
			{ actor: 'visitor', action: 'demonstration.enter', subject: actor, detail: { role: 'auditor' } },
			{ actor, action: 'session.open', subject: `session:${first.session}`, detail: {} }
		]);
		const second = await enterAs('auditor');
		expect(second.account).toBe(first.account);
		expect(await audit()).toMatchObject([{ action: 'session.open' }]);
		expect(await count(db, 'account', 'demonstration and password_hash is not null')).toBe(0);
	});

	it('lets many in as the same at the same time, the first time too', async () => {
		await db.query(`update account set sign_in_name = 'former-leader' where sign_in_name = 'demo-leader'`);
		const found = await Promise.all(Array.from({ length: 8 }, () => enterAs('leader')));
		expect(new Set(found.map(({ account }) => account)).size).toBe(1);
		expect(new Set(found.map(({ session }) => session)).size).toBe(8);
	});

	it.each(['', 'nobody', 'Leader', '__proto__', 'toString'])('knows no role %j', async (role) => {
		await expect(enterDemonstration(contextAt(db), role, DEVICE)).rejects.toMatchObject(NOTHING);
	});

	it('is none where the process was not started as one: nobody comes in, and who came in is out', async () => {
		const { text } = await enterDemonstration(contextAt(db), 'leader', DEVICE);
		noteDemonstration(false);
		const before = [await count(db, 'session'), await count(db, 'account'), await count(db, 'audit_entry')];
		for (const role of ROLE_NAMES)
			await expect(enterDemonstration(contextAt(db), role, DEVICE)).rejects.toMatchObject(NOTHING);
		expect(await reader(db, text, NOW, false)).toBeUndefined();
		expect([await count(db, 'session'), await count(db, 'account'), await count(db, 'audit_entry')]).toEqual(
			before
		);
	});

	it('is none where the ground is an office’s own', async () => {
		await db.query('update jurisdiction set demonstration = false');
		try {
			await expect(enterDemonstration(contextAt(db), 'leader', DEVICE)).rejects.toMatchObject(NOTHING);
		} finally {
			await db.query('update jurisdiction set demonstration = true');
		}
	});

	it('shows each their own session alone, and lets nobody end another’s', async () => {
		const [one, other] = [await enterAs('leader'), await enterAs('leader')];
		const context = { ...contextAt(db), actor: `account:${one.account}` };
		expect((await ownSessions(context, one)).map(({ id }) => id)).toEqual([one.session]);
		expect(await endOwnSessions(context, one, { only: other.session })).toBe(0);
		expect(await endOwnSessions(context, one, { but: one.session })).toBe(0);
		expect((await ownSessions(context, other)).map(({ id }) => id)).toEqual([other.session]);
		expect(await endOwnSessions(context, one, { only: one.session })).toBe(1);
		expect(await ownSessions(context, one)).toEqual([]);
	});

	it('gives whoever would stand on ground that is gone a place of today, and nobody the whole instead', async () => {
		const { text } = await enterDemonstration(contextAt(db), 'community_staff', DEVICE);
		await db.query('update area set code = $2 where code = $1', [COMMUNITY_A, '990102001009']);
		try {
			const before = (await reader(db, text, NOW, true))!;
			expect(before.access.grants).toEqual([]);
			const after = await enterAs('community_staff');
			expect(after.account).toBe(before.account);
			expect(after.access.grants).toEqual([
				{ role: 'community_staff', area: ground.areas[COMMUNITY_A], organisation: null }
			]);
		} finally {
			await db.query('update area set code = $2 where code = $1', ['990102001009', COMMUNITY_A]);
		}
	});
});

describeEngine('embedded', 'a demonstration of a ground on which nothing is to be done', (db) => {
	beforeAll(async () => {
		await db.transaction((tx) => layTinyGround(tx));
		await db.script('delete from incident; delete from greening_duty');
		noteDemonstration(true);
	});

	it('lets nobody in who would have no place, rather than give them the whole', async () => {
		for (const role of ROLE_NAMES) {
			const entering = enterDemonstration(contextAt(db), role, DEVICE);
			const hasPlace = role === 'leader' || isOfficer(role);
			if (hasPlace) expect(await reader(db, (await entering).text, NOW, true)).toBeDefined();
			else await expect(entering).rejects.toMatchObject(NOTHING);
		}
		expect(await count(db, 'assignment')).toBe(4);
		noteDemonstration(false);
	});
});
