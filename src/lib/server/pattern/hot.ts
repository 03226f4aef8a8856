/**
 * Hot spots, told as they are found. Whoever asks the same and may see the same shares one search; it ends when nobody
 * waits for it any more, and what it found is kept until a case, a grid or an area changes.
 */
import pino from 'pino';
import { scopeKey } from '../../domain/access/access.ts';
import type { HotSpotEvent } from '../../domain/api/patterns.ts';
import { addDays } from '../../domain/calendar/days.ts';
import { daysOf, type PatternReach, type Question } from '../../domain/pattern/asked.ts';
import { PERMUTATIONS, type Burst, type HotClass, type HotGround } from '../../domain/pattern/hot-spots.ts';
import { packPlaces } from '../../domain/pattern/packed-places.ts';
import { accessOf, dayOf, type Context } from '../context.ts';
import { PerDatabase, type Database } from '../db/index.ts';
import { opened, takePlace, type Follower } from '../live/service.ts';
import { eventStream } from '../live/stream.ts';
import { sourceVersions } from '../measure/columns.ts';
import * as repository from './repository.ts';
import { readableAreas, requireArea } from './service.ts';
import { inThread, TookTooLong } from './thread.ts';

export interface HotLimits {
	/** Cases among which bursts are looked for at most. */
	mostSearched: number;
	permutations: number;
	limitMs: number;
}

/** Ten thousand cases take half a minute within 500 m, and less than a minute within 1,000 m, on two processors. */
export const HOT_LIMITS: HotLimits = { mostSearched: 10_000, permutations: PERMUTATIONS, limitMs: 180_000 };
/** Searches whose results are kept. */
const MOST_KEPT = 24;
/** Progress is told so often at most, ms. */
const TOLD_EVERY_MS = 150;

const log = pino({ name: 'hot-spots', level: process.env.LOG_LEVEL ?? 'info' });

type Listener = (event: HotSpotEvent) => void;

/** One search, whoever waits for it. */
class Search {
	readonly #found: HotSpotEvent[] = [];
	readonly #listeners = new Set<Listener>();
	readonly #abort = new AbortController();
	#progress: HotSpotEvent | null = null;
	#over = false;

	constructor(run: (tell: Listener, signal: AbortSignal) => Promise<void>, onGone: () => void) {
		void run((event) => this.#tell(event), this.#abort.signal).catch((error: unknown) => {
			onGone();
			// Only its name: what the database says of a statement may hold what is in it.
			if (!this.#abort.signal.aborted && !(error instanceof TookTooLong))
				log.warn({ fault: error instanceof Error ? error.name : 'unknown' }, 'hot spots were not found');
			this.#tell({ kind: 'failed', reason: error instanceof TookTooLong ? 'time' : 'fault' });
		});
		this.#abort.signal.addEventListener('abort', onGone);
	}

	get over(): boolean {
		return this.#over;
	}

	/** What was told so far, and what is told from now on. @returns ends the listening; the last to leave ends the search */
	listen(listener: Listener): () => void {
		for (const event of this.told()) listener(event);
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
			if (this.#listeners.size === 0 && !this.#over) this.#abort.abort();
		};
	}

	told(): HotSpotEvent[] {
		return [...this.#found, ...(this.#progress ? [this.#progress] : [])];
	}

	#tell(event: HotSpotEvent): void {
		// Before it is told: who has heard it leaves.
		this.#over ||= event.kind === 'bursts' || event.kind === 'failed';
		this.#progress = event.kind === 'progress' ? event : null;
		if (event.kind !== 'progress') this.#found.push(event);
		for (const listener of this.#listeners) listener(event);
	}
}

const searches = new PerDatabase<Database, Map<string, Search>>(() => new Map());

/** Searches that have not come to their end. */
export const openSearches = (db: Database): number =>
	[...searches.of(db).values()].filter(({ over }) => !over).length;

/**
 * A stream that ends with the bursts, or with what went wrong.
 * @throws WanggeError not-found { what: 'path' } for whoever may read no case; unknown-reference { parameter: 'area', code };
 * too-many-requests, server-busy where no stream more may be open
 */
export async function followHotSpots(
	context: Context,
	question: Question,
	reach: PatternReach,
	{ address, giveUp, watch }: Follower,
	limits: HotLimits = HOT_LIMITS
): Promise<ReadableStream<Uint8Array>> {
	const areas = readableAreas(context);
	const leave = takePlace(address);
	let search: Search;
	try {
		await requireArea(context, question);
		search = await searchFor(context, question, reach, areas, limits);
	} catch (error) {
		leave();
		throw error;
	}
	return eventStream<HotSpotEvent>({
		...(giveUp && { giveUp }),
		open: (sending) =>
			opened(sending, { leave, watch }, () =>
				search.listen((event) => {
					sending.send(event);
					if (event.kind === 'bursts' || event.kind === 'failed') sending.finish();
				})
			),
		missed: () => search.told()
	});
}

async function searchFor(
	context: Context,
	question: Question,
	reach: PatternReach,
	areas: readonly number[] | null,
	limits: HotLimits
): Promise<Search> {
	const { db } = context;
	const access = accessOf(context);
	const shelf = searches.of(db);
	// Who may see the same is told the same, and nobody what another may see: cases of one's organisation are seen as well.
	const scopes = (['read', 'handle'] as const).map((action) => scopeKey(access.scopeOf(action, 'incident')));
	const version = (await sourceVersions(db))('incidents');
	const key = JSON.stringify([question, reach, scopes, dayOf(context.now), version, limits]);
	const known = shelf.get(key);
	if (known) {
		shelf.delete(key);
		shelf.set(key, known);
		return known;
	}
	const search = new Search(
		(tell, signal) => look(context, { question, reach, areas, limits, tell, signal }),
		() => {
			if (shelf.get(key) === search) shelf.delete(key);
		}
	);
	shelf.set(key, search);
	for (const [oldest, { over }] of shelf) {
		if (shelf.size <= MOST_KEPT) break;
		if (over) shelf.delete(oldest);
	}
	return search;
}

interface Look {
	question: Question;
	reach: PatternReach;
	areas: readonly number[] | null;
	limits: HotLimits;
	tell: Listener;
	signal: AbortSignal;
}

async function look(context: Context, { question, reach, areas, limits, tell, signal }: Look): Promise<void> {
	const { db, now } = context;
	const { mostSearched, permutations, limitMs } = limits;
	const day = dayOf(now);
	const progress = (stage: 'waiting' | 'reading' | 'grids' | 'bursts', done = 0) =>
		tell({ kind: 'progress', stage, done, all: permutations });
	let cases = 0;
	let searched = false;
	let naming = Promise.resolve();
	const then = (work: () => Promise<void>) => (naming = naming.then(work));
	progress('waiting');
	let told = 0;
	const reading = async () => {
		progress('reading');
		const places = await repository.places(db, question, areas, day);
		cases = places.cases;
		searched = cases <= mostSearched;
		const each = searched ? await repository.days(db, question, day) : null;
		progress('grids');
		return { places, cases: each, days: daysOf(question), reach, permutations };
	};
	await inThread(reading, {
		signal,
		limitMs,
		told(what) {
			if (what.kind === 'ground') {
				void then(async () => tell(await groundTold(context, what.ground, cases)));
			} else if (what.kind === 'bursts') {
				void then(async () => tell(await burstsTold(context, what.bursts, question.from, mostSearched)));
			} else if (Date.now() - told > TOLD_EVERY_MS) {
				told = Date.now();
				void then(() => Promise.resolve(progress('bursts', what.done)));
			}
		}
	});
	await naming;
	if (!searched) tell({ kind: 'bursts', bursts: null, most_searched: mostSearched });
}

async function groundTold(context: Context, ground: HotGround, cases: number): Promise<HotSpotEvent> {
	const { db } = context;
	const named = await repository.namedGrids(
		db,
		ground.spots.map(({ grid }) => grid)
	);
	const spots = await repository.gridSpots(db, ground.ids);
	const ofClass = (depth: HotClass) => {
		const found = [...ground.ids.keys()].filter((at) => ground.classes[at] === depth);
		return {
			class: depth,
			grids: found.length,
			places: packPlaces(found.map((at) => spots[at]!))
		};
	};
	const { hot, cold, tested } = ground;
	return {
		kind: 'ground',
		cases,
		tested,
		hot,
		cold,
		classes: ([-3, -2, -1, 1, 2, 3] as const).map(ofClass).filter(({ grids }) => grids > 0),
		spots: ground.spots.map(({ grid, ...rest }) => ({ ...placeOf(named.get(grid)!), ...rest }))
	};
}

async function burstsTold(
	context: Context,
	bursts: Burst[],
	from: string,
	mostSearched: number
): Promise<HotSpotEvent> {
	const named = await repository.namedGrids(
		context.db,
		bursts.map(({ grid }) => grid)
	);
	return {
		kind: 'bursts',
		bursts: bursts.map(({ grid, firstDay, lastDay, ...rest }) => ({
			...placeOf(named.get(grid)!),
			from: addDays(from, firstDay),
			to: addDays(from, lastDay),
			...rest
		})),
		most_searched: mostSearched
	};
}

const placeOf = ({ code, areas, position }: repository.NamedGrid) => ({ grid: code, areas, position });
