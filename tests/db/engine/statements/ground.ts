/** The tables and functions that the statements of the differential test use, and how a trace of them is seen. */
export const GROUND = `
create table ground (
	code varchar(20) primary key,
	kind text not null check (kind in ('road', 'park')),
	parent varchar(20) references ground,
	people int not null default 10,
	doubled int generated always as (people * 2) stored,
	shape geometry(Polygon, 4490) check (st_isvalid(shape))
);
create table period (
	code varchar(20) not null,
	during daterange not null,
	exclude using gist (code with =, during with &&)
);
insert into ground (code, kind, people) values ('a', 'road', 10);
insert into ground (code, kind, parent, people) values ('b', 'park', 'a', 20);
insert into period values ('a', '[2024-01-01,2025-01-01)');
create view named as select code from ground;
create function forever(n int) returns int language plpgsql as $$ begin return forever(n + 1); end $$;
create function refuse(why text) returns int language plpgsql as $$
begin
	raise exception 'outside-jurisdiction' using errcode = 'WG000', detail = json_build_object('why', why)::text;
end $$;
`;

/** One row that is another as soon as anything was written. */
export const TRACE = `
select (select string_agg(ground::text, ' ' order by code) from ground) as ground,
	(select string_agg(period::text, ' ') from period) as period,
	(select string_agg(relname, ' ' order by relname) from pg_class where relnamespace = 'public'::regnamespace) as tables`;
