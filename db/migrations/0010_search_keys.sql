-- Keys by which people find things, kept beside the names so that a search of 60,000 addresses need not work them out.

-- Full and half width, case, accents, spaces, punctuation and the kind of digits do not matter. The same rule as
-- searchKey in src/lib/domain/search/key.ts, which makes the key of what is looked for; tests/db/api holds the two
-- against each other. Letters beyond ASCII are named, because lower() follows the locale and engines differ in it.
create function search_key(source text) returns text
language sql immutable strict parallel safe
return translate(
  regexp_replace(
    lower(normalize(source, nfkd) collate "C"),
    '[\u0300-\u036f\t\n\r\f\v ·•‧.,、。()「」《》“”‘’''"]',
    '',
    'g'
  ),
  'ØÆŒÞÐŁĐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ‐‑‒–—−〇零一壹二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖',
  'øæœþðłđαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюя------0011222223334455666778899'
);
comment on function search_key(text) is 'The key under which a name or address is found.';

alter table building add column search_key text
  generated always as (search_key(coalesce(address, '') || coalesce(name, ''))) stored;
comment on column building.search_key is 'Address and name as they are looked for.';
create index building_search_key on building (search_key text_pattern_ops);

alter table facility add column search_key text not null generated always as (search_key(name)) stored;
comment on column facility.search_key is 'Name as it is looked for.';
create index facility_search_key on facility (search_key text_pattern_ops);

alter table organisation add column search_key text not null generated always as (search_key(name)) stored;
comment on column organisation.search_key is 'Name as it is looked for.';
create index organisation_search_key on organisation (search_key text_pattern_ops);

alter table area add column search_key text not null generated always as (search_key(name)) stored;
comment on column area.search_key is 'Name as it is looked for.';
create index area_search_key on area (search_key text_pattern_ops);

create index grid_code_pattern on grid (code text_pattern_ops);
