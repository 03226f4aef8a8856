import type { Named } from './form.ts';

const expressions: Record<string, string> = {
	'integer division': '7 / 2',
	'numeric division': '7::numeric / 3',
	'remainder of a negative': '-7 % 3',
	'power and root': 'power(2, 10) + sqrt(2)',
	'rounding half of numeric': 'round(2.5::numeric, 0)',
	'rounding half of float8': 'round(2.5::float8)',
	'the largest int8': '9223372036854775807::int8::text',
	'float8 to its last digit': '(0.1::float8 + 0.2::float8)::text',
	'NaN is equal to itself in SQL': `'NaN'::float8 = 'NaN'::float8`,
	'infinity is greater than all': `'infinity'::float8 > 1e308`,
	'text concatenation with null': `concat('网', null, '格')`,
	'length in characters': `length('网格员')`,
	'length in bytes': `octet_length('网格员')`,
	'upper case': `upper('wangge é')`,
	'regular expression groups': `regexp_replace('110105001002', '(\\d{6})(\\d{3})', '\\1-\\2-')`,
	'regular expression with Chinese': `'东湖街道' ~ '街道$'`,
	'padding a code': `lpad(7::text, 5, '0')`,
	'split into parts': `split_part('a/b/c', '/', 2)`,
	'format with an identifier': `format('%I is %L', 'a b', 'it''s')`,
	'md5 of Chinese': `md5('网格')`,
	sha256: `encode(sha256('网格'::bytea), 'hex')`,
	'date arithmetic': `date '2024-03-01' - date '2024-02-28'`,
	'a month later': `(date '2024-01-31' + interval '1 month')::date`,
	'day of the week': `extract(isodow from date '2024-02-29')`,
	'truncate to the month at Shanghai': `date_trunc('month', timestamptz '2024-02-29 23:00Z')`,
	'a time in another zone': `timestamptz '2024-02-29 12:00Z' at time zone 'Europe/Vaduz'`,
	'age in parts': `age(date '2024-02-29', date '2020-01-31')::text`,
	'a range contains': `daterange('2024-01-01', null) @> date '2030-01-01'`,
	'ranges overlap': `int4range(0, 3) && int4range(3, 6)`,
	'multirange union': `(int4multirange(int4range(0, 3)) + int4multirange(int4range(3, 6)))::text`,
	'array aggregate in order': `(select array_agg(x order by x desc) from generate_series(1, 5) as x)`,
	'array position': `array_position(array['a', 'b'], 'b')`,
	'array slice': `(array[1, 2, 3, 4])[2:3]`,
	'jsonb path': `jsonb_path_query_array('{"a": [1, 2, 3]}', '$.a[*] ? (@ > 1)')`,
	'jsonb build': `jsonb_build_object('name', '网格', 'n', 1.5, 'none', null)`,
	'jsonb set': `jsonb_set('{"a": {"b": 1}}', '{a,c}', '2')`,
	'jsonb of a row': `(select to_jsonb(r) from (values (1, '一')) as r (id, name))`,
	'jsonb contains': `'{"a": [1, 2], "b": 3}'::jsonb @> '{"a": [2]}'`,
	'case and coalesce': `case when null then 1 else coalesce(null, 2) end`,
	'null is distinct': 'null is distinct from 1',
	'greatest ignores null': 'greatest(1, null, 3)',
	'width bucket': 'width_bucket(35, 0, 100, 10)',
	'similar to': `'abc' similar to '(a|b)%'`,
	'overlay of text': `overlay('abcdef' placing 'XX' from 3 for 2)`,
	'to a number with format': `to_char(1234567.891, 'FM9,999,999.00')`,
	'to a date with format': `to_date('20240229', 'YYYYMMDD')`,
	'bit operations': '(5 & 3) | (1 << 4)',
	'uuid text': `'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid::text`,
	'numeric with 40 digits': `(1234567890123456789012345678901234567890 + 1)::numeric::text`,
	'a try that is caught': `case when true then 1 else 1 / 0 end`
};

const queries: Record<string, string> = {
	'group by with rollup': `select x % 2 as odd, count(*) as n, sum(x) as total from generate_series(1, 10) as x
		group by rollup (x % 2) order by 1 nulls last`,
	'aggregate with filter': `select count(*) filter (where x > 5) as big, avg(x) as mean from generate_series(1, 10) as x`,
	percentiles: `select percentile_cont(array[0.1, 0.5, 0.9]) within group (order by x) as p from generate_series(1, 101) as x`,
	'standard deviation': `select stddev(x) as s, variance(x) as v, corr(x, x * x) as c from generate_series(1, 20) as x`,
	'string aggregate': `select string_agg(x::text, ',' order by x) as list from generate_series(1, 5) as x`,
	'window rank': `select x, rank() over (order by x % 3) as r, lag(x) over (order by x) as before
		from generate_series(1, 7) as x order by x`,
	'running total': `select x, sum(x) over (order by x rows between 2 preceding and current row) as s
		from generate_series(1, 7) as x order by x`,
	'recursive tree': `with recursive tree as (
			select 1 as id, 0 as depth union all select id * 2, depth + 1 from tree where depth < 5)
		select * from tree order by id`,
	'lateral join': `select a, b from generate_series(1, 3) as a, lateral generate_series(1, a) as b order by a, b`,
	'distinct on': `select distinct on (x % 3) x % 3 as k, x from generate_series(1, 9) as x order by k, x desc`,
	'except and intersect': `(select generate_series(1, 5) as n except select 2) intersect select generate_series(2, 9)
		order by n`,
	'full outer join': `select a.x, b.y from generate_series(1, 3) as a (x) full join generate_series(2, 4) as b (y)
		on a.x = b.y order by a.x nulls last, b.y`,
	'values and in': `select v from (values (1), (2), (3)) as t (v) where v in (select generate_series(2, 3)) order by v`,
	'any of an array': 'select x from generate_series(1, 5) as x where x = any(array[2, 4]) order by x',
	unnest: `select * from unnest(array[1, 2], array['a', 'b']) with ordinality as t (n, word, place)`,
	'jsonb to rows': `select * from jsonb_to_recordset('[{"a": 1, "b": "x"}, {"a": 2}]') as t (a int, b text)`,
	'grouping sets': `select a, b, count(*) as n from (values (1, 1), (1, 2), (2, 1)) as t (a, b)
		group by grouping sets ((a), (b), ()) order by a nulls last, b nulls last`,
	'a materialised common table': `with m as materialized (select x from generate_series(1, 100) as x)
		select count(*) as n from m as a join m as b on a.x = b.x + 1`,
	'many rows in order': 'select x, md5(x::text) as h from generate_series(1, 2000) as x order by h limit 20',
	'a sort that does not fit in memory': `select count(*) as n, min(h) as first from (
		select md5(x::text) as h from generate_series(1, 120000) as x order by h offset 1) as s`
};

const bound: Named[] = [
	{ name: 'a bound integer', sql: 'select $1::int + 1 as n', values: [41] },
	{
		name: 'a bound text is not read as SQL',
		sql: 'select $1::text as t',
		values: [`'; drop table ground; --`]
	},
	{ name: 'a bound array', sql: 'select sum(x) as s from unnest($1::float8[]) as x', values: [[1.5, 2.5]] },
	{ name: 'a bound null', sql: 'select $1::int is null as missing', values: [null] },
	{ name: 'a bound date', sql: `select $1::date + 1 as d`, values: ['2024-02-28'] },
	{
		name: 'bound GeoJSON',
		sql: 'select st_area(st_geomfromgeojson($1)) as a',
		values: ['{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}']
	},
	{
		name: 'a bound limit',
		sql: 'select x from generate_series(1, 9) as x order by x limit $1 offset $2',
		values: [2, 3]
	},
	{ name: 'bound json', sql: `select $1::jsonb ->> 'name' as name`, values: [{ name: '网格' }] }
];

/** Statements on the table `ground`, which the test makes; each runs in a transaction that is rolled back. */
const writing: Record<string, string> = {
	'insert returning': `insert into ground (code, kind) values ('new', 'road') returning code, kind, people`,
	'insert on conflict do update': `insert into ground (code, kind) values ('a', 'park')
		on conflict (code) do update set kind = excluded.kind returning code, kind`,
	'insert on conflict do nothing': `insert into ground (code, kind) values ('a', 'park') on conflict do nothing returning code`,
	'update from a join': `update ground set people = people + v.n from (values ('a', 5), ('b', 7)) as v (code, n)
		where ground.code = v.code returning ground.code, people`,
	'delete returning': `delete from ground where people > 10 returning code`,
	'a common table that writes': `with gone as (delete from ground returning code, people)
		select count(*) as n, sum(people) as people from gone`,
	'insert a geometry': `insert into ground (code, kind, shape) values ('g', 'park', 'SRID=4490;POLYGON((0 0,1 0,1 1,0 0))')
		returning st_astext(shape) as shape`,
	'a generated column': `insert into ground (code, kind, people) values ('p', 'road', 21) returning doubled`,
	'a default': `insert into ground (code, kind) values ('d', 'road') returning people`,
	truncate: 'truncate ground',
	'create an index': 'create index on ground using gist (shape)',
	'create a function and see it': `create function twice(n int) returns int language sql immutable return n * 2`,
	'a temporary table': 'create temporary table passing on commit drop as select * from ground'
};

const named = (record: Record<string, string>, sql: (text: string) => string): Named[] =>
	Object.entries(record).map(([name, text]) => ({ name, sql: sql(text) }));

export const GOOD_SQL: readonly Named[] = [
	...named(expressions, (text) => `select ${text} as value`),
	...named(queries, (text) => text),
	...bound,
	...named(writing, (text) => text)
];
