/** What a list of cases is asked for, as it stands in its address. */
import { addDays, isDay } from '../calendar/days.ts';
import { mercator } from '../mercator.ts';
import { CLASS_KINDS, type ClassKind } from './classes.ts';
import { ENDED, STATES, isOpen, type State } from './workflow.ts';

/** What they are shown as: rows beside their map, the map where there is no room for both, or a column for each state. */
export const SHOWN_AS = ['list', 'map', 'board'] as const;
export type ShownAs = (typeof SHOWN_AS)[number];

/** Views of a list: what is open, what of it deserves a look, each state on its own, and what has ended. */
export const OPEN_STATES = STATES.filter(isOpen);
export const VIEWS = ['open', 'overdue', 'bounced', ...OPEN_STATES, 'ended'] as const;
export type View = 'open' | 'overdue' | 'bounced' | State | 'ended';

/** due: what is due first, of those that have ended the last one first; happened: the newest first. */
export const SORTS = ['due', 'happened'] as const;
export type Sort = (typeof SORTS)[number];

/** Degrees. */
export type Box = [west: number, south: number, east: number, north: number];

export interface CaseFilter {
	as: ShownAs;
	view: View;
	kind: ClassKind | null;
	/** Of an area with all below it. */
	area: string | null;
	/** Of a unit grid. */
	grid: string | null;
	/** Of an organisation that handles it now. */
	organisation: string | null;
	/** Part of a number, an address, or a class's name; or a class's code. */
	text: string | null;
	/** First and last day on which it happened, where the jurisdiction is, YYYY-MM-DD. */
	from: string | null;
	to: string | null;
	/** Only what lies in it. */
	bbox: Box | null;
	sort: Sort;
	/** Columns of the board that show more, in the order of the workflow. */
	more: readonly State[];
	/** From 1 on. */
	page: number;
}

export const PAGE_SIZE = 50;
/** Cards in a column of the board, and in one that shows more. */
export const COLUMN_SIZE = 50;
export const LONG_COLUMN_SIZE = 500;
/** Whoever looks further than this had better narrow it down. */
export const MOST_PAGES = 40;
/** Cases that are put on the map. */
export const MOST_PLACES = 5000;
const LONGEST = 60;

const CODE = /^[0-9A-Za-z_-]{1,40}$/;
const text = (typed: string | null) =>
	typed
		?.normalize('NFKC')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.slice(0, LONGEST)
		.trim() || null;

/** To a decimetre: what is said anew with each move of a map need not be longer. */
const rounded = (degrees: number) => Number(degrees.toFixed(6)) || 0;

/** Null for what is no box on the Earth. */
function boxOf(typed: string | null): Box | null {
	const parts = typed?.split(',') ?? [];
	if (parts.length !== 4 || !parts.every((part) => /^-?\d{1,3}(\.\d{1,20})?$/.test(part))) return null;
	const [west, south, east, north] = parts.map((part) => rounded(Number(part))) as Box;
	const onEarth = west >= -180 && east <= 180 && south >= -90 && north <= 90;
	return onEarth && west < east && south < north ? [west, south, east, north] : null;
}

/** Columns and lines of tiles of zoom 30 that a box reaches over (db/functions/20_places.sql: tile_column), to 4 cm. */
export function tilesOf([west, south, east, north]: Box): Box {
	const world = 2 ** 30;
	const tile = (share: number) => Math.min(Math.floor(share * world), world - 1);
	const [first, last] = [mercator(west, north), mercator(east, south)];
	return [tile(first.x), tile(first.y), tile(last.x), tile(last.y)];
}

/** What cannot be read is as if it were not there: an address that was typed wrong shows more, not nothing. */
export function parseFilter(asked: URLSearchParams): CaseFilter {
	const one = (name: string) => asked.get(name);
	const code = (name: string) => (CODE.test(one(name) ?? '') ? one(name) : null);
	const day = (name: string) => (isDay(one(name) ?? '') ? one(name) : null);
	const among = <T extends string>(these: readonly T[], name: string) =>
		these.find((value) => value === one(name));
	const page = Number(one('page') ?? 1);
	const more = (one('more') ?? '').split(',');
	return {
		as: among(SHOWN_AS, 'as') ?? 'list',
		view: among(VIEWS, 'view') ?? 'open',
		kind: among(CLASS_KINDS, 'kind') ?? null,
		area: code('area'),
		grid: code('grid'),
		organisation: code('organisation'),
		text: text(one('q')),
		from: day('from'),
		to: day('to'),
		bbox: boxOf(one('bbox')),
		sort: among(SORTS, 'sort') ?? 'due',
		more: OPEN_STATES.filter((state) => more.includes(state)),
		page: Number.isInteger(page) && page >= 1 ? Math.min(page, MOST_PAGES) : 1
	};
}

/** What stands in the address, by its name there; null: what is usual. */
function saidOf(filter: CaseFilter): Record<string, string | null> {
	return {
		as: filter.as === 'list' ? null : filter.as,
		view: filter.view === 'open' ? null : filter.view,
		kind: filter.kind,
		area: filter.area,
		grid: filter.grid,
		organisation: filter.organisation,
		q: filter.text,
		from: filter.from,
		to: filter.to,
		bbox: filter.bbox?.join() ?? null,
		sort: filter.sort === 'due' ? null : filter.sort,
		more: filter.more.join() || null,
		page: filter.page > 1 ? String(filter.page) : null
	};
}

/** The address of a list with something else asked for; what is usual is left out. Another list begins at its beginning. */
export function filterQuery(filter: CaseFilter, change: Partial<CaseFilter> = {}): string {
	const said = Object.entries(saidOf({ ...filter, page: 1, ...change }));
	const query = new URLSearchParams(said.filter((one): one is [string, string] => one[1] !== null));
	// Commas need no escape in an address, and are read more easily without.
	return query.size > 0 ? `?${query.toString().replaceAll('%2C', ',')}` : '';
}

/** What a form must send along besides its own fields, so that the rest of the filter stays. */
export const filterFields = (filter: CaseFilter, but: readonly string[]): [name: string, value: string][] =>
	Object.entries(saidOf({ ...filter, page: 1 })).filter(
		(one): one is [string, string] => one[1] !== null && !but.includes(one[0])
	);

/** Whether it asks for less than everything of its view. */
export const isNarrowed = (filter: CaseFilter): boolean =>
	(['kind', 'area', 'grid', 'organisation', 'text', 'from', 'to', 'bbox'] as const).some(
		(name) => filter[name] !== null
	);

/** Days. */
export const TEXT_SEARCH_DAYS = 31;

/**
 * The first day of what is looked through: of the many that have ended, words are looked for in those of the last month
 * only, unless days are said (a whole number is found however old it is).
 * @param today YYYY-MM-DD
 */
export const searchedFrom = ({ view, text, from, to }: CaseFilter, today: string): string | null =>
	from ?? (view === 'ended' && text !== null ? addDays(to ?? today, -TEXT_SEARCH_DAYS) : null);

/** States that a view shows. */
export const statesOf = (view: View): readonly State[] =>
	view === 'ended'
		? ENDED
		: view === 'open' || view === 'overdue' || view === 'bounced'
			? OPEN_STATES
			: [view];
