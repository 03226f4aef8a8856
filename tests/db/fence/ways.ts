/** Ways round row-level security that are known, each in one connection that has signed in as the product does. */
import * as tiny from '../../fixtures/tiny-ground.ts';

export interface Way {
	name: string;
	/** One after another in one transaction; what the last one gives counts. */
	sql: string[];
	/** Its owner is no measure: it would do something else there. */
	alone?: boolean;
}

const B1 = `'${tiny.GRID_CODES.B1}'`;
const DAY = `'${tiny.TINY_DAY}'::date`;
const one = (name: string, ...sql: string[]): Way => ({ name, sql });
const alone = (name: string, ...sql: string[]): Way => ({ name, sql, alone: true });
const SEE = 'select id from incident';
/** Signed by nobody. */
const forged = (text: string) => `select set_config('wangge.context', '${text}', true)`;
const MAC = 'ab'.repeat(32);
/** What the database keeps of whoever asks: those of a leader of the whole. */
const ALL = '[{"role": "leader", "area": null, "organisation": null, "below": null}]';
const kept = (text: string) => `select set_config('wangge.kept', ${text}, true)`;

export const WAYS: readonly Way[] = [
	// Asked for straight.
	one('a table', 'select * from incident'),
	one('the same by another word', 'table greening_duty'),
	one('only the table', 'select * from only incident'),
	one('a sample', 'select * from incident tablesample system (100)'),
	one('system columns', 'select ctid, xmin, tableoid from incident'),
	one('the whole row', 'select incident from incident'),
	one('as json', 'select to_jsonb(i) from incident i'),
	one('a count', 'select 1 from incident having count(*) > 0'),
	one('whether there is one', 'select 1 where exists (select from incident)'),
	one('the end of an index', 'select max(id) from incident having max(id) is not null'),
	one('all in one array', 'select array_agg(number) from incident having count(*) > 0'),
	one('a window', 'select id, row_number() over (order by id) from incident'),
	one('recursion', 'with recursive r as (select id from incident union select id from r) select * from r'),
	one('a join', 'select i.id from grid g join incident i on i.grid_id = g.id'),
	one('a lateral join', 'select i.id from grid g, lateral (select * from incident where grid_id = g.id) i'),
	one('both sides of a union', 'select id from incident union all select id from greening_duty'),
	one('by its place', 'select id from incident where geom && (select st_union(geom) from grid)'),
	one(
		'as XML',
		`select 1 where query_to_xml('select id from incident', true, false, '')::text like '%<id>%'`
	),
	one('a table as XML', `select 1 where table_to_xml('incident', true, false, '')::text like '%<id>%'`),
	one('accounts', 'select id, title from account'),
	one('sessions', 'select token_hash from session'),
	one('the audit', 'select * from audit_entry'),
	// How few live somewhere: of the tiny ground's grids one has 31, which is said to be 30.
	one('few people of a grid', 'select 1 from people_of_grids(null) where residents % 5 <> 0'),
	one(
		'few people by a measure',
		`select 1 from measure_of_grids('residents', null, null, ${DAY}) where value::int % 5 <> 0`
	),
	one(
		'few people by a card',
		`select 1 from grid g where (grid_card(g.code, ${DAY}, null) -> 'grid' ->> 'residents')::int % 5 <> 0`
	),
	one(
		'few people by the duties of a card',
		`select 1 from grid g, json_array_elements(card_duties(g, '{}', ${DAY}, true, false, '{}')) d
		where (d -> 'ground' -> 'clear' ->> 'residents')::int % 5 <> 0`
	),
	one('few people by states of ground', 'select 1 from grid_duty where clear_residents % 5 <> 0'),
	one(
		'few people by an area',
		'select 1 from area_duties(array(select id from grid), true) where clear_residents % 5 <> 0'
	),
	one(
		'few people by coverage that is worked out',
		`select 1 from coverage_of(array(select id from grid), array['public_order'], ${DAY}) where clear_residents % 5 <> 0`
	),
	alone(
		'those in one building, by a grid of one’s own',
		`select 1 from building b, lateral people_in(jsonb_populate_record(null::grid,
			jsonb_build_object('id', -1, 'geom', st_buffer(b.spot, 0.3)::text)), false) p where p.residents > 0`
	),
	// By functions that are there.
	one('a function of incidents', `select id from reported_incident(${DAY})`),
	one(
		'a card',
		`select 1 from grid g where (grid_card(g.code, ${DAY}, null) -> 'incidents' ->> 'open')::int > 0`
	),
	one(
		'greening of a card',
		`select 1 from grid g where (grid_card(g.code, ${DAY}, null) -> 'greening' ->> 'overdue')::int > 0`
	),
	one(
		'means of a card',
		`select 1 from grid g, json_array_elements(grid_card(g.code, ${DAY}, null) -> 'duties') d,
		json_array_elements(d -> 'leads') l where l ->> 'staff_posts' is not null`
	),
	one('a measure', `select 1 from measure_of_grids('incidents', null, null, ${DAY}) where value > 0`),
	one('another measure', `select 1 from measure_of_grids('greening', null, null, ${DAY}) where value > 0`),
	one(
		'a measure of areas',
		`select 1 from measure_of_areas('incidents', null, null, ${DAY}, 'community') where value > 0`
	),
	one(
		'means',
		`select 1 from means_in((select id from grid where code = ${B1}), array(select id from responsibility), true, null)
		where staff_posts is not null`
	),
	one('who may do what', `select 1 from account a where grants_of(a.id, now()) <> '[]'`),
	one(
		'people by building',
		`select residents from buildings_in((select id from grid where code = ${B1}), null, true) where residents is not null`
	),
	// Conditions that tell of a row before the policy has passed it.
	one(
		'an error for a row',
		`select id from incident where 1 / (case when number <> '' then 0 else 1 end) = 0 or true`
	),
	one('a cast for a row', `select id from incident where (number || 'x')::int = 0 or true`),
	one(
		'a function that tells, and costs nothing',
		`create function pg_temp.tell(text) returns boolean language plpgsql cost 0.0000001 as
			'begin perform set_config(''told.it'', $1, true); return true; end'`,
		`select count(*) from incident where pg_temp.tell(number)`,
		`select 1 where coalesce(current_setting('told.it', true), '') <> ''`
	),
	one(
		'an operator that tells',
		`create function pg_temp.same(text, text) returns boolean language plpgsql cost 0.0000001 as
			'begin perform set_config(''told.op'', $1, true); return true; end'`,
		`create operator pg_temp.=== (function = pg_temp.same, leftarg = text, rightarg = text)`,
		`select count(*) from incident where number operator(pg_temp.===) 'x'`,
		`select 1 where coalesce(current_setting('told.op', true), '') <> ''`
	),
	// What would be one's own, and see more.
	one('a view', 'create temp view seen as select id from incident', 'select * from seen'),
	one(
		'a view as whoever owns it',
		'create temp view seen with (security_invoker = false) as select id from incident',
		'select * from seen'
	),
	one('a copy', 'create temp table copied as select id from incident', 'select * from copied'),
	one(
		'a function as whoever owns it',
		`create function pg_temp.see() returns setof integer language sql security definer as 'select id from incident'`,
		'select * from pg_temp.see()'
	),
	one('a statement that is kept', 'deallocate all', `prepare kept as ${SEE}`, 'execute kept'),
	one('a cursor', `declare c cursor for ${SEE}`, 'fetch all from c'),
	one('another search path', 'set local search_path = pg_temp, public', SEE),
	// Functions that see more than whoever asks.
	one('who holds an office', 'select i from generate_series(1, 30) i where holds_office(i, now())'),
	alone(
		'who brought whom in',
		'select p from generate_series(1, 30) p, generate_series(1, 30) a where lets_in(p, a)'
	),
	alone('where most is to do', 'select community from demonstration_places() where community is not null'),
	// What would change who asks.
	alone('the role is taken off', 'reset role', SEE),
	alone('no role', 'set local role none', SEE),
	alone('the owner’s role', 'set local role :owner', SEE),
	alone('the owner’s session', 'set local session authorization :owner', SEE),
	alone('the session as it began', 'set local session authorization default', SEE),
	alone('a policy-free zone', 'set local row_security = off', SEE),
	alone('no triggers', 'set local session_replication_role = replica', SEE),
	alone('all settings taken back', 'reset all', SEE),
	alone('a process that says so', forged(`v2 process 0 0 0 0 0 - ${MAC}`), SEE),
	alone('somebody that says so', forged(`v2 person :account :session 1782000000000 0 0 - ${MAC}`), SEE),
	alone('a door that says so', forged(`v2 door 0 0 0 0 0 - ${MAC}`), 'select id from account'),
	alone('no signature', forged('v2 process 0 0 0 0 0 - '), SEE),
	alone('a setting with a wildcard', forged('%'), SEE),
	alone('a setting that is no text of ours', forged('{"kind": "process"}'), SEE),
	alone('the check is entered by oneself', `select enter_context('v2 process 0 0 0 0 0 - ${MAC}')`, SEE),
	alone('rights of one’s own', kept(`'${MAC} ${ALL}'`), SEE),
	alone('rights that are sealed by oneself', kept(`context_seal('${ALL}') || ' ${ALL}'`), SEE),
	alone(
		'rights that are sealed for who asks',
		kept(`context_seal(current_setting('wangge.context', true) || ' ${ALL}') || ' ${ALL}'`),
		SEE
	),
	alone('rights that are none', kept(`'${MAC} {}'`), SEE),
	alone(
		'the check is taken over',
		`create function pg_temp.context_said() returns text[] language sql as 'select array[''v1'', ''process'']'`,
		'set local search_path = pg_temp, public',
		SEE
	),
	alone(
		'a table of keys of one’s own',
		`create temp table context_key as select '\\x00000000'::bytea as name, sha256('a') || sha256('b') as inner_pad, sha256('c') || sha256('d') as outer_pad`,
		'set local search_path = pg_temp, public',
		forged(`v2 process 0 0 0 0 0 - ${MAC}`),
		SEE
	),
	alone(
		'a key is put in',
		`insert into context_key values ('\\x00000000', sha256('a') || sha256('b'), sha256('c') || sha256('d'))`,
		SEE
	),
	// What would take the fence down.
	alone('row-level security off', 'alter table incident disable row level security', SEE),
	alone('not for the owner', 'alter table incident no force row level security', SEE),
	alone('a policy less', 'drop policy incident_read on incident', SEE),
	alone('a policy more', 'create policy mine on incident using (true)', SEE),
	alone('another owner', 'alter table incident owner to current_user', SEE),
	alone('a grant', 'grant select on audit_head to public', SEE),
	alone('more rights for the role', 'alter role current_user bypassrls', SEE),
	alone('the owner’s role is joined', 'grant :owner to current_user', SEE),
	alone(
		'the function that asks is replaced',
		`create or replace function context_everywhere(record text) returns boolean language sql as 'select true'`,
		SEE
	),
	alone('a table below', 'create table public.below () inherits (incident)', SEE),
	alone(
		'a trigger',
		`create trigger mine before insert on incident for each row execute function place_in_grid()`,
		SEE
	),
	alone('an extension', 'create extension dblink', SEE),
	// By writing.
	alone(
		'a conflict',
		`insert into account (kind, sign_in_name, title, created_at) select 'person', 'x' || n, 'x', now() from generate_series(1, 3) n
		on conflict (sign_in_name) do update set title = excluded.title returning *`
	),
	alone('an update that returns', `update incident set address = address returning id`),
	alone('an update of what is not to be seen', `update account set title = title returning id`),
	alone('a delete that returns', 'delete from incident returning id'),
	alone(
		'a merge',
		`merge into incident i using grid g on g.id = i.grid_id when matched then update set address = ''`,
		SEE
	),
	alone('a lock', `${SEE} for update`),
	alone('a truncate', 'truncate incident', SEE),
	alone(
		'a copy into it',
		`insert into incident (number, class_id, geom, happened_at, state, source_id)
		select 'x', (select min(id) from incident_class), (select spot from grid limit 1), now(), 'reported', (select min(id) from source) returning id`
	),
	// Beside the tables.
	one(
		'statistics',
		`select most_common_vals from pg_stats where tablename = 'incident' and schemaname = 'public'`
	),
	one('raw statistics', 'select 1 from pg_statistic'),
	one('the extent of a table', `select 1 where st_estimatedextent('public', 'incident', 'geom') is not null`),
	alone('a file', `select pg_read_file('PG_VERSION')`),
	alone('a program', `copy (select 1) to program 'true'`, SEE)
];
