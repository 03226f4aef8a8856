-- name: by_class
-- Cases within reach that happened in a time, by the class of an edition under which each is counted: void ones are none.
-- Their own classes are counted first, so that a million cases are looked at once and a few hundred classes translated.
with own as materialized (
  select i.class_id, count(*)::int as cases, (count(*) filter (where i.state not in ('closed', 'merged')))::int as open
  from incident i
  where i.state <> 'void' and i.happened_at >= $2 and i.happened_at < $3 and ($4::text is null or i.grid_id in (select grids_of_area($4)))
  group by i.class_id
)
select t.id, t.edition, t.kind, t.code, t.group_name, t.name_zh, t.name_en, sum(own.cases)::int as cases, sum(own.open)::int as open,
  (sum(own.cases) filter (where own.class_id is distinct from t.id))::int as converted
from own
join classes_counted_under($1) under on under.class_id = own.class_id
left join incident_class t on t.id = under.counted_id
group by t.id
order by cases desc, t.id

-- name: areas
-- Where one can look: districts, streets and communities, in the order of the tree.
with recursive tree as (
  select id, code, name, level, 0 as depth, array[code] as path from area where parent_id is null and valid_to is null
  union all
  select a.id, a.code, a.name, a.level, tree.depth + 1, tree.path || a.code
  from tree join area a on a.parent_id = tree.id
  where a.level in ('district', 'street', 'community') and a.valid_to is null
)
select code, name, depth from tree
where depth > 0 and ($1::boolean or id in (select below.area_id from unnest($2::int[]) root (id) cross join lateral areas_below(root.id) below))
  and (level <> 'community' or not $1)
order by path
