-- name: card
-- One statement answers a click whole.
select grid_card($1, $2::date, $3::jsonb) as card

-- name: holding
-- The grid that holds a place; where two share the border, the one that buildings there are counted in. A place far from the metric frame's
-- meridian is not transformed: the projection has no answer there.
select g.id, g.code, g.area_m2, g.built_up, area_trail(coalesce(g.duty_grid_id, g.community_id)) as areas,
  jsonb_build_array(round(st_x(w.point)::numeric, 7), round(st_y(w.point)::numeric, 7)) as position
from jurisdiction j
cross join lateral (
  select case when $2::float8 between -80 and 84
    and least(abs($1::float8 - j.central_meridian::float8), 360 - abs($1::float8 - j.central_meridian::float8)) < 15
    then st_transform(st_setsrid(st_makepoint($1::float8, $2::float8), 4326), 990001) end as point
) p
join grid g on st_intersects(g.geom, p.point)
cross join lateral (select st_transform(g.spot, 4326) as point) w
where g.valid_from <= $3::date and (g.valid_to is null or g.valid_to > $3::date)
order by g.id
limit 1
