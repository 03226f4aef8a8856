-- name: status
-- The day that the stored coverage describes; no row while nothing has been worked out.
select as_of::text as as_of from coverage_status

-- name: last_grid
-- How far the steps go, to show the progress.
select coalesce(max(id), 0) as last from grid

-- name: types
-- The facility types, a handful to each step.
select array_agg(code order by sort, code) as codes from facility_type

-- name: begin
-- First step of working everything out.
select coverage_begin($1::date)

-- name: grids_step
-- The next grids by id.
select coverage_grids_step($1, $2) as done

-- name: types_step
-- Whom some facility types reach.
select coverage_types_step($1)

-- name: finish
-- Last step.
select coverage_finish()

-- name: advance
-- Another day has come: only what began or ended between is worked out.
select coverage_advance($1::date) as rows
