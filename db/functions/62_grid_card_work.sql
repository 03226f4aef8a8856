-- What is to be done in a grid, as its card has it (60_grid_card.sql).

create or replace function card_incidents(of_grid grid, day date) returns json
language plpgsql stable as $$
declare
  -- A case is late at the moment of asking; for a day that is over, at its end.
  day_end timestamptz := (day + 1)::timestamptz;
  late_before timestamptz := least(now(), (day + 1)::timestamptz);
  today date := coverage_day();
  present boolean := in_force(of_grid.valid_from, of_grid.valid_to, today);
  -- Numbers as well as the shape: see 81_incident_tiles.sql.
  box geometry := case when not present then st_transform(of_grid.geom, 3857) end;
  answer json;
begin
  with there as materialized (
    select i.number, i.class_id, i.geom, i.state, i.happened_at, i.due_at,
      i.duty_state in ('gap', 'overlap') or i.sent_back > 0 as bounced,
      i.happened_at < day_end and (i.closed_at is null or i.closed_at >= day_end) as open,
      coalesce(i.due_at < late_before, false) as overdue
    from (
      select * from incident where present and grid_id = of_grid.id
      union all
      select * from incident where not present and tile_x between tile_column(st_xmin(box)) and tile_column(st_xmax(box))
        and tile_y between tile_column(-st_ymax(box)) and tile_column(-st_ymin(box)) and st_intersects(geom, of_grid.geom)
    ) as i
  ),
  counted as materialized (
    select nth, (select count(*) from there
        where state not in ('void', 'merged') and happened_at >= (day + 1 - make_interval(months => 12 - nth))::timestamptz
          and happened_at < (day + 1 - make_interval(months => 11 - nth))::timestamptz) as n
    from generate_series(0, 11) as nth
  )
  select json_build_object(
    'open', (select count(*) from there where open),
    'year', (select sum(n) from counted),
    'months', (select json_agg(n order by nth) from counted),
    'bounced', coalesce((
      select json_agg(json_build_object('duty', code, 'name_zh', name_zh, 'name_en', name_en, 'count', n) order by n desc, sort, code)
      from (
        select d.code, d.name_zh, d.name_en, d.sort, count(*) as n
        from there join incident_class c on c.id = there.class_id join duty d on d.code = c.duty_code
        where bounced and state not in ('void', 'merged') and happened_at >= (day + 1 - interval '12 months')::timestamptz
          and happened_at < day_end
        group by d.code
      ) as of_duty), '[]'),
    'list', coalesce((
      select json_agg(json_build_object('number', number, 'class_zh', c.name_zh, 'class_en', coalesce(c.name_en, c.name_zh),
        'kind', c.kind, 'state', state, 'happened_at', moment(happened_at), 'due_at', moment(due_at), 'overdue', overdue,
        'position', lng_lat(geom)) order by overdue desc, due_at, happened_at, number)
      from (select * from there where open order by overdue desc, due_at, happened_at, number limit 20) as first
      join incident_class c on c.id = first.class_id), '[]'))
  into answer;
  return answer;
end
$$;
comment on function card_incidents(grid, date) is 'Incidents of a grid as of the end of a day: open ones, and twelve months back by the month. The state shown is the present one: what it was on a past day is not kept.';

drop function if exists card_greening(grid, date);
create or replace function card_greening(of_grid grid, day date, organisations integer[]) returns json
language plpgsql stable as $$
declare
  answer json;
begin
  with there as materialized (
    select d.id, coalesce(s.name, '') as place, d.job, d.grade,
      o.name as organisation, d.last_done_on, d.next_due_on,
      st_pointonsurface(s.geom) as spot,
      case when d.next_due_on < day then 'overdue' when d.next_due_on = day then 'today'
        when d.next_due_on <= day + 7 then 'soon' else 'later' end as due
    from (
      select id from green_space where geom && of_grid.geom and st_intersects(st_pointonsurface(geom), of_grid.geom)
    ) as in_space
    join green_space s on s.id = in_space.id
    join greening_duty d on d.green_space_id = s.id and (organisations is null or d.organisation_id = any (organisations))
    left join organisation o on o.id = d.organisation_id
    union all
    select d.id, coalesce(t.species, ''), d.job, d.grade, o.name, d.last_done_on, d.next_due_on, t.geom,
      case when d.next_due_on < day then 'overdue' when d.next_due_on = day then 'today'
        when d.next_due_on <= day + 7 then 'soon' else 'later' end
    from tree t
    join greening_duty d on d.tree_id = t.id and (organisations is null or d.organisation_id = any (organisations))
    left join organisation o on o.id = d.organisation_id
    where st_intersects(t.geom, of_grid.geom)
  )
  select json_build_object(
    'overdue', count(*) filter (where due = 'overdue'), 'today', count(*) filter (where due = 'today'),
    'soon', count(*) filter (where due = 'soon'), 'later', count(*) filter (where due = 'later'),
    'list', coalesce((
      select json_agg(json_build_object('id', id, 'place', place, 'job', job, 'grade', grade, 'organisation', organisation,
        'last_done_on', last_done_on, 'next_due_on', next_due_on, 'due', due, 'position', lng_lat(spot)) order by next_due_on, id)
      from (select * from there order by next_due_on, id limit 20) as first), '[]'))
  into answer
  from there;
  return answer;
end
$$;
comment on function card_greening(grid, date, integer[]) is 'Greening duties of a grid on a day, of these organisations or (null) of all: each job counts once, in the grid that holds the tree or the middle of the green space.';
