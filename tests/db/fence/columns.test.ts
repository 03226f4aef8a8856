/** Every column has its class, and what is not for everybody is not given to everybody. */
import { beforeAll, expect, it } from 'vitest';
import { classOf, COLUMNS } from '../../../src/lib/domain/access/columns.ts';
import { describeEngines } from '../harness/index.ts';

interface Column {
	table: string;
	column: string;
	type: string;
	fenced: boolean;
	readable: boolean;
}

describeEngines('columns', (owner) => {
	let columns: Column[];
	beforeAll(async () => {
		columns = await owner.query<Column>(
			`select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type,
				c.relrowsecurity and c.relforcerowsecurity as fenced,
				has_column_privilege('wangge_app', c.oid, a.attnum, 'select') as readable
			from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'spatial_ref_sys'`
		);
	});
	const named = (all: Column[]) => all.map(({ table, column }) => `${table}.${column}`);

	it('all have a class, and what has one is there', () => {
		expect(named(columns.filter(({ table, column }) => classOf(table, column) === undefined))).toEqual([]);
		const there = new Set(named(columns));
		const tables = new Set(columns.map(({ table }) => table));
		expect(Object.keys(COLUMNS).filter((table) => !tables.has(table))).toEqual([]);
		const said = Object.entries(COLUMNS).flatMap(([table, { but = {} }]) =>
			Object.keys(but).map((column) => `${table}.${column}`)
		);
		expect(said.length).toBeGreaterThan(10);
		expect(said.filter((one) => !there.has(one))).toEqual([]);
	});

	it('that are not public are behind a policy of their rows, or nobody’s to read at all', () => {
		const open = columns.filter(
			({ table, column, fenced, readable }) => classOf(table, column) !== 'public' && readable && !fenced
		);
		expect(named(open)).toEqual([]);
	});

	it('that are personal are kept sealed', () => {
		const personal = columns.filter(({ table, column }) => classOf(table, column) === 'personal');
		expect(named(personal)).toEqual(['account.phone']);
		expect(personal.filter(({ type }) => type !== 'bytea')).toEqual([]);
	});

	it('that are sensitive are hashed or sealed where they are secrets', () => {
		const secrets = columns.filter(
			({ table, column }) =>
				classOf(table, column) === 'sensitive' && /token|secret|code|password/.test(column)
		);
		expect(secrets.length).toBeGreaterThan(4);
		// When something was done with it is no secret.
		expect(
			named(secrets.filter(({ type, column }) => type !== 'bytea' && !/_at$|^password_hash$/.test(column)))
		).toEqual([]);
	});
});
