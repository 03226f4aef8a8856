-- name: hold_names
-- Nobody removes a file meanwhile; whoever keeps one does not wait for others who do.
select pg_advisory_xact_lock_shared(hashtextextended('wangge.photo', 0)) is null as held

-- name: hold_names_alone
-- Nobody keeps or removes a file meanwhile.
select pg_advisory_xact_lock(hashtextextended('wangge.photo', 0)) is null as held

-- name: add
-- One more, unless the same file is there already.
insert into incident_photo (incident_id, nth, kind, name, original, taken, width, height)
values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8)
on conflict (incident_id, kind, original) where removed_nth is null do nothing
returning id

-- name: of_case
-- Those of a case that were not removed, and with which of its events each came.
select id, nth, kind, encode(original, 'hex') as original, taken, width, height from incident_photo
where incident_id = $1 and removed_nth is null order by id

-- name: one
-- One of a case.
select p.name from incident_photo p join incident i on i.id = p.incident_id
where i.number = $1 and p.id = $2 and p.removed_nth is null

-- name: remove
-- Marks one as removed by an event of its case.
update incident_photo set removed_nth = $3 where id = $2 and incident_id = $1 and removed_nth is null returning name

-- name: in_use
-- Which files are needed.
select photos_in_use($1) as name
