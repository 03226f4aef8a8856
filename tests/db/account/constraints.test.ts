/** What the database itself refuses, whoever writes. */
import { expect, it } from 'vitest';
import { OFFICERS, ROLE_NAMES, ROLES } from '../../../src/lib/domain/access/roles.ts';
import { describeEngines } from '../harness/index.ts';
import { addPerson, assign, DAY, later, NOW, type Assigned } from './people.ts';

const OVERLAP = { kind: 'conflict' };
const FAULTY = { kind: 'invalid' };
const SPAN = { from: NOW, to: later(10 * DAY) };

describeEngines('the database', (db) => {
	const officer = async (role: Assigned['role'], span: Partial<Assigned> = {}) => {
		const { id } = await addPerson(db);
		await assign(db, id, { role, ...SPAN, ...span });
		return id;
	};
	const pairs = OFFICERS.flatMap((one) =>
		OFFICERS.filter((two) => two !== one).map((two) => [one, two] as const)
	);

	it.each(pairs)('gives a %s not the office of a %s at the same time', async (one, two) => {
		const id = await officer(one);
		for (const span of [
			SPAN,
			{ from: later(-DAY), to: later(1) },
			{ from: later(10 * DAY - 1), to: null },
			{ from: later(DAY), to: later(2 * DAY) },
			{ from: later(-DAY), to: null }
		])
			await expect(assign(db, id, { role: two, ...span })).rejects.toMatchObject({
				...OVERLAP,
				details: { constraint: 'assignment_one_office' }
			});
		// Before and after it they may hold the other, and whatever is no office beside it.
		await assign(db, id, { role: two, from: later(-DAY), to: NOW });
		await assign(db, id, { role: two, from: later(10 * DAY), to: null });
		await assign(db, id, { role: 'leader', ...SPAN });
	});

	it('keeps offices apart also where an assignment is changed, not made', async () => {
		const id = await officer('auditor');
		const other = await assign(db, id, { role: 'system_administrator', from: later(10 * DAY), to: null });
		await expect(
			db.query('update assignment set valid_from = $2 where id = $1', [other, later(9 * DAY)])
		).rejects.toMatchObject(OVERLAP);
		const leader = await assign(db, id, { role: 'leader', ...SPAN });
		await expect(
			db.query(`update assignment set role = 'security_administrator' where id = $1`, [leader])
		).rejects.toMatchObject(OVERLAP);
	});

	it('keeps offices apart where two give them at the same time', async () => {
		const { id } = await addPerson(db);
		const fates = await Promise.allSettled(OFFICERS.map((role) => assign(db, id, { role, ...SPAN })));
		expect(fates.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	it.each(ROLE_NAMES)('gives nobody the role %s themselves', async (role) => {
		const { id } = await addPerson(db);
		const organisation = ROLES[role].scope === 'organisation' ? 'unit' : null;
		await expect(assign(db, id, { role, organisation, by: id })).rejects.toMatchObject({
			...FAULTY,
			details: { constraint: 'assignment_not_to_oneself' }
		});
		const { id: other } = await addPerson(db);
		await assign(db, id, { role, organisation, by: other });
	});

	it('gives the same role for the same place once at a time, and for another place beside it', async () => {
		const { id } = await addPerson(db);
		const worker = { role: 'grid_worker', area: '990102001001', ...SPAN } as const;
		await assign(db, id, worker);
		await expect(assign(db, id, worker)).rejects.toMatchObject({
			...OVERLAP,
			details: { constraint: 'assignment_once' }
		});
		await expect(assign(db, id, { ...worker, from: later(9 * DAY), to: null })).rejects.toMatchObject(
			OVERLAP
		);
		await assign(db, id, { ...worker, from: later(10 * DAY), to: null });
		await assign(db, id, { ...worker, area: '990102001002' });
		await assign(db, id, { ...worker, area: null });
		await expect(assign(db, id, { ...worker, area: null })).rejects.toMatchObject(OVERLAP);
		const handler = { role: 'unit_handler', organisation: 'greening-co', ...SPAN } as const;
		await assign(db, id, handler);
		await expect(assign(db, id, handler)).rejects.toMatchObject(OVERLAP);
		await assign(db, id, { ...handler, organisation: 'sanitation-co' });
	});

	it('ends an assignment at the moment at which it begins, and another can begin there', async () => {
		const { id } = await addPerson(db);
		await assign(db, id, { role: 'leader', from: NOW, to: NOW });
		await assign(db, id, { role: 'leader', from: NOW });
		await expect(assign(db, id, { role: 'squad_member', from: NOW, to: later(-1) })).rejects.toMatchObject(
			FAULTY
		);
	});

	it('gives a unit its handlers by its code, and nobody else', async () => {
		const { id } = await addPerson(db);
		const unit = 'greening-co';
		for (const role of ROLE_NAMES.filter((one) => ROLES[one].scope !== 'organisation'))
			await expect(assign(db, id, { role, organisation: unit })).rejects.toMatchObject(FAULTY);
		await expect(assign(db, id, { role: 'unit_handler' })).rejects.toMatchObject(FAULTY);
		await expect(assign(db, id, { role: 'unit_handler', area: '9901' })).rejects.toMatchObject(FAULTY);
		await expect(
			assign(db, id, { role: 'unit_handler', area: '9901', organisation: unit })
		).rejects.toMatchObject(FAULTY);
	});

	it('knows the roles that the code knows', async () => {
		const [row] = await db.query<{ rule: string }>(
			`select pg_get_constraintdef(oid) as rule from pg_constraint
			where conrelid = 'assignment'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%resident%'`
		);
		const named = [...row!.rule.matchAll(/'([a-z_]+)'/g)].map(([, name]) => name);
		expect(named.sort()).toEqual([...ROLE_NAMES].sort());
		const [offices] = await db.query<{ rule: string }>(
			`select pg_get_constraintdef(oid) as rule from pg_constraint where conname = 'assignment_one_office'`
		);
		for (const role of ROLE_NAMES) expect(offices!.rule.includes(`'${role}'`)).toBe(OFFICERS.includes(role));
	});

	it.each([
		['a device with a password', `kind = 'device'`],
		['a demonstration with a password', `demonstration = true`],
		['a password without its day', `password_set_at = null`],
		['a password that is none of argon2id', `password_hash = 'nine old trees on the road'`],
		['a name in capitals', `sign_in_name = 'Zhang.Wei'`],
		['a name too short', `sign_in_name = 'ab'`],
		['no title', `title = ''`],
		['a title too long', `title = repeat('长', 61)`]
	])('keeps no account of %s', async (_, change) => {
		const { id } = await addPerson(db);
		await expect(db.query(`update account set ${change} where id = $1`, [id])).rejects.toMatchObject(FAULTY);
	});

	it('keeps a phone number of no device and of no account of a demonstration', async () => {
		for (const given of [{ kind: 'device' }, { demonstration: true }] as const) {
			const { id } = await addPerson(db, given);
			await expect(db.query(`update account set phone = 'x' where id = $1`, [id])).rejects.toMatchObject(
				FAULTY
			);
		}
	});

	it('keeps no account twice by one name, and forgets none that did something', async () => {
		const { id, name } = await addPerson(db, { roles: ['leader'] });
		await expect(
			db.query(
				`insert into account (kind, sign_in_name, title, created_at) values ('person', $1, 'x', now())`,
				[name]
			)
		).rejects.toMatchObject({ kind: 'duplicate' });
		await expect(db.query('delete from account where id = $1', [id])).rejects.toMatchObject({
			kind: 'unknown-reference'
		});
	});

	it('keeps nothing shorter or longer than a hash in place of a token', async () => {
		const { id } = await addPerson(db);
		for (const [table, columns, values] of [
			[
				'session',
				'account_id, token_hash, token_made_at, created_at, last_seen_at, idle_s, expires_at',
				'$1, $2, now(), now(), now(), 60, now()'
			],
			[
				'invitation',
				'purpose, account_id, token_hash, created_at, expires_at',
				`'reset', $1, $2, now(), now()`
			]
		] as const)
			for (const bytes of [31, 33, 43])
				await expect(
					db.query(`insert into ${table} (${columns}) values (${values})`, [id, Buffer.alloc(bytes)])
				).rejects.toMatchObject(FAULTY);
	});

	it('makes a link for nobody the first, and every other one for somebody', async () => {
		const { id } = await addPerson(db);
		const link = (purpose: string, account: number | null) =>
			db.query(
				`insert into invitation (purpose, account_id, token_hash, created_at, expires_at)
				values ($1, $2, sha256($3), now(), now())`,
				[purpose, account, Buffer.from(`${purpose} ${account}`)]
			);
		await expect(link('first', id)).rejects.toMatchObject(FAULTY);
		for (const purpose of ['invitation', 'reset', 'device'])
			await expect(link(purpose, null)).rejects.toMatchObject(FAULTY);
		await link('first', null);
	});
});
