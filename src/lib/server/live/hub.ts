/**
 * Tells open pages what has changed. One hub for each open database looks whether anything was committed, a few times
 * a second and only while somebody listens, however many do; what it finds goes to all of them. It asks the database
 * and nothing else, so several processes before one database need not know of each other, a pooler in transaction mode
 * (through which nobody can LISTEN) is no hindrance, and the embedded engine is no other case.
 */
import { deltaBetween } from '../../domain/live/delta.ts';
import type { ColumnHead, LiveEvent, TaggedColumn } from '../../domain/live/events.ts';
import { unpackColumn } from '../../domain/measure/packed-column.ts';
import type { MeasureId } from '../../domain/measure/measure.ts';
import { joined, toldOf, UNCHANGED, type ChangedSets } from '../../domain/tile/changes.ts';
import { snapshotOf, type Kept } from '../api/kept.ts';
import { dayOf } from '../context.ts';
import type { Database } from '../db/index.ts';
import { TILE_SETS } from '../tiles/sets.ts';
import { sourceVersions } from '../measure/columns.ts';
import { coverageTime, layerVersions, notedChanges } from './repository.ts';
import { Whereabouts, type Where } from './whereabouts.ts';

type GroundEvent = Extract<LiveEvent, { kind: 'ground' }>;

/** Between two looks, ms; a look that took long is followed by twice as long a rest. */
const EVERY_MS = 200;
const REST = 2;
const AFTER_FAULT_MS = 2000;
/** What has changed so short a time ago, whoever begins to follow may not have: they asked for their tiles before, ms. */
const RECENT_MS = 15_000;

/** Told of each event; whoever cannot take it asks for the column anew by itself. */
export type Listener = (event: LiveEvent) => void;

export interface Watched {
	/** The same for the same column. */
	key: string;
	measure: MeasureId;
	/** The column, packed, as the API answers it now. */
	read(now: Date): Promise<Kept>;
}

interface Watch {
	measure: MeasureId;
	/** Each with its own way to read the column: one whose session has ended reads for nobody any more. */
	listeners: Map<Listener, Watched['read']>;
	column?: TaggedColumn;
	/** Position of the database that holds the column. */
	at?: number;
	/** What the column rested on when it was read. */
	rests?: string;
}

interface Ground {
	snapshot: string;
	day: string;
	layers: Map<string, string>;
	/** Version of what a measure rests on. */
	sources: (measure: MeasureId) => string;
	coverage: string;
}

export class LiveHub {
	readonly #db: Database;
	readonly #now: () => Date;
	readonly #failed: (error: unknown) => void;
	readonly #watches = new Map<string, Watch>();
	readonly #where = new Whereabouts();
	#recent: { event: GroundEvent; at: number }[] = [];
	#ground: Ground | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#looking = false;

	/** @param failed told of what the database answered instead; the next look comes all the same. */
	constructor(db: Database, now: () => Date, failed: (error: unknown) => void) {
		this.#db = db;
		this.#now = now;
		this.#failed = failed;
	}

	/** How many listen. */
	get listeners(): number {
		return [...this.#watches.values()].reduce((sum, { listeners }) => sum + listeners.size, 0);
	}

	/**
	 * Tells first of what the column is now, then of every change.
	 * @returns ends it
	 */
	listen(watched: Watched, listener: Listener): () => void {
		let watch = this.#watches.get(watched.key);
		if (!watch) this.#watches.set(watched.key, (watch = { measure: watched.measure, listeners: new Map() }));
		watch.listeners.set(listener, watched.read);
		if (watch.column) listener(nowOf(watch, watch.column));
		const recent = this.#justChanged();
		if (recent) listener(recent);
		this.#lookSoon(0);
		return () => {
			watch.listeners.delete(listener);
			if (watch.listeners.size === 0 && this.#watches.get(watched.key) === watch)
				this.#watches.delete(watched.key);
		};
	}

	/** What a column was told to be last; undefined while nothing was. */
	lastOf({ key }: Watched): LiveEvent | undefined {
		const watch = this.#watches.get(key);
		return watch?.column && nowOf(watch, watch.column);
	}

	#lookSoon(wait: number): void {
		if (this.#looking || this.#watches.size === 0) return;
		clearTimeout(this.#timer);
		// A timer must not keep a process alive that has nothing else to do.
		this.#timer = setTimeout(() => void this.#look(), wait);
		this.#timer.unref();
	}

	async #look(): Promise<void> {
		const began = performance.now();
		let wait = EVERY_MS;
		this.#looking = true;
		try {
			await this.#tell();
		} catch (error) {
			// Where nobody listens any more, the database may well have been closed.
			if (this.#watches.size > 0) this.#failed(error);
			wait = AFTER_FAULT_MS;
		}
		this.#looking = false;
		this.#lookSoon(Math.max(wait, REST * (performance.now() - began)));
	}

	async #tell(): Promise<void> {
		const now = this.#now();
		const ground = await this.#groundAt(now);
		const layers = changedLayers(this.#ground?.layers, ground.layers);
		const where =
			layers.length > 0 ? this.#where.since(layers, await notedChanges(this.#db, layers)) : undefined;
		const first = this.#ground === undefined;
		this.#ground = ground;
		const change = where && !first ? changeOf(where) : undefined;
		if (change) {
			const event: GroundEvent = { kind: 'ground', ...change, at: await this.#position() };
			this.#recent.push({ event, at: now.getTime() });
			for (const { listeners } of this.#watches.values())
				for (const listener of listeners.keys()) listener(event);
		}
		for (const watch of this.#watches.values()) {
			const rests = restsOn(watch.measure, ground);
			if (watch.rests === rests) continue;
			const read = [...watch.listeners.values()].at(-1);
			if (!read) continue;
			const column = taggedOf(await read(now));
			watch.at = await this.#position();
			const event = eventOf(watch.column, column);
			// What was committed since the look is in the column already: the next look finds it the same.
			watch.column = column;
			watch.rests = rests;
			if (event) for (const listener of watch.listeners.keys()) listener({ ...event, at: watch.at });
		}
	}

	#justChanged(): GroundEvent | undefined {
		const since = this.#now().getTime() - RECENT_MS;
		this.#recent = this.#recent.filter(({ at }) => at >= since);
		if (this.#recent.length === 0) return undefined;
		const all = this.#recent.reduce<ChangedSets>((before, { event }) => joined(before, event), UNCHANGED);
		return { kind: 'ground', ...toldOf(all), at: this.#recent.at(-1)!.event.at };
	}

	/** After what is told was read, so that who asks from here on cannot get less. */
	async #position(): Promise<number> {
		return (await snapshotOf(this.#db)).position;
	}

	async #groundAt(now: Date): Promise<Ground> {
		const day = dayOf(now);
		// Before the rest is asked for: what is committed between is then looked at twice rather than never.
		const { snapshot } = await snapshotOf(this.#db);
		const known = this.#ground;
		if (known?.snapshot === snapshot) return { ...known, day };
		return {
			snapshot,
			day,
			layers: await layerVersions(this.#db),
			sources: await sourceVersions(this.#db),
			coverage: await coverageTime(this.#db)
		};
	}
}

function restsOn(measure: MeasureId, { day, sources, coverage }: Ground): string {
	return [day, coverage, sources(measure)].join(' ');
}

/** @param before undefined at the first look: all that there are */
function changedLayers(before: Map<string, string> | undefined, after: Map<string, string>): string[] {
	return [...after].filter(([layer, version]) => before?.get(layer) !== version).map(([layer]) => layer);
}

/** @returns undefined where no set shows anything of it */
function changeOf(where: ReadonlyMap<string, Where>): Pick<GroundEvent, 'sets' | 'boxes'> | undefined {
	const changed = new Map<string, Where>();
	for (const [set, { tables }] of Object.entries(TILE_SETS)) {
		const parts = Object.keys(tables).flatMap((table) => {
			const part = where.get(table);
			return part === undefined ? [] : [part];
		});
		// What was told already has no boxes any more.
		if (parts.every((part) => part?.length === 0)) continue;
		changed.set(set, parts.every((part) => part !== null) ? parts.flat() : null);
	}
	return changed.size > 0 ? toldOf(changed) : undefined;
}

function taggedOf({ body, etag }: Kept): TaggedColumn {
	return { ...unpackColumn<ColumnHead>(body as Uint8Array), tag: etag };
}

const nowOf = ({ at }: Watch, { tag }: TaggedColumn): LiveEvent => ({ kind: 'column', tag, at });

function eventOf(before: TaggedColumn | undefined, after: TaggedColumn): LiveEvent | null {
	if (before?.tag === after.tag) return null;
	const delta = before && deltaBetween(before, after);
	return delta ? { kind: 'delta', ...delta } : { kind: 'column', tag: after.tag };
}
