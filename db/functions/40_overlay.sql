-- How the ground of one grid divides into the four states. Only valid polygons get here (the tables check it), and
-- only for grids that no single piece and no node of the tree answers whole.

create or replace function sliver_m2() returns double precision
language sql immutable parallel safe as $$ select 0.01::double precision $$;
comment on function sliver_m2() is 'Parts of a shape below this many square metres (a palm''s breadth squared) are noise of the overlay and dropped; their ground is counted with the grid''s largest state, so the four areas still sum to the grid''s.';

create or replace function overlay_step_m() returns double precision
language sql immutable parallel safe as $$ select 0.00001::double precision $$;
comment on function overlay_step_m() is 'Where full precision fails, and for every union, overlays round to this many metres: that always finds an answer.';

-- At full precision an overlay takes half the time, and of nearly touching lines it can fail, or come out
-- crossing itself. Then it is done again, rounded: that is always valid. Unions are always rounded: at full
-- precision the library has been seen to lose a ground without a word.
create or replace function common_part(one geometry, other geometry) returns geometry
language plpgsql immutable as $$
declare
  exact geometry;
begin
  begin
    exact := st_intersection(one, other);
    if st_isvalid(exact) then
      return exact;
    end if;
  exception when internal_error then
    null;
  end;
  return st_intersection(one, other, overlay_step_m());
end
$$;
comment on function common_part(geometry, geometry) is 'Intersection of two valid shapes.';

create or replace function without_part(one geometry, other geometry) returns geometry
language plpgsql immutable as $$
declare
  exact geometry;
begin
  begin
    exact := st_difference(one, other);
    if st_isvalid(exact) then
      return exact;
    end if;
  exception when internal_error then
    null;
  end;
  return st_difference(one, other, overlay_step_m());
end
$$;
comment on function without_part(geometry, geometry) is 'What of the first of two valid shapes does not lie in the other.';

create or replace function tidy(shape geometry) returns geometry
language plpgsql immutable parallel safe as $$
declare
  solid geometry;
begin
  if shape is null or st_isempty(shape) or st_dimension(shape) < 2 then
    return null;
  end if;
  if st_geometrytype(shape) = 'ST_Polygon' then
    return case when st_area(shape) >= sliver_m2() then shape end;
  end if;
  -- Rounding may leave a line where a thin piece fell together: only ground counts, and the next overlay would refuse
  -- the mixture.
  shape := st_collectionextract(shape, 3);
  for nth in 1 .. st_numgeometries(shape) loop
    if st_area(st_geometryn(shape, nth)) < sliver_m2() then
      select st_collect(part.geom) into solid from st_dump(shape) as part where st_area(part.geom) >= sliver_m2();
      return solid;
    end if;
  end loop;
  return shape;
end
$$;
comment on function tidy(geometry) is 'The polygons of an overlay''s result, slivers dropped; null when nothing is left.';

create or replace function merged(shapes geometry[]) returns geometry
language sql immutable parallel safe as $$
  select case when cardinality(shapes) = 1 then shapes[1] else tidy(st_unaryunion(st_collect(shapes), overlay_step_m())) end
$$;
comment on function merged(geometry[]) is 'Union of polygons; null for none.';

create or replace function common_ground(ground geometry, pieces geometry[]) returns geometry
language plpgsql immutable strict as $$
declare
  piece geometry;
  rest geometry := ground;
begin
  if cardinality(pieces) = 1 then
    return tidy(common_part(pieces[1], ground));
  end if;
  -- What the pieces leave of the grid, piece by piece, and then what that leaves: a third of the time of a union.
  foreach piece in array pieces loop
    rest := tidy(without_part(rest, piece));
    if rest is null then
      return ground;
    end if;
  end loop;
  return tidy(without_part(ground, rest));
end
$$;
comment on function common_ground(geometry, geometry[]) is 'What pieces and a grid have in common; null for no more than slivers.';

create or replace function divide_ground(
  ground geometry, whole_leads integer[], part_leads integer[], parts geometry[], fallback_whole boolean, fallback_parts geometry[],
  out clear_geom geometry, out fallback_geom geometry, out gap_geom geometry, out overlap_geom geometry)
language plpgsql immutable as $$
declare
  -- Expressions alone: a query in here would be planned anew for each of a hundred thousand grids and duties.
  ground_m2 double precision := st_area(ground);
  led_m2 double precision := 0;
  led geometry[] := '{}';
  mine geometry[] := '{}';
  part geometry;
  covered geometry;
  twice geometry;
  rest geometry;
begin
  if cardinality(whole_leads) > 1 then
    overlap_geom := ground;
    return;
  end if;
  -- Organisation by organisation, so that one counts once however many pieces of its own lie over each other.
  for nth in 1 .. coalesce(cardinality(parts), 0) loop
    if part_leads[nth] = all (whole_leads) and cardinality(whole_leads) = 1 then
      continue;
    end if;
    mine := mine || parts[nth];
    if part_leads[nth + 1] is distinct from part_leads[nth] then
      part := merged(mine);
      led := led || part;
      led_m2 := led_m2 + st_area(part);
      mine := '{}';
    end if;
  end loop;
  if cardinality(whole_leads) = 1 then
    covered := ground;
    twice := case when cardinality(led) > 0 then merged(led) end;
  elsif cardinality(led) = 0 then
    rest := ground;
  else
    rest := ground;
    foreach part in array led loop
      rest := tidy(without_part(rest, part));
      exit when rest is null;
    end loop;
    covered := case when rest is null then ground when cardinality(led) = 1 then led[1] else tidy(without_part(ground, rest)) end;
    -- What the parts sum to beyond what they cover lies in two of them or more. Mostly nothing does, and this is seen
    -- sooner than each pair is asked.
    if cardinality(led) > 1 and led_m2 - (ground_m2 - coalesce(st_area(rest), 0)) > sliver_m2() then
      for nth in 2 .. cardinality(led) loop
        for other in 1 .. nth - 1 loop
          part := tidy(common_part(led[nth], led[other]));
          twice := case when twice is null then part when part is null then twice else merged(array[twice, part]) end;
        end loop;
      end loop;
    end if;
  end if;
  overlap_geom := tidy(twice);
  clear_geom := tidy(case when overlap_geom is null then covered else without_part(covered, overlap_geom) end);
  if rest is null then
    return;
  elsif fallback_whole then
    fallback_geom := rest;
  elsif cardinality(fallback_parts) > 0 then
    part := merged(fallback_parts);
    fallback_geom := tidy(case when covered is null then part else common_part(rest, part) end);
    gap_geom := tidy(case when fallback_geom is null then rest else without_part(rest, part) end);
  else
    gap_geom := rest;
  end if;
end
$$;
comment on function divide_ground(geometry, integer[], integer[], geometry[], boolean, geometry[]) is 'The four states of a grid''s ground for a duty. whole_leads: organisations that lead on all of it; part_leads and parts: organisations that lead on parts, in order, side by side with their parts; likewise for the fallback. All geometry in the metric frame.';

create or replace function distinct_ids(these integer[], others integer[]) returns integer[]
language sql immutable parallel safe as $$
  select array(select unnest(these) union select unnest(others) order by 1)
$$;
comment on function distinct_ids(integer[], integer[]) is 'Ids of both lists, each once, in order.';

create or replace function both_ids(these integer[], others integer[]) returns integer[]
language sql immutable parallel safe as $$
  select case when others is null then coalesce(these, '{}') when coalesce(these, '{}') = '{}' then others
    when these && others then distinct_ids(these, others) else these || others end
$$;
comment on function both_ids(integer[], integer[]) is 'Ids of both lists, each once, without the price of looking for what is in both where nothing is.';

create or replace function measure_states(
  area_m2 double precision, spots geometry[], residents integer[],
  inout clear_geom geometry, inout fallback_geom geometry, inout gap_geom geometry, inout overlap_geom geometry,
  out state text,
  out clear_m2 double precision, out fallback_m2 double precision, out gap_m2 double precision, out overlap_m2 double precision,
  out clear_residents integer, out fallback_residents integer, out gap_residents integer, out overlap_residents integer)
language plpgsql immutable parallel safe as $$
declare
  largest text;
  here text;
begin
  clear_m2 := coalesce(st_area(clear_geom), 0);
  fallback_m2 := coalesce(st_area(fallback_geom), 0);
  gap_m2 := coalesce(st_area(gap_geom), 0);
  overlap_m2 := coalesce(st_area(overlap_geom), 0);
  largest := case greatest(clear_m2, fallback_m2, gap_m2, overlap_m2)
    when clear_m2 then 'clear' when fallback_m2 then 'fallback' when gap_m2 then 'gap' else 'overlap' end;
  -- What the overlay lost or dropped is counted with the largest state: the four sum to the grid's area.
  case largest
    when 'clear' then clear_m2 := area_m2 - fallback_m2 - gap_m2 - overlap_m2;
    when 'fallback' then fallback_m2 := area_m2 - clear_m2 - gap_m2 - overlap_m2;
    when 'gap' then gap_m2 := area_m2 - clear_m2 - fallback_m2 - overlap_m2;
    else overlap_m2 := area_m2 - clear_m2 - fallback_m2 - gap_m2;
  end case;
  if num_nonnulls(clear_geom, fallback_geom, gap_geom, overlap_geom) < 2 then
    state := largest;
    clear_geom := null;
    fallback_geom := null;
    gap_geom := null;
    overlap_geom := null;
    return;
  end if;
  state := 'mixed';
  clear_geom := st_multi(clear_geom);
  fallback_geom := st_multi(fallback_geom);
  gap_geom := st_multi(gap_geom);
  overlap_geom := st_multi(overlap_geom);
  clear_residents := 0;
  fallback_residents := 0;
  gap_residents := 0;
  overlap_residents := 0;
  for nth in 1 .. coalesce(cardinality(spots), 0) loop
    here := case
      when st_intersects(overlap_geom, spots[nth]) then 'overlap'
      when st_intersects(clear_geom, spots[nth]) then 'clear'
      when st_intersects(fallback_geom, spots[nth]) then 'fallback'
      when st_intersects(gap_geom, spots[nth]) then 'gap'
      else largest
    end;
    -- One building with unknown residents makes the sum of its ground unknown: adding null leaves null.
    case here
      when 'clear' then clear_residents := clear_residents + residents[nth];
      when 'fallback' then fallback_residents := fallback_residents + residents[nth];
      when 'gap' then gap_residents := gap_residents + residents[nth];
      else overlap_residents := overlap_residents + residents[nth];
    end case;
  end loop;
end
$$;
comment on function measure_states(double precision, geometry[], integer[], geometry, geometry, geometry, geometry) is 'Square metres and residents of the four states of a grid of area_m2, with the spots of its buildings and their residents side by side. A building counts where its spot stands; on a common border overlap comes before clear, fallback and gap. Shapes come back only when more than one state is left.';
