-- Classes of incident across editions, and the limits of each.

drop function if exists class_family(integer);
create or replace function class_family(of_class integer) returns table (class_id integer, distance integer)
-- A match goes one way, from the older to the newer, and no class is derived of a derived one: it ends.
language plpgsql stable as $$
begin
  return query
  with recursive family as (
    select of_class as id, 0 as far
    union
    select e.id, f.far + 1
    from family f cross join lateral (
      select c.derived_from as id from incident_class c where c.id = f.id and c.derived_from is not null
      union all
      select m.former_id from incident_class_match m where m.class_id = f.id
    ) e
  )
  select f.id, min(f.far) from family f group by f.id;
end
$$;
comment on function class_family(integer) is 'A class, the component it is named after, and the classes of older editions that these were, each with its distance.';

drop function if exists classes_alike(integer);
create or replace function classes_alike(of_class integer) returns table (class_id integer)
-- Each of two is alike to the other: from what the one comes from, up to all that comes from any of these.
language plpgsql stable as $$
begin
  return query
  with recursive alike as (
    select f.class_id as id from class_family(of_class) f
    union
    select e.id
    from alike a cross join lateral (
      select c.id from incident_class c where c.derived_from = a.id
      union all
      select m.class_id from incident_class_match m where m.former_id = a.id
    ) e
  )
  select a.id from alike a;
end
$$;
comment on function classes_alike(integer) is 'The classes whose family (class_family) has a class in common with that of a class: of the same thing, in whichever edition, as a component or its anomaly.';

create or replace function evidence_of_class(of_class integer) returns text[]
language plpgsql stable as $$
begin
  return (
    select case when c.evidence = '{}' then coalesce(component.evidence, '{}') else c.evidence end
    from incident_class c left join incident_class component on component.id = c.derived_from
    where c.id = of_class
  );
end
$$;
comment on function evidence_of_class(integer) is 'What a case of a class asks for: what the class says, else, of an anomaly, what its component does.';

drop function if exists limits_of_class(integer, date);
create or replace function limits_of_class(of_class integer, day date)
returns table (condition text, clock text, minutes integer, place text, certainty text, class_id integer)
language plpgsql stable as $$
begin
  return query
  with known as (
    select l.*, f.distance, l.place = '' as own
    from class_family(of_class) f
    join incident_limit l on l.class_id = f.class_id
    where in_force(l.valid_from, l.valid_to, day)
  )
  -- One's own before any example, and of these the nearest: two rules are never mixed.
  select k.condition, k.clock, k.minutes, k.place, k.certainty, k.class_id
  from known k
  where (k.place, k.class_id) = (
    select n.place, n.class_id from known n order by n.own desc, n.distance, n.place, n.class_id limit 1
  )
  order by k.minutes, k.condition;
end
$$;
comment on function limits_of_class(integer, date) is 'How long the handling of a case of a class may take: the city''s own limits, else those of another city as an example; of the class itself, else of what it was in an older edition.';

drop function if exists class_in_edition(integer, text);
drop function if exists classes_counted_under(text);
create or replace function classes_counted_under(wanted text) returns table (class_id integer, counted_id integer)
-- Never a choice between two: a case would be counted as what it may not be. What is on no national list, as public order
-- and a city's own, is the same under each.
language plpgsql stable as $$
begin
  return query
  with near as (
    select c.id as from_id, t.id as to_id, k.far, min(k.far) over (partition by c.id) as nearest
    from incident_class c
    cross join lateral (
      select f.class_id as id, f.distance as far from class_family(c.id) f
      union
      select m.class_id, 1 from incident_class_match m where m.former_id = c.id
    ) k
    join incident_class t on t.id = k.id and t.edition = wanted
  )
  select c.id, case when c.edition !~ '^(GB|CJ)/T ' then c.id
    when count(n.to_id) = 1 then min(n.to_id) end
  from incident_class c
  left join near n on n.from_id = c.id and n.far = n.nearest
  group by c.id;
end
$$;
comment on function classes_counted_under(text) is 'For every class the one of an edition under which its cases are counted there: itself, else the nearest that it was, is named after, or is now; null where there is none, or several are as near.';
