-- A change of the ground says where it was, so that only the tiles it touches are old.
-- The version of a tile is the sum of the marks of all changes that touch it. Marks are random, so the same sum means
-- the same changes whatever order they became visible in, and whichever copy or restored backup of this database they
-- came from. Rows are never just deleted: old ones are folded into one for each piece of ground, with their marks
-- summed up (db/functions/82_ground_change.sql).
alter table ground_change
  add column boxes double precision[] check (cardinality(boxes) > 0 and cardinality(boxes) % 4 = 0),
  -- 48 bits, so that sums stay exact wherever they are worked out.
  add column mark bigint not null
    default ('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))::bit(48)::bigint,
  add column folded boolean not null default false;
comment on table ground_change is 'Transactions that changed a layer of the ground and where, so that cached tiles know when they are old.';
comment on column ground_change.boxes is 'Boxes around what changed, four numbers each: west, south, east, north in metres of EPSG:3857. Null: everywhere.';
comment on column ground_change.mark is 'Random, 48 bits; of a folded row the sum of its changes'' marks modulo 2^48.';
comment on column ground_change.folded is 'True for a row that stands for many old changes of one piece of ground.';
-- The triggers of 0018 write no box, which means everywhere, until db/functions puts others in their place.

create table database_identity (
  id smallint primary key default 1 check (id = 1),
  origin uuid not null default gen_random_uuid()
);
comment on table database_identity is 'Tells this database''s tile files from those of another one in the same folder.';
comment on column database_identity.id is 'Always 1.';
comment on column database_identity.origin is 'Random. A copy has the same: what is written to either afterwards has marks of its own.';
insert into database_identity default values;
