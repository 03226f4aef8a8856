-- name: read
-- The one row, if the jurisdiction has been set up.
select name, demonstration, frame_kind, frame_epsg, frame_name, central_meridian::float8 as central_meridian,
  sequence_digits, set_up_on::text as set_up_on
from jurisdiction

-- name: define_frame
-- What 990001 means here. PROJ remembers a definition per connection, so it is written before any transform.
insert into spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text)
values (990001, null, null, $1, $2)
on conflict (srid) do update set srtext = excluded.srtext, proj4text = excluded.proj4text

-- name: insert
-- Refused by the key when there is one already: one installation governs one jurisdiction.
insert into jurisdiction (name, demonstration, frame_kind, frame_epsg, frame_name, central_meridian, sequence_digits, set_up_on)
values ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: clear
-- Everything of the ground goes; the catalogues and the audit stay.
truncate coverage_dirty, coverage_status, grid_reach, grid_duty, greening_duty, incident, ground_piece,
  responsibility_ground, responsibility, facility_reach, facility, tree, green_space, waterway, water, road, building,
  block, grid, area_boundary, document, organisation, area, source, jurisdiction restart identity cascade

-- name: upsert_source
-- The same file is one source however often it is read.
insert into source (kind, name, attribution, licence, as_of, sha256)
values ($1, $2, $3, $4, $5, $6)
on conflict (kind, name, sha256) do update
set attribution = excluded.attribution, licence = excluded.licence, as_of = excluded.as_of
returning id
