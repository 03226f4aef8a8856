/** Cases as a list, a board and a map, as far as whoever asks may see them. */
import type { Access } from '../../domain/access/access.ts';
import { daysBetween } from '../../domain/calendar/days.ts';
import { dayBounds } from '../../domain/calendar/zone.ts';
import { WanggeError } from '../../domain/errors.ts';
import {
	COLUMN_SIZE,
	LONG_COLUMN_SIZE,
	MOST_PLACES,
	OPEN_STATES,
	PAGE_SIZE,
	searchedFrom,
	statesOf,
	TEXT_SEARCH_DAYS,
	tilesOf,
	type CaseFilter
} from '../../domain/incident/filter.ts';
import { isBulkAction, type BulkAction } from '../../domain/incident/bulk.ts';
import { CASE_RIGHTS, mayDo } from '../../domain/incident/rights.ts';
import { offeredActions, type State } from '../../domain/incident/workflow.ts';
import { WhileSame } from '../api/while-same.ts';
import { accessOf, dayOf, reading, timezoneOf, type Context, type Within } from '../context.ts';
import { ofNobody, PerDatabase, type Database } from '../db/index.ts';
import * as listing from './listing.ts';
import type { Asked, CaseRow, Count, Reach, Viewed } from './listing.ts';
import { organisations, type Named } from './repository.ts';

export interface ListedCase extends Omit<CaseRow, 'seat' | 'found' | 'organisation_id'> {
	/** What whoever asks can do to it from a list, in the order of the workflow. */
	offered: BulkAction[];
}

export interface Counts {
	/** Of each state; those of which there is none are left out. */
	states: Partial<Record<State, number>>;
	late: Partial<Record<State, number>>;
	open: number;
	overdue: number;
	bounced: number;
}

export interface CaseList {
	rows: ListedCase[];
	/** Whether there is another page. */
	more: boolean;
	/** Of what is open under the same filter, whatever the view: how many in each state, and of these. */
	counts: Counts;
	/** The last event that was known when it was read: whoever follows what is done begins after it. */
	told: number;
}

/** What is read of cases by those who may read the same, for as long as nothing is done. */
function shared<T>(): <F>(
	context: Context,
	asked: F,
	read: (within: Within, reach: Reach, asked: F, told: number) => Promise<T>
) => Promise<T> {
	const answers = new PerDatabase((db: Database) => new WhileSame<T>(() => listing.mark(ofNobody(db))));
	return async (context, asked, read) => {
		const access = accessOf(context);
		const reach = reachOf(access);
		return answers.of(context.db).ask(JSON.stringify([reach, access.grants, asked]), context.now, () =>
			reading(context, async (within) => {
				const { mark, told } = await listing.marked(within.db);
				return { mark, value: await read(within, reach, asked, told) };
			})
		);
	};
}
const lists = shared<CaseList>();
const boards = shared<CaseBoard>();
const maps = shared<CasePlaces>();

/** @throws WanggeError not-found { what: 'path' } for whoever may see none anywhere */
export const listCases = (context: Context, filter: CaseFilter): Promise<CaseList> =>
	lists(context, filter, listWithin);

async function listWithin(
	context: Within,
	reach: Reach,
	filter: CaseFilter,
	told: number
): Promise<CaseList> {
	const { db, now } = context;
	const asked = askedFor(filter, now);
	const { view, page, sort } = filter;
	const window = { limit: PAGE_SIZE + 1, offset: (page - 1) * PAGE_SIZE };
	const hasEnded = view === 'ended';
	const open = await listing.open(db, reach, asked, {
		...viewed(filter, now),
		...(hasEnded ? { limit: 0, offset: 0 } : window),
		...{ sort, now }
	});
	const ids = hasEnded ? await endedIds(context, reach, filter, window) : open.ids;
	return {
		rows: await listed(context, ids.slice(0, PAGE_SIZE)),
		more: ids.length > PAGE_SIZE,
		counts: countsOf(open.counts),
		told
	};
}

/** A whole number is looked up, however long ago it ended. */
async function endedIds(
	{ db, now }: Within,
	reach: Reach,
	filter: CaseFilter,
	window: { limit: number; offset: number }
): Promise<number[]> {
	const { sort, text } = filter;
	if (text !== null) {
		const asked = { ...askedFor({ ...filter, text: null }, now), number: text };
		const [one] = await listing.ended(db, reach, asked, { sort, limit: 1, offset: 0, few: true });
		if (one !== undefined) return window.offset === 0 ? [one] : [];
	}
	const few = isFew(reach, { ...filter, from: searchedFrom(filter, dayOf(now)) }, now);
	return listing.ended(db, reach, askedFor(filter, now), { sort, ...window, few });
}

/** Degrees: few of a city's many lie in so small a box, or happened within a month. */
const SMALL_BOX = 0.03;

/** Whether those that have ended and are asked for are few of many. */
function isFew(reach: Reach, { grid, organisation, bbox, from, to, sort }: CaseFilter, now: Date): boolean {
	if (!reach.everywhere && reach.areas.length === 0) return true;
	if (grid !== null || organisation !== null) return true;
	if (bbox !== null && Math.max(bbox[2] - bbox[0], bbox[3] - bbox[1]) <= SMALL_BOX) return true;
	return sort === 'due' && from !== null && daysBetween(from, to ?? dayOf(now)) <= TEXT_SEARCH_DAYS;
}

export interface CaseBoard {
	/** In the order of the workflow, with what is most urgent first. */
	columns: { state: State; rows: ListedCase[] }[];
	counts: Counts;
	/** As of a list. */
	told: number;
}

/** Of each state as many as a column shows. @throws WanggeError as listCases */
export const readBoard = (context: Context, filter: CaseFilter): Promise<CaseBoard> =>
	boards(context, filter, boardWithin);

async function boardWithin(
	context: Within,
	reach: Reach,
	filter: CaseFilter,
	told: number
): Promise<CaseBoard> {
	const { db, now } = context;
	const { ids, counts } = await listing.board(db, reach, askedFor(filter, now), {
		...viewed(filter, now),
		states: filter.more,
		sort: filter.sort,
		usual: COLUMN_SIZE,
		most: LONG_COLUMN_SIZE,
		now
	});
	const rows = await listed(context, ids);
	return {
		columns: OPEN_STATES.map((state) => ({ state, rows: rows.filter((row) => row.state === state) })),
		counts: countsOf(counts),
		told
	};
}

export interface CasePlaces {
	places: listing.CasePlace[];
	classes: listing.ClassName[];
	/** There are more than are told of. */
	more: boolean;
}

/** Where all of a view are, whatever part of the map is looked at. @throws WanggeError as listCases */
export const readPlaces = (context: Context, filter: CaseFilter): Promise<CasePlaces> =>
	maps(context, { ...filter, bbox: null }, placesWithin);

async function placesWithin({ db, now }: Within, reach: Reach, filter: CaseFilter): Promise<CasePlaces> {
	const found = await listing.places(db, reach, askedFor(filter, now), viewed(filter, now), MOST_PLACES + 1);
	const places = found.slice(0, MOST_PLACES);
	const classes = await listing.classNames(db, [...new Set(places.map((place) => place.class))]);
	return { places, classes, more: found.length > MOST_PLACES };
}

const viewed = ({ view }: CaseFilter, now: Date): Viewed => ({
	states: statesOf(view),
	lateAt: view === 'overdue' ? now : null,
	bounced: view === 'bounced'
});

function askedFor(filter: CaseFilter, now: Date): Asked {
	const { area, grid, organisation, kind, text, to, bbox } = filter;
	const from = searchedFrom(filter, dayOf(now));
	return {
		...(area !== null && { area }),
		...(grid !== null && { grid }),
		...(organisation !== null && { organisation }),
		...(kind !== null && { kind }),
		...(text !== null && { text }),
		...(from !== null && { since: dayBounds(from, timezoneOf())[0].toISOString() }),
		...(to !== null && { before: dayBounds(to, timezoneOf())[1].toISOString() }),
		...(bbox !== null && { tiles: tilesOf(bbox) })
	};
}

async function listed({ db, ...who }: Within, ids: readonly number[]): Promise<ListedCase[]> {
	const access = accessOf(who);
	const rows = await listing.rows(db, ids);
	// Where each lies is asked for by what can be done there.
	const acts = CASE_RIGHTS.some((right) => access.may(right, 'incident'));
	const areasOf = await listing.areasOf(db, acts ? rows.map(({ seat }) => seat) : []);
	return rows.map(({ seat, organisation_id, found, ...row }) => {
		const where = { areas: areasOf(seat), organisation: organisation_id, organisations: [] };
		const { state, asked_minutes: askedMinutes } = row;
		const offered = offeredActions({ state, found, askedMinutes })
			.filter(isBulkAction)
			.filter((action) => mayDo(access, action, where));
		return { ...row, offered };
	});
}

function countsOf(counts: readonly Count[]): Counts {
	const sum = (of: 'count' | 'overdue' | 'bounced') => counts.reduce((all, one) => all + one[of], 0);
	return {
		states: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
		late: Object.fromEntries(
			counts.filter(({ overdue }) => overdue > 0).map((one) => [one.state, one.overdue])
		),
		open: sum('count'),
		overdue: sum('overdue'),
		bounced: sum('bounced')
	};
}

/** What is read where one works, and what was ever given to one's organisation. */
function reachOf(access: Access): Reach {
	const read = access.scopeOf('read', 'incident');
	const { organisations } = access.scopeOf('handle', 'incident');
	if (!read.everywhere && read.areas.length === 0 && organisations.length === 0)
		throw new WanggeError('not-found', { what: 'path' });
	return { everywhere: read.everywhere, areas: read.areas, organisations };
}

/** How the area and the organisation of a filter are called; null where there is none of that code. */
export async function readFilterNames({ db }: Context, { area, organisation }: CaseFilter) {
	if (area === null && organisation === null) return { area, organisation };
	return listing.filterNames(db, area, organisation);
}

/** To whom something can be dispatched today: told to whoever dispatches. */
export async function readOrganisations(context: Context): Promise<Named[]> {
	if (!accessOf(context).may('direct', 'incident')) return [];
	return organisations(context.db, dayOf(context.now));
}
