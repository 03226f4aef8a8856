/** What must stay so that one jurisdiction can be one schema of several, on servers of their own (README, growth). */
import { expect, test } from 'vitest';
import type { Database } from '../../src/lib/server/db/index.ts';
import { describeEngine } from '../db/harness/index.ts';
import { files, text } from './sources.ts';

const FIRST = 'city_one';
const OWN = 'city_two';

describeEngine('server', 'a second jurisdiction in a schema of its own', suite, { bare: true });

function suite(db: Database): void {
	const names = async (statement: string) =>
		(await db.query<{ name: string }>(statement)).map(({ name }) => name);
	const tables = (schema: string) =>
		names(`select relname as name from pg_class c where relkind in ('r', 'p') and relnamespace = '${schema}'::regnamespace
			and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') order by 1`);
	const functions = (schema: string) =>
		names(`select p.oid::regprocedure::text as name from pg_proc p where pronamespace = '${schema}'::regnamespace
			and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`);

	test('takes every table and function, and leaves those of the first, and what all share, alone', async () => {
		const shared = [await tables('public'), await functions('public')];
		for (const schema of [FIRST, OWN])
			await db.transaction(
				async (tx) => {
					// Extensions are the database's, and so in the one schema that all see.
					await tx.script(`create schema ${schema}; set local search_path = ${schema}, public, pg_temp`);
					for (const file of [...files(/^db\/migrations\//).sort(), ...files(/^db\/functions\//).sort()])
						await tx.script(text(file)!);
				},
				{ statementTimeoutMs: 0 }
			);
		expect([await tables('public'), await functions('public')]).toEqual(shared);
		expect((await tables(FIRST)).length).toBeGreaterThan(30);
		expect(await tables(OWN)).toEqual(await tables(FIRST));
		expect(await functions(OWN)).toHaveLength((await functions(FIRST)).length);
	});

	test('has no key, trigger or default that reaches into another schema', async () => {
		expect(
			await names(`select conname as name from pg_constraint k
				join pg_class one on one.oid = k.conrelid join pg_class other on other.oid = k.confrelid
				where k.contype = 'f' and one.relnamespace <> other.relnamespace`)
		).toEqual([]);
		expect(
			await names(`select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
				where not tgisinternal and c.relnamespace = '${OWN}'::regnamespace and p.pronamespace <> c.relnamespace`)
		).toEqual([]);
		expect(
			await names(`select c.relname || ': ' || f.proname as name from pg_attrdef a join pg_class c on c.oid = a.adrelid
				join pg_depend d on d.objid = a.oid and d.refclassid = 'pg_proc'::regclass join pg_proc f on f.oid = d.refobjid
				where c.relnamespace = '${OWN}'::regnamespace
					and f.pronamespace not in (c.relnamespace, 'pg_catalog'::regnamespace)
					and not exists (select from pg_depend e where e.objid = f.oid and e.deptype = 'e')`)
		).toEqual([]);
	});

	test('every table can be told row from row on another server, and is nobody else’s part', async () => {
		expect(
			await names(`select relname as name from pg_class c where relkind in ('r', 'p', 'f') and relnamespace = '${OWN}'::regnamespace
				and (relpersistence <> 'p' or relkind <> 'r'
					or not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)
					or exists (select from pg_inherits h where h.inhrelid = c.oid or h.inhparent = c.oid)
					or exists (select from pg_rewrite r where r.ev_class = c.oid))`)
		).toEqual([]);
	});
}
