-- name: layers
-- A text for each layer of the ground that is another one after a change to what tiles show of it.
select layer, (sum(mark) % 281474976710656)::text as version from ground_change group by layer

-- name: changes
-- What is noted of some layers: where each change was, four numbers for a box, empty for everywhere.
select id::float8 as id, layer, boxes, mark::float8 as mark, folded from ground_change where layer = any ($1::text[])

-- name: box_of_areas
-- A box around areas as they are and were, with some slack: west, south, east and north in EPSG:3857; null where they have no boundary.
select case when count(*) > 0 then ground_boxes(array[st_setsrid(st_extent(geom)::geometry, 990001)]) end as box
from area_boundary where area_id = any ($1::int[])

-- name: coverage_time
-- Every column says when coverage was worked out.
select coalesce(max(as_of::text || ' ' || computed_at::text), '') as time from coverage_status

-- name: case_end
-- How many events of cases have been committed.
select case_feed_end()::float8 as nth

-- name: cases_after
-- What was done to cases since, in the order of the commits.
select feed::float8 as feed, number, version, action, state, areas, organisations from case_feed_after($1::bigint, $2)
