/** House rules of the schema, asked of the database itself after every migration has run. */
import { expect, test } from 'vitest';
import { describeEngines } from '../db/harness/index.ts';

const OWN = `n.nspname in ('public', 'migration') and c.relkind in ('r', 'p')
	and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e')`;

describeEngines('the schema', (db) => {
	const names = async (statement: string) =>
		(await db.query<{ name: string }>(statement)).map(({ name }) => name);

	test('every table and column has a comment', async () => {
		expect(
			await names(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
				where ${OWN} and obj_description(c.oid, 'pg_class') is null`)
		).toEqual([]);
		expect(
			await names(`select c.relname || '.' || a.attname as name
				from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
				where ${OWN} and a.attnum > 0 and not a.attisdropped and col_description(c.oid, a.attnum) is null`)
		).toEqual([]);
	});

	test('every foreign key has an index that begins with its columns', async () => {
		expect(
			await names(`select k.conrelid::regclass || ' ' || k.conname as name
				from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
				where ${OWN} and k.contype = 'f' and not exists (
					select 1 from pg_index i where i.indrelid = k.conrelid and i.indpred is null
						and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] = k.conkey)`)
		).toEqual([]);
	});

	test('every geometry column has the metric frame, a type, a validity check and an index', async () => {
		const columns = await db.query<{
			name: string;
			srid: number;
			type: string;
			checked: boolean;
			indexed: boolean;
		}>(
			`select g.f_table_name || '.' || g.f_geometry_column as name, g.srid, g.type,
				exists (select 1 from pg_constraint k where k.contype = 'c' and k.conrelid = g.f_table_name::regclass
					and pg_get_constraintdef(k.oid) ilike '%st_isvalid(' || g.f_geometry_column || ')%') as checked,
				exists (select 1 from pg_index i join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam
					join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
					where i.indrelid = g.f_table_name::regclass and m.amname = 'gist' and a.attname = g.f_geometry_column) as indexed
			from geometry_columns g where g.f_table_schema = 'public'`
		);
		expect(columns.length).toBeGreaterThan(15);
		expect(columns.filter(({ srid }) => srid !== 990001)).toEqual([]);
		expect(columns.filter(({ type }) => type === 'GEOMETRY')).toEqual([]);
		expect(columns.filter(({ checked }) => !checked)).toEqual([]);
		expect(columns.filter(({ indexed }) => !indexed)).toEqual([]);
	});
});
