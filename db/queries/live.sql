-- name: layers
-- A text for each layer of the ground that is another one after a change to what tiles show of it.
select layer, (sum(mark) % 281474976710656)::text as version from ground_change group by layer

-- name: coverage_time
-- Every column says when coverage was worked out.
select coalesce(max(as_of::text || ' ' || computed_at::text), '') as time from coverage_status
