/** What a list of cases is asked for, as it stands in its address. */
import { CLASS_KINDS, type ClassKind } from './classes.ts';
import { ENDED, STATES, isOpen, type State } from './workflow.ts';

/** Views of a list: what is open, what of it deserves a look, each state on its own, and what has ended. */
export const OPEN_STATES = STATES.filter(isOpen);
export const VIEWS = ['open', 'overdue', 'bounced', ...OPEN_STATES, 'ended'] as const;
export type View = 'open' | 'overdue' | 'bounced' | State | 'ended';

export interface CaseFilter {
	view: View;
	kind: ClassKind | null;
	/** Of an area with all below it. */
	area: string | null;
	/** Of an organisation that handles it now. */
	organisation: string | null;
	/** Part of a number, an address, or a class's name. */
	text: string | null;
	/** From 1 on. */
	page: number;
}

export const PAGE_SIZE = 50;
/** Whoever looks further than this had better narrow it down. */
export const MOST_PAGES = 40;
const LONGEST = 60;

const CODE = /^[0-9A-Za-z_-]{1,40}$/;
const text = (typed: string | null) =>
	typed
		?.normalize('NFKC')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.slice(0, LONGEST) || null;

/** What cannot be read is as if it were not there: an address that was typed wrong shows more, not nothing. */
export function parseFilter(asked: URLSearchParams): CaseFilter {
	const one = (name: string) => asked.get(name);
	const code = (name: string) => (CODE.test(one(name) ?? '') ? one(name) : null);
	const page = Number(one('page') ?? 1);
	return {
		view: VIEWS.find((view) => view === one('view')) ?? 'open',
		kind: CLASS_KINDS.find((kind) => kind === one('kind')) ?? null,
		area: code('area'),
		organisation: code('organisation'),
		text: text(one('q')),
		page: Number.isInteger(page) && page >= 1 ? Math.min(page, MOST_PAGES) : 1
	};
}

/** The address of a list with something else asked for; what is usual is left out. */
export function filterQuery(filter: CaseFilter, change: Partial<CaseFilter> = {}): string {
	const next = { ...filter, page: 1, ...change };
	const said: Record<string, string | null> = {
		view: next.view === 'open' ? null : next.view,
		kind: next.kind,
		area: next.area,
		organisation: next.organisation,
		q: next.text,
		page: next.page > 1 ? String(next.page) : null
	};
	const query = new URLSearchParams(
		Object.entries(said).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))
	);
	return query.size > 0 ? `?${query.toString()}` : '';
}

/** States that a view shows. */
export const statesOf = (view: View): readonly State[] =>
	view === 'ended'
		? ENDED
		: view === 'open' || view === 'overdue' || view === 'bounced'
			? OPEN_STATES
			: [view];
