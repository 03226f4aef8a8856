/** Streams of changes to open pages. */
import pino from 'pino';
import type { z } from 'zod';
import { scopeKey } from '../../domain/access/access.ts';
import type { CaseLiveEvent } from '../../domain/live/case-events.ts';
import type { LiveEvent } from '../../domain/live/events.ts';
import { WanggeError } from '../../domain/errors.ts';
import { mayRead, seesCases } from '../../domain/incident/rights.ts';
import { measureColumn } from '../../domain/api/measures.ts';
import { MEASURES } from '../../domain/measure/measure.ts';
import { answerTo } from '../api/answer.ts';
import { accessOf, type Context } from '../context.ts';
import { asProcess, ofNobody, PerDatabase, type Database } from '../db/index.ts';
import { readColumn } from '../measure/service.ts';
import { TILE_SETS } from '../tiles/sets.ts';
import { CaseFeed } from './case-feed.ts';
import { groundToldTo } from './ground-told.ts';
import { LiveHub, type Watched } from './hub.ts';
import { placeLimits, Places } from './places.ts';
import { eventStream } from './stream.ts';

const log = pino({ name: 'live', level: process.env.LOG_LEVEL ?? 'info' });

const hubs = new PerDatabase((db: Database) => new LiveHub(ofNobody(db), () => new Date(), fault));
/** All streams of this process. */
const open = new Set<{ close(): void }>();
let places: Places | undefined;

/** Who follows: an address to count by, and how to end the connection. */
export interface Follower {
	address: string;
	giveUp?(): void;
	/** Watches over whether they may go on; `end` is to be called when not. @returns ends the watching */
	watch?(end: () => void): () => void;
}

/**
 * The changes of one column, as whoever asks may see it; it ends when they may do so no more.
 * @throws WanggeError not-found { what: 'path' } where they may see nothing of it; unknown-reference { parameter, code } for a duty or facility type not in the catalogue;
 * too-many-requests, server-busy where no stream more may be open
 */
export async function followColumn(
	context: Context,
	input: z.output<typeof measureColumn.input>,
	{ address, giveUp, watch }: Follower
): Promise<ReadableStream<Uint8Array>> {
	const { db } = context;
	const access = accessOf(context);
	const hub = hubs.of(db);
	const watched: Watched = {
		key: JSON.stringify([input, scopeKey(access.scopeOf('read', MEASURES[input.measure].record))]),
		measure: input.measure,
		read: (now) => answerTo(measureColumn, readColumn, { ...context, now }, input, { packed: true })
	};
	const leave = takePlace(address);
	// What cannot be read is refused before anything is sent, and what can be is then at hand.
	const first = async () => [await watched.read(context.now), await groundToldTo(db, access)] as const;
	const [{ etag }, told] = await first().catch((error: unknown) => {
		leave();
		throw error;
	});
	return eventStream<LiveEvent>({
		...(giveUp && { giveUp }),
		open: (sending) =>
			opened(sending, { leave, watch }, () =>
				hub.listen(watched, (event) => {
					if (event.kind !== 'ground') return sending.send(event);
					const ground = told(event);
					if (ground) sending.send(ground);
				})
			),
		missed: () => {
			const ground = told({ kind: 'ground', sets: Object.keys(TILE_SETS) });
			return [hub.lastOf(watched) ?? { kind: 'column', tag: etag }, ...(ground ? [ground] : [])];
		}
	});
}

const feeds = new PerDatabase(
	(db: Database) => new CaseFeed(() => asProcess(ofNobody(db), new Date()), fault)
);

/**
 * What is done to cases, as far as whoever asks may know of them; it ends when they may do so no more.
 * @param after number of the last event that they know of; undefined: from now on
 * @throws WanggeError not-found { what: 'path' } where they may see none; too-many-requests, server-busy where no stream
 * more may be open
 */
export async function followCases(
	context: Context,
	after: number | undefined,
	{ address, giveUp, watch }: Follower
): Promise<ReadableStream<Uint8Array>> {
	const access = accessOf(context);
	if (!seesCases(access)) throw new WanggeError('not-found', { what: 'path' });
	const feed = feeds.of(context.db);
	const leave = takePlace(address);
	const from =
		after ??
		(await feed.end().catch((error: unknown) => {
			leave();
			throw error;
		}));
	return eventStream<CaseLiveEvent>({
		...(giveUp && { giveUp }),
		idOf: ({ at }) => at,
		open: (sending) =>
			opened(sending, { leave, watch }, () =>
				feed.listen(
					from,
					(where) => mayRead(access, where),
					(event) => sending.send(event)
				)
			),
		missed: () => [{ kind: 'missed', at: feed.told }]
	});
}

/**
 * A place for a stream that is about to be opened.
 * @returns gives it back; only the first call counts
 * @throws WanggeError too-many-requests, server-busy where no stream more may be open
 */
export function takePlace(address: string): () => void {
	places ??= new Places(placeLimits());
	return places.take(address);
}

/** Counts a stream among the open ones, and watches over it. @returns what ends all of that */
export function opened(
	sending: { close(): void },
	{ leave, watch }: { leave(): void; watch: Follower['watch'] },
	listen: () => () => void
): () => void {
	open.add(sending);
	const stop = listen();
	const unwatch = watch?.(() => sending.close());
	return () => {
		unwatch?.();
		open.delete(sending);
		leave();
		stop();
	};
}

// Only its name: what the database says of a statement may hold what is in it.
const fault = (error: unknown) =>
	log.warn({ fault: error instanceof Error ? error.name : 'unknown' }, 'could not look for changes');

/** The process is about to end: streams, which never end by themselves, would hold it up. */
export function endStreams(): void {
	for (const sending of open) sending.close();
}
