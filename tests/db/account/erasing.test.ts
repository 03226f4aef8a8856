/** Deleting what tells of a person: what is left of it anywhere, and that the audit never had any of it. */
import { beforeAll, expect, it } from 'vitest';
import { ROLE_NAMES, type Role } from '../../../src/lib/domain/access/roles.ts';
import { actionsOf } from '../../../src/lib/domain/audit/actions.ts';
import { Access } from '../../../src/lib/domain/access/access.ts';
import { noteDemonstration } from '../../../src/lib/server/access/demonstration.ts';
import { endSessions } from '../../../src/lib/server/access/sessions.ts';
import { enterDemonstration } from '../../../src/lib/server/account/demonstration.ts';
import { eraseAccount } from '../../../src/lib/server/account/erasing.ts';
import { acceptInvitation, firstInvitation } from '../../../src/lib/server/account/invitations.ts';
import * as assigning from '../../../src/lib/server/account/assigning.ts';
import * as managing from '../../../src/lib/server/account/managing.ts';
import { endOwnSessions, renewRecoveryCodes } from '../../../src/lib/server/account/own.ts';
import { secondFactorToSetUp } from '../../../src/lib/server/account/second-factor.ts';
import {
	changePassword,
	giveCode,
	setUpSecondFactor,
	signIn
} from '../../../src/lib/server/account/sign-in.ts';
import { verifyAudit } from '../../../src/lib/server/audit/service.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { placeOf } from '../../../src/lib/server/secrets/columns.ts';
import { loadKeys } from '../../../src/lib/server/secrets/load.ts';
import { seal } from '../../../src/lib/server/secrets/seal.ts';
import { layTinyGround } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';
import {
	addPerson,
	assign,
	codeAt,
	contextAt,
	count,
	NOW,
	OTHER_PASSWORD,
	PASSWORD,
	readerNow
} from './people.ts';

const PHONE = '13900001234';
const DEVICE = '华为浏览器 · 鸿蒙';
const ADDRESS = '203.0.113.77';
/** What tells of the person, as it is typed and kept. */
const TELLING = {
	name: 'wang.xiaohe',
	title: '王小禾网格员',
	reason: '王小禾回来上班',
	phone: PHONE,
	device: DEVICE,
	address: ADDRESS,
	passwords: `${PASSWORD} ${OTHER_PASSWORD}`
};

describeEngines('deleting what tells of a person', (db) => {
	const acting = (id: number, role: Role, now = NOW): Context => ({
		db,
		actor: `account:${id}`,
		access: new Access(id, [{ role, area: null, organisation: null }]),
		now
	});
	let system: number;
	let security: number;
	beforeAll(async () => {
		await db.transaction((tx) => layTinyGround(tx));
		({ id: security } = await addPerson(db, { roles: ['security_administrator'] }));
	});
	const erase = (id: number, sure = true, by = system, role: Role = 'system_administrator') =>
		eraseAccount(acting(by, role), id, sure);

	/** Everything that can be done with an account, with the person's data wherever it may be typed. @returns its id, and its sealed phone and secrets */
	async function liveThrough(): Promise<{ id: number; secrets: Buffer[] }> {
		const first = (await firstInvitation(contextAt(db)))!;
		await acceptInvitation(contextAt(db), {
			token: first.token,
			name: 'the.first',
			title: '管理员',
			password: OTHER_PASSWORD,
			device: DEVICE
		});
		const [one] = await db.query<{ id: number }>(`select id from account where sign_in_name = 'the.first'`);
		system = one!.id;
		const administrator = acting(system, 'system_administrator');
		const { account: id, token } = await managing.invite(administrator, { kind: 'person', ...TELLING });
		const visitor = contextAt(db);
		await acceptInvitation(visitor, { token, password: PASSWORD, device: DEVICE });
		await db.query('update account set phone = $2 where id = $1', [
			id,
			seal(loadKeys(), PHONE, placeOf('account.phone', id))
		]);
		const given = { role: 'grid_worker', area: '*', organisation: '', until: '', reason: TELLING.reason };
		const assignment = await assigning.assign(acting(security, 'security_administrator'), {
			account: id,
			...given
		});
		const from = { address: ADDRESS, device: DEVICE };
		const enter = (password: string) => signIn(visitor, { name: TELLING.name, password }, from);
		await enter('a wrong one').catch(() => undefined);
		const { token: session } = await enter(PASSWORD);
		const before = { reader: await readerNow(db, session.text), token: session.text };
		const { secret } = secondFactorToSetUp(session.text, TELLING.name);
		const set = await setUpSecondFactor(visitor, { ...before, code: codeAt(secret, NOW) });
		const inside = { reader: await readerNow(db, set.token.text), token: set.token.text };
		await renewRecoveryCodes(contextAt(db), inside.reader);
		const codes = await renewRecoveryCodes(contextAt(db), inside.reader);
		const changed = { ...inside, old: PASSWORD, chosen: OTHER_PASSWORD };
		await changePassword(visitor, changed, ADDRESS);
		const begin = async () => {
			const { token: begun } = await enter(OTHER_PASSWORD);
			return { reader: await readerNow(db, begun.text), token: begun.text };
		};
		const came = await giveCode(visitor, { ...(await begin()), code: codes[0]! }, ADDRESS);
		await endOwnSessions(visitor, await readerNow(db, came.token.text), { but: 0 });
		await endSessions(visitor, id);
		await giveCode(visitor, { ...(await begin()), code: '000000' }, ADDRESS).catch(() => undefined);
		await enter('another wrong one').catch(() => undefined);
		const secrets = await db.query<{ sealed: Buffer }>(
			`select phone as sealed from account where id = $1 union all select secret from second_factor where account_id = $1
			union all select code_hash from recovery_code where account_id = $1`,
			[id]
		);
		await managing.removeSecondFactor(administrator, id);
		await assigning.endAssignment(acting(security, 'security_administrator'), assignment);
		await managing.renewLink(administrator, id);
		noteDemonstration(true);
		await enterDemonstration(visitor, 'leader', DEVICE).finally(() => noteDemonstration(false));
		return { id, secrets: secrets.map(({ sealed }) => sealed) };
	}

	it('leaves nothing of it in any column of any table, the rows where they are, and the chain whole', async () => {
		const { id, secrets } = await liveThrough();
		await expect(erase(id)).rejects.toMatchObject({ details: { reason: 'not-ended' } });
		const tries = () => count(db, 'sign_in_throttle');
		await managing.endAccount(acting(system, 'system_administrator'), id);
		for (const word of [TELLING.name, TELLING.title, TELLING.reason, DEVICE])
			expect(await found(db, word), word).not.toEqual([]);
		const kept = () =>
			db.query(
				`select x.id, x.role, x.area_code, x.valid_from, x.valid_to, x.granted_by, s.id as session, s.created_at
				from assignment x join session s using (account_id) where account_id = $1 order by x.id, s.id`,
				[id]
			);
		const [rows, tried, before] = [await kept(), await tries(), await verifyAudit({ db })];
		expect(before.faults).toEqual([]);
		await expect(erase(id, false)).rejects.toMatchObject({ details: { field: 'sure', reason: 'missing' } });
		// Others have the same browser.
		await db.query(`update session set device = '' where account_id <> $1`, [id]);

		await erase(id);
		for (const [what, word] of Object.entries(TELLING)) expect(await found(db, word), what).toEqual([]);
		for (const bytes of secrets) expect(await found(db, bytes)).toEqual([]);
		expect(await kept()).toEqual(rows);
		expect(rows.length).toBeGreaterThan(0);
		// Of their name and of their codes: the address is an office's.
		expect(await tries()).toBe(tried - 2);
		expect(await managing.readAccount(acting(system, 'system_administrator'), id)).toMatchObject({
			title: `已删除的帐号 ${id}`,
			name: `deleted-${id}`,
			has_phone: false,
			link_until: null,
			erased: '2026-11-29T09:00:00Z'
		});
		const after = await verifyAudit({ db });
		expect(after).toMatchObject({ entries: before.entries + 1, faults: [] });
		const [last] = await db.query(
			'select actor, action, subject, detail from audit_entry order by id desc limit 1'
		);
		const said = { action: 'account.erase', subject: `account:${id}`, detail: {} };
		expect(last).toEqual({ actor: `account:${system}`, ...said });
		await expect(erase(id)).rejects.toMatchObject({ kind: 'account-limit', details: { reason: 'erased' } });
		expect(await verifyAudit({ db })).toEqual(after);
	});

	it('was written by every service of accounts, and no entry has a name, title, phone number, device or address', async () => {
		const entries = await db.query<{ action: string; said: string }>(
			`select action, concat_ws(' ', actor, subject, detail) as said from audit_entry`
		);
		const written = new Set(entries.map(({ action }) => action));
		const every = (['entry', 'credentials', 'accounts'] as const).flatMap(actionsOf);
		// What these write is looked at where they are tested (contact, preview, demonstration).
		const elsewhere = /^(phone|contact|preview)\.|^demonstration\.colleague$/;
		expect(every.filter((action) => !written.has(action) && !elsewhere.test(action))).toEqual([]);
		const told = await db.query<{ word: string }>(
			`select title as word from account union select sign_in_name from account
			union select device from session where device <> '' union select reason from assignment where reason <> ''`
		);
		const words = [...Object.values(TELLING), '管理员', 'the.first', ...told.map(({ word }) => word)];
		for (const word of words)
			expect(entries.filter(({ said }) => said.includes(word)).map(({ action }) => action)).toEqual([]);
	});

	it.each(ROLE_NAMES.filter((role) => role !== 'system_administrator'))(
		'is nothing that a %s can do: for them it is not there',
		async (role) => {
			const { id } = await addPerson(db, { ended: NOW, password: null });
			const none = { kind: 'not-found', details: { what: 'path' } };
			await expect(erase(id, true, security, role)).rejects.toMatchObject(none);
			expect(await count(db, 'account', `id = ${id} and erased_at is null`)).toBe(1);
		}
	);

	it('is refused of oneself, a demonstration, a display, whoever is still here, and nobody', async () => {
		const limit = (reason: string) => ({ kind: 'account-limit', details: { reason } });
		const ended = { ended: NOW, password: null } as const;
		await expect(erase(system)).rejects.toMatchObject(limit('oneself'));
		const shown = await addPerson(db, { demonstration: true, ended: NOW });
		await expect(erase(shown.id)).rejects.toMatchObject(limit('demonstration'));
		const display = await addPerson(db, { kind: 'device', ended: NOW });
		await expect(erase(display.id)).rejects.toMatchObject(limit('no-person'));
		const here = await addPerson(db);
		await expect(erase(here.id)).rejects.toMatchObject(limit('not-ended'));
		for (const nobody of [0, 999_999])
			await expect(erase(nobody)).rejects.toMatchObject({ kind: 'not-found', details: { what: 'path' } });
		expect(await count(db, 'account', `erased_at is not null`)).toBe(1);

		const twice = await addPerson(db, ended);
		const fates = await Promise.allSettled([erase(twice.id), erase(twice.id)]);
		expect(fates.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(
			await count(db, 'audit_entry', `action = 'account.erase' and subject = 'account:${twice.id}'`)
		).toBe(1);
	});

	it('leaves other people’s data alone, and their name to whoever comes next', async () => {
		const [gone, other] = [await addPerson(db, { ended: NOW, password: null }), await addPerson(db)];
		await assign(db, other.id, { role: 'leader', by: gone.id });
		await db.query(`update assignment set reason = '值班' where account_id = $1`, [other.id]);
		const others = () =>
			db.query(`select to_jsonb(a) as a, to_jsonb(x) as x from account a join assignment x on x.account_id = a.id
				where a.id <> ${gone.id} order by a.id, x.id`);
		const before = await others();
		await erase(gone.id);
		expect(await others()).toEqual(before);
		const again = { kind: 'person', name: gone.name, title: '新来的' };
		await managing.invite(acting(system, 'system_administrator'), again);
		const taken = { ...again, name: 'deleted-77' };
		await expect(managing.invite(acting(system, 'system_administrator'), taken)).rejects.toMatchObject({
			kind: 'account-field',
			details: { field: 'name', reason: 'form' }
		});
	});

	it('is kept by the database: what is erased can be given nothing again', async () => {
		const { id } = await addPerson(db, { ended: NOW, password: null });
		await erase(id);
		for (const change of [
			`phone = '\\x01'`,
			`password_hash = '$argon2id$', password_set_at = now()`,
			`title = '王小禾'`,
			`sign_in_name = 'wang.xiaohe'`,
			`organisation_code = 'unit'`,
			'ended_at = null'
		])
			await expect(db.query(`update account set ${change} where id = $1`, [id])).rejects.toMatchObject({
				kind: 'invalid',
				details: { constraint: 'account_erased' }
			});
	});
});

/** Columns of our own tables that hold a text, or the bytes of one, in any row. */
async function found(db: Database, what: string | Buffer): Promise<string[]> {
	const columns = await db.query<{ table: string; column: string; type: string }>(
		`select c.table_name as table, c.column_name as column, c.data_type as type
		from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
		where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
			and c.data_type in ('text', 'character varying', 'bytea', 'jsonb', 'json', 'ARRAY') and c.table_name <> 'spatial_ref_sys'`
	);
	const bytes = Buffer.from(what);
	const held: string[] = [];
	for (const { table, column, type } of columns) {
		const within =
			type === 'bytea' ? `position($1::bytea in ${column}) > 0` : `position($1 in ${column}::text) > 0`;
		// A text that is no text has no place in a column of texts.
		if (type !== 'bytea' && typeof what !== 'string') continue;
		const rows = await db.query(
			`select 1 from "${table}" where ${within.replaceAll(column, `"${column}"`)} limit 1`,
			[type === 'bytea' ? bytes : what]
		);
		if (rows.length > 0) held.push(`${table}.${column}`);
	}
	return held;
}
