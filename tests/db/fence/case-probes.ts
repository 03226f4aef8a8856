/** What nobody reads or does of cases that are not theirs. */
import * as tiny from '../../fixtures/tiny-ground.ts';
import { NOW } from './people.ts';
import type { Probe } from './probes.ts';

const at = NOW.toISOString();
const report = (community: string) =>
	`insert into incident (number, class_id, geom, happened_at, reported_at, state, grid_id, source_id)
	select 'X-1', (select min(id) from incident_class), g.spot, '${at}', '${at}', 'reported', g.id, report_source()
	from grid g join area a on a.id = g.community_id where a.code = '${community}' order by g.id limit 1 returning id`;
const event = (number: string, action: string, actor: string) =>
	`insert into incident_event (incident_id, nth, action, at, actor, state)
	values ((select id from incident where number = '${number}'), 9, '${action}', '${at}', 'account:' || ${actor}, 'accepted') returning id`;
/** Of community B, where the other grid worker is. */
const ELSEWHERE = 'T-6';

export const CASES: readonly Probe[] = [
	{ name: 'a report on another ground', as: 'grid_worker', sql: report(tiny.COMMUNITY_B) },
	{ name: 'a report by who only reads', as: 'leader', sql: report(tiny.COMMUNITY_A) },
	{ name: 'a report by nobody', as: null, sql: report(tiny.COMMUNITY_A) },
	{
		name: 'a case is changed by who only reads',
		as: 'leader',
		sql: `update incident set state = 'void', closed_at = now() where number = 'T-1' returning id`
	},
	{
		name: 'a case is changed that was given to nobody',
		as: 'unit_handler',
		sql: `update incident set state = 'void', closed_at = now() where number = 'T-1' returning id`
	},
	{
		name: 'a case is moved',
		as: 'street_staff',
		sql: `update incident set geom = st_translate(geom, 100, 0) where number = 'T-1' returning id`
	},
	{ name: 'events of cases, by nobody', as: null, sql: 'select id from incident_event' },
	{
		name: 'events of cases on another ground',
		as: 'grid_worker',
		sql: `select e.id from incident_event e where e.actor = 'test:elsewhere'`
	},
	{
		name: 'a case is accepted by who only looks',
		as: 'grid_worker',
		sql: event('T-1', 'accept', ':grid_worker')
	},
	{ name: 'a word from who only reads', as: 'leader', sql: event('T-1', 'say', ':leader') },
	{ name: 'something is done in another’s name', as: 'street_staff', sql: event('T-1', 'accept', ':leader') },
	{
		name: 'something is done to a case on another ground',
		as: 'street_staff',
		sql: event(ELSEWHERE, 'accept', ':street_staff')
	},
	{
		name: 'an event is written anew',
		as: 'street_staff',
		sql: `update incident_event set reason = '别的' returning id`
	},
	{ name: 'an event is taken away', as: 'street_staff', sql: 'delete from incident_event returning id' },
	{ name: 'photos of cases, by nobody', as: null, sql: 'select id from incident_photo' },
	{
		name: 'photos of cases on another ground',
		as: 'grid_worker',
		sql: `select id from incident_photo where name = repeat('b', 64)`
	},
	{
		name: 'photos of a case that was given to nobody',
		as: 'unit_handler',
		sql: `select id from incident_photo where name = repeat('a', 64)`
	},
	{
		name: 'a photo with what another has done',
		as: 'street_staff',
		sql: `insert into incident_photo (incident_id, nth, kind, name, original, width, height)
			select incident_id, nth, 'found', repeat('e', 64), sha256('y'), 1, 1 from incident_event
			where nth = 1 and incident_id = (select id from incident where number = 'T-1') returning id`
	},
	{
		name: 'a photo is removed without a word',
		as: 'street_staff',
		sql: `update incident_photo set removed_nth = 2 returning id`
	},
	{
		name: 'a photo becomes another one',
		as: 'street_staff',
		sql: `update incident_photo set name = repeat('e', 64) returning id`
	},
	{ name: 'a photo is taken away', as: 'street_staff', sql: 'delete from incident_photo returning id' },
	{ name: 'which files are needed', as: 'street_staff', sql: `select photos_in_use(array[repeat('a', 64)])` },
	{ name: 'how many events there are', as: 'street_staff', sql: 'select nth from incident_feed' }
];
