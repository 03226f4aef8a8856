/** What the stored coverage is compared with. */
import type { Queryable } from '../../../src/lib/server/db/index.ts';

export interface Difference {
	what: string;
	grid: number | null;
	of: string | null;
}

/**
 * Rows of the stored coverage that differ from working everything out anew: by state, ids and residents exactly, by
 * square metres to 1e-6 of the grid, by shape to a hundredth of a square metre.
 */
export async function differences(db: Queryable): Promise<Difference[]> {
	return [
		...(await db.query<Difference>(`
			select 'duty: ' || coalesce(s.state, 'no row') || ' is stored, ' || coalesce(f.state, 'no row') || ' is true' as what,
				coalesce(s.grid_id, f.grid_id) as grid, coalesce(s.duty_code, f.duty_code) as of
			from grid_duty s
			full join coverage_of(array(select id from grid), array(select code from duty), coverage_day()) f
				on f.grid_id = s.grid_id and f.duty_code = s.duty_code
			where s.grid_id is null or f.grid_id is null
				or (s.state, s.leads, s.supports, s.fallbacks, s.clear_residents, s.fallback_residents, s.gap_residents, s.overlap_residents)
					is distinct from (f.state, f.leads, f.supports, f.fallbacks, f.clear_residents, f.fallback_residents, f.gap_residents, f.overlap_residents)
				or greatest(abs(s.clear_m2 - f.clear_m2), abs(s.fallback_m2 - f.fallback_m2), abs(s.gap_m2 - f.gap_m2),
					abs(s.overlap_m2 - f.overlap_m2)) > 1e-6 * (select area_m2 from grid g where g.id = s.grid_id)
				or (s.state = 'mixed' and coalesce(greatest(
					st_area(st_symdifference(s.clear_geom, f.clear_geom)), st_area(st_symdifference(s.fallback_geom, f.fallback_geom)),
					st_area(st_symdifference(s.gap_geom, f.gap_geom)), st_area(st_symdifference(s.overlap_geom, f.overlap_geom))), 0) > 0.01)`)),
		...(await db.query<Difference>(`
			with one_by_one as (
				select * from reach_of(array(select id from grid), array(select code from facility_type), coverage_day())
			),
			all_together as (
				select w.* from whole_reach_of(array(select code from facility_type), coverage_day()) as w
			)
			select 'reach: stored ' || coalesce(s::text, 'no row') || ' true ' || coalesce(f::text, 'no row') || ' together ' || coalesce(w::text, 'no row') as what,
				coalesce(s.grid_id, f.grid_id) as grid, coalesce(s.type_code, f.type_code) as of
			from grid_reach s
			full join one_by_one f on f.grid_id = s.grid_id and f.type_code = s.type_code
			full join all_together w on w.grid_id = coalesce(s.grid_id, f.grid_id) and w.type_code = coalesce(s.type_code, f.type_code)
			where (s.residents_of_age, s.residents_within, s.nearest_facility_id)
					is distinct from (f.residents_of_age, f.residents_within, f.nearest_facility_id)
				or (w.residents_of_age, w.residents_within, w.nearest_facility_id)
					is distinct from (f.residents_of_age, f.residents_within, f.nearest_facility_id)
				or num_nulls(s.grid_id, f.grid_id, w.grid_id) > 0
				or abs(s.nearest_m - f.nearest_m) > 1e-6 or abs(w.nearest_m - f.nearest_m) > 1e-6`)),
		...(await db.query<Difference>(`
			select 'building ' || b.id || ' is in the wrong grid' as what, b.grid_id as grid, null as of
			from building b where b.grid_id is distinct from grid_at(b.spot, coverage_day())`)),
		...(await db.query<Difference>(`
			select 'marked and not worked off' as what, grid_ids[1] as grid, duty_code as of from coverage_dirty`))
	];
}

/** Grids whose four states do not sum to their area to one part in a million; none, if all is well. */
export function unbalanced(db: Queryable): Promise<{ id: number }[]> {
	return db.query(`
		select g.id from grid_duty d join grid g on g.id = d.grid_id
		where abs(d.clear_m2 + d.fallback_m2 + d.gap_m2 + d.overlap_m2 - g.area_m2) > 1e-6 * g.area_m2
			or (d.state = 'mixed' and abs(coalesce(st_area(d.clear_geom), 0) + coalesce(st_area(d.fallback_geom), 0)
				+ coalesce(st_area(d.gap_geom), 0) + coalesce(st_area(d.overlap_geom), 0) - g.area_m2) > 1e-6 * g.area_m2 + 0.05)`);
}

export interface PlainGround {
	code: string;
	duty: string;
	clear: number;
	fallback: number;
	gap: number;
	overlap: number;
}

/**
 * The plain query, which knows nothing of pieces, trees or prepared shapes: for each grid and duty the difference of the
 * grid and the union of its responsibilities' grounds, each ground as a shape of its own. Square metres.
 */
export function plainQuery(db: Queryable, day: string): Promise<PlainGround[]> {
	return db.query(
		`with recursive said as (
			select r.id, r.duty_code, r.organisation_id, r.part, gr.kind, gr.area_id, gr.grid_id, gr.object_kind, gr.object_class, gr.geom
			from responsibility r join responsibility_ground gr on gr.responsibility_id = r.id
			join organisation o on o.id = r.organisation_id
			where r.valid_from <= $1 and (r.valid_to is null or r.valid_to > $1)
				and o.valid_from <= $1 and (o.valid_to is null or o.valid_to > $1)
		),
		below as (
			select id as top, id from area union select below.top, a.id from below join area a on a.parent_id = below.id
		),
		ground_of_area as (
			select top as area_id, st_union(g.geom) as geom from below
			join grid g on below.id in (g.community_id, g.duty_grid_id)
			where g.valid_from <= $1 and (g.valid_to is null or g.valid_to > $1) group by top
		),
		object as (
			select 'road' as object_kind, class, null::integer as manager_id, st_buffer(geom, width_m / 2, 'quad_segs=2') as geom from road
			union all select 'block', kind, manager_id, geom from block
			union all select 'green_space', kind, null, geom from green_space
		),
		shape as (
			select said.duty_code, said.organisation_id, said.part, a.geom from said join ground_of_area a using (area_id) where said.kind = 'area'
			union all
			select said.duty_code, said.organisation_id, said.part, g.geom from said join grid g on g.id = said.grid_id
			where g.valid_from <= $1 and (g.valid_to is null or g.valid_to > $1)
			union all
			select duty_code, organisation_id, part, geom from said where kind = 'polygon'
			union all
			select said.duty_code, said.organisation_id, said.part, st_intersection(a.geom, o.geom)
			from said join ground_of_area a using (area_id) join object o using (object_kind)
			where said.object_class is null or said.object_class = o.class
				or (said.object_class = 'managed' and o.manager_id is not null)
				or (said.object_class = 'unmanaged' and object_kind = 'block' and o.manager_id is null)
		),
		mine as (
			select g.id, duty.code as duty_code, s.part, case when s.part = 'lead' then s.organisation_id end as lead,
				st_intersection(g.geom, st_union(s.geom)) as geom
			from grid g cross join duty
			join shape s on s.duty_code = duty.code and s.part <> 'support' and st_intersects(s.geom, g.geom)
			group by g.id, duty.code, s.part, case when s.part = 'lead' then s.organisation_id end
		),
		sums as (
			select id, duty_code, coalesce(st_area(st_union(geom) filter (where part = 'lead')), 0) as led, st_area(st_union(geom)) as held
			from mine group by id, duty_code
		),
		twice as (
			select a.id, a.duty_code, st_area(st_union(st_intersection(a.geom, b.geom))) as m2
			from mine a join mine b on b.id = a.id and b.duty_code = a.duty_code and a.lead < b.lead
			group by a.id, a.duty_code
		)
		select g.code, duty.code as duty, coalesce(sums.led, 0) - coalesce(twice.m2, 0) as clear,
			coalesce(sums.held - sums.led, 0) as fallback, g.area_m2 - coalesce(sums.held, 0) as gap, coalesce(twice.m2, 0) as overlap
		from grid g cross join duty
		left join sums on sums.id = g.id and sums.duty_code = duty.code
		left join twice on twice.id = g.id and twice.duty_code = duty.code
		where g.valid_from <= $1 and (g.valid_to is null or g.valid_to > $1)
		order by 1, 2`,
		[day]
	);
}
