-- Who answers for which ground of a grid, duty by duty: the one place where the four states are worked out, for the
-- stored coverage of all grids and for one grid on any day alike.
-- Three ways, the cheapest first: the area tree answers for a whole community at once; a piece that covers a grid
-- answers without an overlay (the prepared ST_Covers keeps its piece while the pieces come in order); only the rest is
-- overlaid.

create or replace function coverage_of(grid_ids integer[], duty_codes text[], day date)
returns table (
  grid_id integer, duty_code text, state text,
  clear_m2 double precision, fallback_m2 double precision, gap_m2 double precision, overlap_m2 double precision,
  clear_residents integer, fallback_residents integer, gap_residents integer, overlap_residents integer,
  clear_geom geometry, fallback_geom geometry, gap_geom geometry, overlap_geom geometry,
  leads integer[], supports integer[], fallbacks integer[])
-- For a past day a card asks it, whose reader may not read who lives in each building.
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
declare
  -- Asked once, not for each grid.
  today date := coverage_day();
  -- Duties without a single object or polygon need not look for pieces.
  drawn text[] := array(
    select distinct r.duty_code from responsibility_ground gr join responsibility r on r.id = gr.responsibility_id
    where gr.kind in ('object', 'polygon') and r.duty_code = any (duty_codes));
begin
  return query
  with asked as materialized (
    select g.id, g.geom, g.area_m2, g.community_id, coalesce(g.duty_grid_id, 0) as duty_grid_id, people.*
    from unnest(grid_ids) as one (grid_id)
    join grid g on g.id = one.grid_id
    cross join lateral (
      select case when count(*) = count(known) then coalesce(sum(known), 0)::integer end as residents,
        array_agg(spot) filter (where known is distinct from 0) as spots,
        array_agg(known) filter (where known is distinct from 0) as numbers
      from (
        select b.spot, residents_at(b.use, b.residents, b.residents_by_age) as known
        from buildings_in(g.id, g.geom, in_force(g.valid_from, g.valid_to, today)) as b
      ) as dwelling
    ) as people
    where in_force(g.valid_from, g.valid_to, day)
  ),
  -- Grids of one community and duty grid sit at the same place of the tree.
  above as materialized (
    select up.*
    from (select array_agg(community_id) as communities, array_agg(duty_grid_id) as duty_grids from asked) as seats
    cross join lateral areas_above(seats.communities, seats.duty_grids) as up
  ),
  by_tree as materialized (
    select above.community_id, above.duty_grid_id, r.duty_code,
      coalesce(array_agg(distinct r.organisation_id) filter (where r.part = 'lead'), '{}') as whole_leads,
      coalesce(array_agg(distinct r.id) filter (where r.part = 'lead'), '{}') as leads,
      coalesce(array_agg(distinct r.id) filter (where r.part = 'support'), '{}') as supports,
      coalesce(array_agg(distinct r.id) filter (where r.part = 'fallback'), '{}') as fallbacks
    from above
    join responsibility_ground gr on gr.area_id = above.area_id and gr.kind = 'area'
    join responsibility r on r.id = gr.responsibility_id and in_force(r.valid_from, r.valid_to, day)
    join organisation o on o.id = r.organisation_id and in_force(o.valid_from, o.valid_to, day)
    where r.duty_code = any (duty_codes)
    group by above.community_id, above.duty_grid_id, r.duty_code
  ),
  -- Which objects somebody was given, at each place of the tree, and which drawn grounds.
  meant as materialized (
    select distinct above.community_id, above.duty_grid_id, gr.object_kind, gr.object_class, r.id as responsibility_id
    from above
    join responsibility_ground gr on gr.area_id = above.area_id and gr.kind = 'object'
    join responsibility r on r.id = gr.responsibility_id and in_force(r.valid_from, r.valid_to, day)
      and r.duty_code = any (drawn)
    join organisation o on o.id = r.organisation_id and in_force(o.valid_from, o.valid_to, day)
    where cardinality(drawn) > 0
  ),
  polygon as materialized (
    select gr.id as ground_id, r.id as responsibility_id
    from responsibility r
    join responsibility_ground gr on gr.responsibility_id = r.id and gr.kind = 'polygon'
    join organisation o on o.id = r.organisation_id and in_force(o.valid_from, o.valid_to, day)
    where r.duty_code = any (drawn) and in_force(r.valid_from, r.valid_to, day)
  ),
  near as materialized (
    select asked.id, asked.community_id, asked.duty_grid_id, asked.geom as ground,
      p.id as piece_id, p.ground_id, p.object_kind, p.object_class, p.managed, p.geom as piece
    from asked
    join ground_piece p on p.geom && asked.geom
    where cardinality(drawn) > 0
  ),
  wanted as materialized (
    select near.* from near
    where exists (
      select from meant
      where meant.community_id = near.community_id and meant.duty_grid_id = near.duty_grid_id
        and meant.object_kind = near.object_kind and object_matches(meant.object_class, near.object_class, near.managed))
    union all
    select near.* from near join polygon using (ground_id)
    order by piece_id
  ),
  touched as materialized (
    select wanted.*, st_covers(piece, ground) as whole from wanted where st_intersects(piece, ground)
  ),
  by_responsibility as materialized (
    -- Two grounds of one responsibility may mean the same object.
    select said.id, said.responsibility_id, bool_or(said.whole) as whole,
      array_agg(distinct said.piece_id order by said.piece_id) as piece_ids
    from (
      select touched.id, meant.responsibility_id, touched.whole, touched.piece_id
      from touched
      join meant on meant.community_id = touched.community_id and meant.duty_grid_id = touched.duty_grid_id
        and meant.object_kind = touched.object_kind
        and object_matches(meant.object_class, touched.object_class, touched.managed)
      union all
      select touched.id, polygon.responsibility_id, touched.whole, touched.piece_id
      from touched join polygon using (ground_id)
    ) as said
    group by said.id, said.responsibility_id
  ),
  -- Several duties often mean the same objects, a road say: their common ground in a grid is worked out once.
  common as materialized (
    select cut.responsibility_ids, asked.id,
      common_ground(asked.geom, array(select p.geom from ground_piece p where p.id = any (cut.piece_ids) order by p.id)) as shape
    from (
      select id, piece_ids, array_agg(responsibility_id) as responsibility_ids
      from by_responsibility where not whole group by id, piece_ids
    ) as cut
    join asked on asked.id = cut.id
  ),
  claim as materialized (
    select said.id, r.duty_code, r.id as responsibility_id, r.organisation_id, r.part, said.whole, said.shape
    from (
      select id, responsibility_id, true as whole, null::geometry as shape from by_responsibility where whole
      union all
      select common.id, one, false, common.shape from common cross join unnest(common.responsibility_ids) as one
      where common.shape is not null
      union all
      select asked.id, gr.responsibility_id, true, null
      from asked join responsibility_ground gr on gr.grid_id = asked.id
    ) as said
    join responsibility r on r.id = said.responsibility_id and in_force(r.valid_from, r.valid_to, day)
      and r.duty_code = any (duty_codes)
    join organisation o on o.id = r.organisation_id and in_force(o.valid_from, o.valid_to, day)
  ),
  -- One row for each grid and duty asked for, so that nothing need be joined to what the pieces say.
  by_piece as materialized (
    select id, duty_code,
      array_agg(distinct organisation_id) filter (where part = 'lead' and whole) as whole_leads,
      array_agg(organisation_id order by organisation_id, responsibility_id) filter (where part = 'lead' and not whole) as part_leads,
      array_agg(shape order by organisation_id, responsibility_id) filter (where part = 'lead' and not whole) as parts,
      array_agg(shape) filter (where part = 'fallback' and not whole) as fallback_parts,
      bool_or(part = 'fallback' and whole) as fallback_whole,
      array_agg(distinct responsibility_id) filter (where part = 'lead') as leads,
      array_agg(distinct responsibility_id) filter (where part = 'support') as supports,
      array_agg(distinct responsibility_id) filter (where part = 'fallback') as fallbacks
    from (
      select * from claim
      union all
      select asked.id, pair.duty_code, null, null, null, null, null
      from asked cross join unnest(duty_codes) as pair (duty_code)
    ) as said
    group by id, duty_code
  ),
  answer as (
    select asked.id, asked.geom, asked.area_m2, asked.residents, asked.spots, asked.numbers, piece.duty_code,
      both_ids(tree.whole_leads, piece.whole_leads) as whole_leads, piece.part_leads, piece.parts, piece.fallback_parts,
      coalesce(cardinality(tree.fallbacks) > 0, false) or coalesce(piece.fallback_whole, false) as fallback_whole,
      both_ids(tree.leads, piece.leads) as leads, both_ids(tree.supports, piece.supports) as supports,
      both_ids(tree.fallbacks, piece.fallbacks) as fallbacks
    from by_piece as piece
    join asked on asked.id = piece.id
    left join by_tree as tree on tree.community_id = asked.community_id and tree.duty_grid_id = asked.duty_grid_id
      and tree.duty_code = piece.duty_code
    offset 0
  )
  select answer.id, answer.duty_code, coalesce(split.state, whole.state),
    coalesce(split.clear_m2, case whole.state when 'clear' then area_m2 else 0 end),
    coalesce(split.fallback_m2, case whole.state when 'fallback' then area_m2 else 0 end),
    coalesce(split.gap_m2, case whole.state when 'gap' then area_m2 else 0 end),
    coalesce(split.overlap_m2, case whole.state when 'overlap' then area_m2 else 0 end),
    case when split.state = 'mixed' then split.clear_residents when coalesce(split.state, whole.state) = 'clear' then answer.residents else 0 end,
    case when split.state = 'mixed' then split.fallback_residents when coalesce(split.state, whole.state) = 'fallback' then answer.residents else 0 end,
    case when split.state = 'mixed' then split.gap_residents when coalesce(split.state, whole.state) = 'gap' then answer.residents else 0 end,
    case when split.state = 'mixed' then split.overlap_residents when coalesce(split.state, whole.state) = 'overlap' then answer.residents else 0 end,
    split.clear_geom, split.fallback_geom, split.gap_geom, split.overlap_geom,
    answer.leads, answer.supports, answer.fallbacks
  from answer
  cross join lateral (
    select case when cardinality(whole_leads) > 1 then 'overlap' when cardinality(whole_leads) = 1 then 'clear'
      when fallback_whole then 'fallback' else 'gap' end as state
  ) as whole
  left join lateral (
    select part.*
    from divide_ground(answer.geom, answer.whole_leads, answer.part_leads, answer.parts, answer.fallback_whole, answer.fallback_parts) as shape
    cross join lateral measure_states(answer.area_m2, answer.spots, answer.numbers,
      shape.clear_geom, shape.fallback_geom, shape.gap_geom, shape.overlap_geom) as part
    where cardinality(answer.whole_leads) < 2
      and (answer.parts is not null
        or (answer.fallback_parts is not null and cardinality(answer.whole_leads) = 0 and not answer.fallback_whole))
    offset 0
  ) as split on true;
end
$$;
comment on function coverage_of(integer[], text[], date) is 'The rows of grid_duty for each of the grids and each of the duties as they are on a day. A grid that does not exist on that day has no row. Ended responsibilities and organisations count on the days when they were in force; a ground said as a grid ends with the grid.';
