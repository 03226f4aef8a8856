/**
 * Ground for random edits: 6 x 6 unit grids of 100 m, four communities of nine in two streets, a duty grid in each
 * community, roads along and across the grids, blocks, green spaces, buildings and facilities. Laid by statements, so
 * that every edit has something to bite on; nothing is planted here, the oracle is the full recompute.
 */
import { chooseMetricFrame } from '../../../src/lib/domain/jurisdiction/metric-frame.ts';
import type { Queryable } from '../../../src/lib/server/db/index.ts';
import * as jurisdiction from '../../../src/lib/server/jurisdiction/repository.ts';

export const DAY = '2026-07-01';
export const DUTIES = ['sanitation', 'greening', 'paving', 'lighting'] as const;
export const TYPES = ['elderly_day_care', 'kindergarten', 'cultural_activity_station'] as const;
/** Metres of the metric frame: the south-western corner, and the side of the whole. */
export const WEST = 500_000;
export const SOUTH = 3_985_000;
export const SIDE = 600;

const box = (x: string, y: string, w: string, h: string) =>
	`st_makeenvelope(${WEST} + ${x}, ${SOUTH} + ${y}, ${WEST} + ${x} + ${w}, ${SOUTH} + ${y} + ${h}, 990001)`;

const STATEMENTS = [
	`insert into organisation_kind (code, name_zh, name_en, sort) values ('other', '其他', 'Other', 1) on conflict do nothing`,
	`insert into duty (code, name_zh, name_en, certainty, sort)
	select code, code, code, 'memory', 1 from unnest(array['${DUTIES.join("','")}']) as code`,
	`insert into facility_type (code, name_zh, name_en, icon, sort)
	select code, code, code, 'x', 1 from unnest(array['${TYPES.join("','")}']) as code`,
	`insert into facility_norm (type_code, edition, tier, radius_m, age_from, age_to, certainty, valid_from) values
		('elderly_day_care', 'tests', '5min', 150, 60, null, 'memory', '2020-01-01'),
		('kindergarten', 'tests', '5min', 120, 3, 6, 'memory', '2020-01-01'),
		('cultural_activity_station', 'tests', '5min', 200, null, null, 'memory', '2020-01-01')`,
	`insert into area (code, level, parent_id, name, valid_from, source_id) values
		('9901', 'city', null, 'city', '2020-01-01', 1),
		('990101001', 'street', 1, 'street 1', '2020-01-01', 1), ('990101002', 'street', 1, 'street 2', '2020-01-01', 1),
		('990101001001', 'community', 2, 'community 1', '2020-01-01', 1),
		('990101001002', 'community', 2, 'community 2', '2020-01-01', 1),
		('990101002001', 'community', 3, 'community 3', '2020-01-01', 1),
		('990101002002', 'community', 3, 'community 4', '2020-01-01', 1),
		('990101001001Z01', 'duty_grid', 4, 'duty grid 1', '2020-01-01', 1),
		('990101002002Z01', 'duty_grid', 7, 'duty grid 2', '2020-01-01', 1)`,
	`insert into area_boundary (area_id, geom, valid_from)
	select id, st_multi(geom), '2020-01-01' from (values
		(1, ${box('0', '0', '600', '600')}), (2, ${box('0', '0', '300', '600')}), (3, ${box('300', '0', '300', '600')}),
		(4, ${box('0', '0', '300', '300')}), (5, ${box('0', '300', '300', '300')}),
		(6, ${box('300', '0', '300', '300')}), (7, ${box('300', '300', '300', '300')})) as b (id, geom)`,
	`insert into grid (code, community_id, duty_grid_id, geom, valid_from, source_id)
	select a.code || lpad((i * 6 + j)::text, 3, '0'), a.id,
		case when a.id = 4 and i = 0 then 8 when a.id = 7 and j = 5 then 9 end,
		${box('i * 100', 'j * 100', '100', '100')}, '2020-01-01', 1
	from generate_series(0, 5) as i, generate_series(0, 5) as j, area a
	where a.id = 4 + (i / 3) * 2 + j / 3`,
	`insert into organisation (code, name, kind, valid_from, source_id)
	select 'o' || n, 'organisation ' || n, 'other', '2020-01-01', 1 from generate_series(1, 6) as n`,
	`insert into document (number, title, issuer, source_id) values ('1', 'document', 'office', 1)`,
	`insert into road (class, width_m, geom, source_id)
	select case n % 3 when 0 then 'primary' when 1 then 'secondary' else 'residential' end, 6 + 4 * (n % 3),
		st_makeline(st_setsrid(st_makepoint(${WEST} - 20, ${SOUTH} + n * 75 + 3), 990001),
			st_setsrid(st_makepoint(${WEST} + 620, ${SOUTH} + n * 75 + 31), 990001)), 1
	from generate_series(0, 7) as n`,
	`insert into block (kind, manager_id, geom, source_id)
	select case when n % 2 = 0 then 'residential' else 'commercial' end, case when n % 3 = 0 then 1 + n % 6 end,
		st_multi(${box('(n % 4) * 140 + 20', '(n / 4) * 140 + 25', '90', '70')}), 1
	from generate_series(0, 15) as n`,
	`insert into green_space (kind, geom, source_id)
	select case when n % 2 = 0 then 'park' else 'street_green' end,
		st_multi(st_buffer(st_setsrid(st_makepoint(${WEST} + 60 + n * 67, ${SOUTH} + 500 - n * 53), 990001), 25 + n)), 1
	from generate_series(0, 7) as n`,
	`insert into building (use, residents, residents_by_age, geom, source_id)
	select case when n % 7 = 0 then 'commercial' else 'residential' end,
		case when n % 7 = 0 then null else n end,
		case when n % 7 <> 0 and n % 5 <> 0 then array[1, 1, n % 3, 1, 1, n, n % 4, 1] end,
		st_multi(${box('(n * 37) % 580', '(n * 53) % 580', '14', '11')}), 1
	from generate_series(1, 70) as n`,
	`insert into facility (type_code, name, geom, valid_from, source_id)
	select (array['${TYPES.join("','")}'])[1 + n % 3], 'facility ' || n,
		st_setsrid(st_makepoint(${WEST} + (n * 97) % 600, ${SOUTH} + (n * 61) % 600), 990001), '2020-01-01', 1
	from generate_series(1, 9) as n`
];

/** Lays the ground into a migrated, empty database, with its coverage worked out for DAY. */
export async function layChequer(db: Queryable): Promise<void> {
	await jurisdiction.insert(db, chooseMetricFrame([117, 36]), {
		name: 'chequer',
		demonstration: true,
		sequence_digits: 3,
		set_up_on: DAY
	});
	await jurisdiction.upsertSource(db, { kind: 'demonstration', name: 'chequer' });
	for (const statement of STATEMENTS) await db.query(statement);
	await db.query('select coverage_compute_all($1)', [DAY]);
}
