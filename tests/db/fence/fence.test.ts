/** The second fence: what the database itself keeps from whom, whatever the product asks. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACTIONS } from '../../../src/lib/domain/access/policy.ts';
import { mayRole, POLICY } from '../../../src/lib/domain/access/policy.ts';
import { RECORD_KINDS } from '../../../src/lib/domain/access/records.ts';
import { ROLE_NAMES } from '../../../src/lib/domain/access/roles.ts';
import { RIGHT_OF } from '../../../src/lib/domain/incident/rights.ts';
import { CASE_ACTIONS } from '../../../src/lib/domain/incident/workflow.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { bringIn, type People } from './people.ts';
import { leaks } from './leaks.ts';
import { PROBES } from './probes.ts';

describeEngines('the second fence', (owner, engine) => {
	let db: Database;
	let people: People;
	beforeAll(async () => {
		await owner.transaction((tx) => tiny.layTinyGround(tx));
		db = await behindFence(owner);
		people = await bringIn(owner);
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});

	it('gives nothing of what is not for them to anybody', async () => {
		expect(await leaks(db, people)).toEqual([]);
	});

	it('has the rights that the policy table has', async () => {
		const rows = await owner.query<{ role: string; action: string; record: string }>(
			`select role, action, record from unnest($1::text[]) role, unnest($2::text[]) action, unnest($3::text[]) record
			where role_may(role, action, record)`,
			[ROLE_NAMES, ACTIONS, RECORD_KINDS]
		);
		const said = ROLE_NAMES.flatMap((role) =>
			RECORD_KINDS.flatMap((record) =>
				ACTIONS.filter((action) => POLICY[role][record]?.includes(action)).map((action) => ({
					role,
					action,
					record
				}))
			)
		)
			// One's own is kept in the door.
			.filter(({ record }) => record !== 'self');
		const sorted = (all: object[]) => all.map((one) => JSON.stringify(one)).sort();
		expect(sorted(rows)).toEqual(sorted(said));
		expect(mayRole('leader', 'read', 'incident')).toBe(true);
	});

	it('has for each action on a case the right that the rules have', async () => {
		const rows = await owner.query<{ action: string; right: string | null }>(
			`select action, case_right(action) as right from unnest($1::text[]) action`,
			[[...CASE_ACTIONS, 'report', 'take_over', 'else']]
		);
		expect(Object.fromEntries(rows.map(({ action, right }) => [action, right]))).toEqual({
			...RIGHT_OF,
			report: 'report',
			// By whoever does the first thing to it.
			take_over: null,
			else: null
		});
	});

	it('holds every table: public to read, or with forced row-level security', async () => {
		const rows = await owner.query<{ name: string; forced: boolean; readable: boolean; writable: boolean }>(
			`select relname as name, relrowsecurity and relforcerowsecurity as forced,
				has_table_privilege('wangge_app', oid, 'select') as readable,
				has_table_privilege('wangge_app', oid, 'insert, update, delete, truncate') as writable
			from pg_class c
			where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'spatial_ref_sys'`
		);
		const open = rows.filter(({ forced, writable }) => !forced && writable);
		expect(open).toEqual([]);
		expect(
			rows
				.filter(({ forced }) => forced)
				.map(({ name }) => name)
				.sort()
		).toEqual([
			...[
				'account',
				'assignment',
				'audit_entry',
				'audit_head',
				'contact_reveal',
				'context_key',
				'greening_duty',
				'incident',
				'incident_event',
				'incident_photo'
			],
			...['invitation', 'recovery_code', 'second_factor', 'session', 'sign_in_throttle']
		]);
		// What somebody makes for a while must not stand before what such a function means.
		const exposed = await owner.query(
			`select proname from pg_proc p where prosecdef and pronamespace = 'public'::regnamespace
				and not exists (select from unnest(proconfig) set where set ~ '^search_path=.*, ?"?pg_temp"?$')
				and not exists (select from pg_depend where objid = p.oid and deptype = 'e')`
		);
		expect(exposed).toEqual([]);
		// Nor before what a policy asks.
		const asked = await owner.query<{ expression: string }>(
			`select concat(pg_get_expr(polqual, polrelid), ' ', pg_get_expr(polwithcheck, polrelid)) as expression from pg_policy`
		);
		const functions = await owner.query<{ name: string; pinned: boolean }>(
			`select proname as name, coalesce(proconfig::text ~ 'search_path', false) as pinned from pg_proc
			where pronamespace = 'public'::regnamespace`
		);
		const named = (name: string) => asked.some(({ expression }) => expression.includes(`${name}(`));
		expect(functions.filter(({ name }) => named(name)).length).toBeGreaterThan(5);
		expect(functions.filter(({ name, pinned }) => named(name) && !pinned)).toEqual([]);
		// A view would be asked as its owner, who sees all.
		const views = await owner.query(
			`select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
				and not coalesce(reloptions @> array['security_invoker=true'], false)
				and not exists (select from pg_depend where objid = c.oid and deptype = 'e')`
		);
		expect(views).toEqual([]);
	});

	it('lets through what each is for', async () => {
		const count = async (who: keyof People, from: string) => {
			const [row] = await db.as!(people[who]).query<{ n: number }>(`select count(*)::int as n from ${from}`);
			return row!.n;
		};
		const [all] = await owner.query<{ incidents: number; greening: number; accounts: number }>(
			`select (select count(*)::int from incident) as incidents, (select count(*)::int from greening_duty) as greening,
				(select count(*)::int from account) as accounts`
		);
		expect(await count('leader', 'incident')).toBe(all!.incidents);
		expect(await count('leader', 'greening_duty')).toBe(all!.greening);
		expect(await count('grid_worker', 'incident')).toBeGreaterThan(0);
		expect(await count('grid_worker', 'incident')).toBeLessThan(all!.incidents);
		expect(await count('unit_handler', 'greening_duty')).toBeGreaterThan(0);
		expect(await count('auditor', 'audit_entry')).toBeGreaterThan(0);
		expect(await count('auditor', 'account')).toBe(all!.accounts);
		expect(await count('leader', 'account')).toBe(1);
	});

	it('lets a card be asked for a past day, which counts people anew', async () => {
		const ask = (of: Database) =>
			of.query<{ card: { grid: { residents: number | null }; facilities: unknown[]; duties: unknown[] } }>(
				`select grid_card($1, $2::date - 1, null) as card`,
				[tiny.GRID_CODES.A1, tiny.TINY_DAY]
			);
		const counts = async (of: Database) => {
			const [row] = await ask(of);
			return [row!.card.grid.residents, row!.card.facilities.length, row!.card.duties.length];
		};
		expect(await counts(db.as!(people.leader))).toEqual(await counts(owner));
		expect(await counts(db)).toEqual(await counts(owner));
	});

	it('finds whatever is weakened', async () => {
		const policies = await owner.query<{ table: string; policy: string; check: boolean; uses: boolean }>(
			`select tablename as table, policyname as policy, with_check is not null as check, qual is not null as uses
			from pg_policies where schemaname = 'public' and roles = '{wangge_app}' order by 1, 2`
		);
		expect(policies.length).toBeGreaterThan(20);
		const found = await owner.query<{ table: string; trigger: string }>(
			`select tgrelid::regclass::text as table, tgname as trigger from pg_trigger
			where not tgisinternal and tgname ~ '_(guard|columns)$' order by 1, 2`
		);
		expect(found.map(({ trigger }) => trigger)).toEqual(
			['account', 'assignment', 'invitation', 'session'].flatMap((name) => [
				`${name}_columns`,
				`${name}_guard`
			])
		);
		const guards = async (of: string, how: 'enable' | 'disable') => {
			for (const { table, trigger } of found)
				if (table === of) await owner.script(`alter table ${table} ${how} trigger ${trigger}`);
		};
		const unnoticed: string[] = [];
		const isNoticed = async (table: string) => {
			const about = PROBES.filter(({ sql }) => new RegExp(`\\b${table}\\b`).test(sql));
			return (await leaks(db, people, about)).length > 0;
		};
		for (const { table, policy, check, uses } of policies) {
			const [was] = await owner.query<{ qual: string | null; with_check: string | null }>(
				`select qual, with_check from pg_policies where tablename = $1 and policyname = $2`,
				[table, policy]
			);
			const alter = (using: string | null, withCheck: string | null) =>
				owner.script(
					`alter policy ${policy} on ${table}
					${uses ? `using (${using})` : ''} ${check ? `with check (${withCheck})` : ''}`
				);
			// What stands behind it would hide that it is gone.
			await guards(table, 'disable');
			await alter('true', 'true');
			if (!(await isNoticed(table))) unnoticed.push(policy);
			await alter(was!.qual, was!.with_check);
			await guards(table, 'enable');
		}
		for (const table of ['incident', 'greening_duty', 'account', 'assignment', 'session', 'audit_entry']) {
			await owner.script(`alter table ${table} disable row level security`);
			if (!(await isNoticed(table))) unnoticed.push(table);
			await owner.script(`alter table ${table} enable row level security`);
		}
		for (const { table, trigger } of found) {
			await owner.script(`alter table ${table} disable trigger ${trigger}`);
			if (!(await isNoticed(table))) unnoticed.push(trigger);
			await owner.script(`alter table ${table} enable trigger ${trigger}`);
		}
		for (const privilege of [
			'select (residents, residents_by_age, households) on building',
			'select (staff_posts, budget_yuan) on responsibility',
			'select (password_hash) on account',
			'update on source'
		]) {
			await owner.script(`grant ${privilege} to wangge_app`);
			if (!(await isNoticed(privilege.split(' ').at(-1)!))) unnoticed.push(privilege);
			await owner.script(`revoke ${privilege} from wangge_app`);
		}
		expect(unnoticed).toEqual([]);
		expect(await leaks(db, people)).toEqual([]);
	});
});
