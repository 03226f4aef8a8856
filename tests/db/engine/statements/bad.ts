import { at, geom, type Named } from './form.ts';

/** Polygons that are wrong, each in its own way. */
const WRONG: Record<string, string> = {
	'a bow tie': 'POLYGON((0 0,10 10,10 0,0 10,0 0))',
	'a bow tie across': 'POLYGON((0 5,10 5,5 0,5 10,0 5))',
	'a hole outside': 'POLYGON((0 0,10 0,10 10,0 10,0 0),(20 20,22 20,22 22,20 22,20 20))',
	'a hole across the edge': 'POLYGON((0 0,10 0,10 10,0 10,0 0),(5 5,15 5,15 8,5 8,5 5))',
	'overlapping parts': 'MULTIPOLYGON(((0 0,10 0,10 10,0 10,0 0)),((5 5,15 5,15 15,5 15,5 5)))',
	'a star of 31 points': `POLYGON((${star(31, 13)}))`
};

/** A self-crossing star: `count` points of a circle, each `step` further than the last. */
function star(count: number, step: number): string {
	return Array.from({ length: count + 1 }, (_, index) => {
		const angle = (2 * Math.PI * ((index * step) % count)) / count;
		return `${(5 + 7 * Math.cos(angle)).toFixed(9)} ${(5 + 7 * Math.sin(angle)).toFixed(9)}`;
	}).join(',');
}

const OVERLAYS = ['intersection', 'union', 'difference', 'symdifference'];

export const WRONG_OVERLAYS: readonly Named[] = OVERLAYS.flatMap((overlay) =>
	Object.entries(WRONG).flatMap(([a, first]) =>
		Object.entries(WRONG)
			.filter(([b]) => b > a)
			.map(([b, second]) => ({
				name: `${overlay} of ${a} and ${b}`,
				sql: `select st_area(st_${overlay}(${geom(first)}, ${geom(second)})) as value`
			}))
	)
);

/** A wrong polygon with a right one, or alone: the engines may find an answer or refuse, but must agree. */
export const DOUBTFUL: readonly Named[] = Object.entries(WRONG).flatMap(([name, wkt]) => [
	...OVERLAYS.flatMap((overlay) =>
		(['square', 'inner', 'holed', 'line'] as const).map((other) => ({
			name: `${overlay} of ${name} and ${other}`,
			sql: `select round(st_area(st_${overlay}(${geom(wkt)}, ${at(other)}))::numeric, 6) as value`
		}))
	),
	...['contains', 'intersects', 'within', 'covers', 'touches', 'overlaps'].map((predicate) => ({
		name: `${predicate} of ${name}`,
		sql: `select st_${predicate}(${geom(wkt)}, ${at('inner')}) as value`
	})),
	...['isvalid', 'area', 'perimeter', 'issimple'].map((measure) => ({
		name: `${measure} of ${name}`,
		sql: `select st_${measure}(${geom(wkt)}) as value`
	})),
	{ name: `why ${name} is wrong`, sql: `select split_part(st_isvalidreason(${geom(wkt)}), '[', 1) as value` },
	...[
		'st_unaryunion($)',
		'st_buffer($, 0)',
		'st_buffer($, 1)',
		'st_centroid($)',
		'st_pointonsurface($)',
		'st_convexhull($)',
		'st_simplifypreservetopology($, 0.1)',
		'st_subdivide($, 8)',
		'st_reduceprecision($, 0.01)',
		'st_node(st_boundary($))'
	].map((call) => ({
		name: `${call.replaceAll('$', name)}`,
		sql: `select round(st_area(${call.replaceAll('$', geom(wkt))})::numeric, 3) as value`
	}))
]);

const expressions: Record<string, string> = {
	'buffer by infinity': `st_buffer(${at('point')}, 'infinity')`,
	'buffer with an unknown parameter': `st_buffer(${at('point')}, 1, 'ends=pointed')`,
	'mixed SRIDs in an intersection': `st_intersection(${geom('POINT(0 0)', 4326)}, ${geom('POINT(0 0)', 4490)})`,
	'mixed SRIDs in a predicate': `st_contains(${geom('POINT(0 0)', 4326)}, ${geom('POINT(0 0)', 3857)})`,
	'mixed SRIDs in a distance': `st_distance(${geom('POINT(0 0)', 4326)}, ${geom('POINT(0 0)', 3857)})`,
	'mixed SRIDs in a union': `st_union(array[${geom('POINT(0 0)', 4326)}, ${geom('POINT(0 0)', 3857)}])`,
	'mixed SRIDs in a collection': `st_collect(${geom('POINT(0 0)', 4326)}, ${geom('POINT(0 0)', 3857)})`,
	'mixed SRIDs in dwithin': `st_dwithin(${geom('POINT(0 0)', 4326)}, ${geom('POINT(0 0)', 3857)}, 1)`,
	'transform without an SRID': `st_transform(${at('point')}, 4326)`,
	'transform to an unknown SRID': `st_transform(${geom('POINT(0 0)', 4326)}, 987654)`,
	'transform to a reserved SRID': `st_transform(${geom('POINT(0 0)', 4326)}, 999999)`,
	'transform to a nonsense projection': `st_transform(${geom('POINT(0 0)', 4326)}, '+proj=nonsense')`,
	'transform of a pole to Mercator': `st_transform(${geom('POINT(0 100)', 4326)}, 3857)`,
	'an SRID that is not there as geography': `'SRID=987654;POINT(0 0)'::geography`,
	'geography in metres': `'SRID=3857;POINT(0 0)'::geography`,
	'broken WKT': `st_geomfromtext('POLYGON((0 0,1')`,
	'WKT of an unknown kind': `st_geomfromtext('BLOB(0 0)')`,
	'WKT of an open ring': `st_geomfromtext('POLYGON((0 0,1 0,1 1,0 1))')`,
	'WKT of a line with one point': `st_geomfromtext('LINESTRING(0 0)')`,
	'WKT with words for numbers': `st_geomfromtext('POINT(one two)')`,
	'WKT with a missing number': `st_geomfromtext('POINT(1)')`,
	'empty WKT': `st_geomfromtext('')`,
	'mixed dimensions in WKT': `st_geomfromtext('LINESTRING(0 0,1 1 1)')`,
	'broken WKB': `st_geomfromwkb('\\x0101'::bytea)`,
	'WKB that promises too many points': `st_geomfromwkb('\\x0102000000ffffff7f'::bytea)`,
	'broken hex EWKB': `'01010000zz'::geometry`,
	'GeoJSON that is not JSON': `st_geomfromgeojson('{"type":')`,
	'GeoJSON without coordinates': `st_geomfromgeojson('{"type":"Point"}')`,
	'GeoJSON of an unknown type': `st_geomfromgeojson('{"type":"Blob","coordinates":[0,0]}')`,
	'GeoJSON null': `st_geomfromgeojson('null')`,
	'line locate on a polygon': `st_linelocatepoint(${at('square')}, ${at('point')})`,
	'interpolate beyond the line': `st_lineinterpolatepoint(${at('line')}, 1.5)`,
	'line substring backwards': `st_linesubstring(${at('line')}, 0.8, 0.2)`,
	'x of a polygon': `st_x(${at('square')})`,
	'split a point': `st_split(${at('point')}, ${at('line')})`,
	'tile outside the zoom': 'st_tileenvelope(2, 9, 9)',
	'tile of a negative zoom': 'st_tileenvelope(-1, 0, 0)',
	'geohash outside the world': `st_geohash(${geom('POINT(500 500)', 4326)})`,
	'set an SRID out of range by typmod': `'SRID=4326;POINT(0 0)'::geometry(Point, 4490)`,
	'a polygon in a point column': `${geom('POLYGON((0 0,1 0,1 1,0 0))', 4490)}::geometry(Point, 4490)`,
	'concave hull beyond its ratio': `st_concavehull(${at('points')}, 7)`,
	'subdivide too finely': `(select count(*) from st_subdivide(${at('square')}, 2))`,
	'a polygon from an open line': `st_makepolygon(${at('line')})`,
	'division by zero': '1 / 0',
	'remainder by zero': '1 % 0',
	'numeric division by zero': '1.0 / 0.0',
	'float division by zero': `1::float8 / 0::float8`,
	'root of a negative': 'sqrt(-1)',
	'logarithm of zero': 'ln(0)',
	'int4 overflow': '2147483647 + 1',
	'int8 overflow': '9223372036854775807 + 1',
	'int8 overflow by sum': `(select sum(x)::int8 * 9223372036854775807 from generate_series(2, 9) as x)`,
	'float8 overflow': `1e308::float8 * 10`,
	'float8 out of range': `'1e400'::float8`,
	'a coordinate of 1e400': `st_point('1e400'::float8, 0)`,
	'float8 underflow': `'1e-400'::float8`,
	'infinity to an integer': `'infinity'::float8::int`,
	'NaN to an integer': `'NaN'::float8::int8`,
	'text to an integer': `'seven'::int`,
	'text to a date': `'2024-02-30'::date`,
	'text to a timestamp': `'yesterday week'::timestamptz`,
	'text to a boolean': `'perhaps'::boolean`,
	'text to a uuid': `'not-a-uuid'::uuid`,
	'text to jsonb': `'{"a":}'::jsonb`,
	'text to an array': `'{1,2'::int[]`,
	'text to an interval': `'three moons'::interval`,
	'text to a range': `'[3,1]'::int4range`,
	'a range that ends before it begins': `daterange('2024-02-01', '2024-01-01')`,
	'invalid UTF-8': `convert_from('\\xff'::bytea, 'UTF8')`,
	'a zero character': `chr(0)`,
	'bytea of odd digits': `'\\xabc'::bytea`,
	'array subscript of text': `(array['a'])['x']`,
	'array dimensions that differ': `array[[1, 2], [3]]`,
	'substring of negative length': `substring('abc' from 1 for -1)`,
	'a bad regular expression': `'a' ~ '('`,
	'a bad jsonb path': `jsonb_path_query('{}', '$.a[')`,
	'a subquery with two rows': '(select generate_series(1, 2))',
	'a subquery with two columns': '(select 1, 2)',
	'an unknown column': 'no_such_column',
	'an unknown function': 'no_such_function(1)',
	'an unknown type': `'x'::no_such_type`,
	'too few arguments': 'st_intersects(1)',
	'an operator of other types': `'a'::text + 1`,
	'types that do not match in a case': `case when true then 1 else 'x'::date end`,
	'a million characters too many': `repeat('x', 1100000000)`,
	'generate series by nothing': `(select count(*) from generate_series(1, 5, 0))`,
	'a width bucket without width': 'width_bucket(1, 5, 5, 3)',
	'a factorial too large': `factorial(200000)::float8`,
	'an unknown time zone': `now() at time zone 'Mars/Olympus'`,
	'an unknown setting': `current_setting('no.such')`,
	'a lost sequence': `nextval('no_such_sequence')`,
	'a negative limit': `(select 1 limit -1)`
};

const statements: Named[] = [
	{ name: 'an unterminated string', sql: `select 'abc` },
	{ name: 'an unterminated identifier', sql: 'select "abc' },
	{ name: 'an unterminated comment', sql: 'select 1 /* no end' },
	{ name: 'an unterminated dollar quote', sql: 'select $q$abc' },
	{ name: 'several statements in one', sql: 'select 1; select 2' },
	{ name: 'a parenthesis too many', sql: 'select (1))' },
	{ name: 'nothing that is SQL', sql: 'give me the grids' },
	{ name: 'an unknown table', sql: 'select * from no_such_table' },
	{ name: 'an unknown schema', sql: 'select * from no_such_schema.ground' },
	{ name: 'an ambiguous column', sql: 'select code from ground as a, ground as b' },
	{ name: 'a column that is not grouped', sql: 'select code, count(*) from ground group by kind' },
	{ name: 'an aggregate in where', sql: 'select code from ground where count(*) > 1' },
	{ name: 'a missing bound value', sql: 'select $2::int', values: [1] },
	{ name: 'a bound value of the wrong type', sql: 'select $1::int', values: ['seven'] },
	{ name: 'a bound number too large', sql: 'select $1::int2', values: [70000] },
	{ name: 'bound WKT that is broken', sql: 'select $1::geometry', values: ['POINT(0'] },
	{ name: 'a bound zero character', sql: 'select $1::text', values: ['a\u0000b'] },
	{
		name: 'a recursion without end',
		sql: `with recursive r as (select 1 as n union all select n + 1 from r)
		select sum(1 / (2000 - n)) from r`
	},
	{ name: 'a function that calls itself for ever', sql: 'select forever(1)' },
	{ name: 'a hundred thousand opening parentheses', sql: `select ${'('.repeat(100_000)}1` },
	{ name: 'an expression nested 50,000 deep', sql: `select ${'('.repeat(50_000)}1${')'.repeat(50_000)}` },
	{ name: 'a sum of 100,000 terms', sql: `select 1${' + 1'.repeat(100_000)}` },
	{
		name: 'GeoJSON nested 100,000 deep',
		sql: 'select st_geomfromgeojson($1)',
		values: [`{"type":"Polygon","coordinates":${'['.repeat(100_000)}`]
	},
	{
		name: 'collections nested 100,000 deep',
		sql: 'select $1::geometry',
		values: [`${'GEOMETRYCOLLECTION('.repeat(100_000)}POINT(0 0)${')'.repeat(100_000)}`]
	},
	{
		name: 'an array nested ten deep',
		sql: 'select $1::int[]',
		values: [`${'{'.repeat(10)}1${'}'.repeat(10)}`]
	},
	{ name: 'an exception of a function', sql: `select refuse('outside')` },
	{
		name: 'a division deep in a join',
		sql: `select 1 / (a.people - b.people) from ground as a, ground as b`
	},
	{
		name: 'a wrong overlay deep in an aggregate',
		sql: `select st_area(st_union(g)) from (values
		(${geom('POLYGON((0 0,10 10,10 0,0 10,0 0))')}), (${geom('POLYGON((0 5,10 5,5 0,5 10,0 5))')})) as v (g)`
	}
];

/** On the table `ground`; none may leave a trace. */
const writing: Record<string, string> = {
	'a code twice': `insert into ground (code, kind) values ('a', 'road')`,
	'a code twice in one statement': `insert into ground (code, kind) values ('x', 'road'), ('x', 'road')`,
	'no code': `insert into ground (kind) values ('road')`,
	'a kind that the check refuses': `insert into ground (code, kind) values ('x', 'sea')`,
	'a parent that is not there': `insert into ground (code, kind, parent) values ('x', 'road', 'nowhere')`,
	'a parent that is still needed': `delete from ground where code = 'a'`,
	'an overlap that is excluded': `insert into period (code, during) values ('a', '[2024-06-01,2024-07-01)')`,
	'a number too large for the column': `update ground set people = 99999999999`,
	'a text too long for the column': `insert into ground (code, kind) values (repeat('x', 50), 'road')`,
	'a value for a generated column': `insert into ground (code, kind, doubled) values ('x', 'road', 1)`,
	'a shape of another SRID': `update ground set shape = ${geom('POLYGON((0 0,1 0,1 1,0 0))', 4326)}`,
	'a shape of another type': `update ground set shape = ${geom('POINT(0 0)', 4490)}`,
	'a shape that is not valid': `update ground set shape = ${geom('POLYGON((0 0,10 10,10 0,0 10,0 0))', 4490)}`,
	'a self-crossing shape of 401 points': `update ground set shape = ${geom(`POLYGON((${star(401, 173)}))`, 4490)}`,
	'a conflict target without an index': `insert into ground (code, kind) values ('x', 'road') on conflict (kind) do nothing`,
	'an update that fails in its last row': `update ground set people = 10 / (people - 20)`,
	'an insert from a wrong overlay': `insert into ground (code, kind, people) select 'x', 'road', st_area(st_union(
		${geom('POLYGON((0 0,10 10,10 0,0 10,0 0))')}, ${geom('POLYGON((0 5,10 5,5 0,5 10,0 5))')}))`,
	'a table that is there already': 'create table ground (id int)',
	'a drop of what others need': 'drop table ground',
	'an index on a column that is not there': 'create index on ground (nothing)',
	'a savepoint that was never made': 'rollback to savepoint nowhere'
};

export const BAD: readonly Named[] = [
	...Object.entries(expressions).map(([name, text]) => ({ name, sql: `select ${text} as value` })),
	...statements,
	...Object.entries(writing).map(([name, sql]) => ({ name, sql }))
];
