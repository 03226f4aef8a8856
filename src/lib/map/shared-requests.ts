/**
 * Tiles that both MapLibre and a painter of ours take apart: fetched once, whoever asks. Those that were shown last are
 * kept: when something has changed MapLibre asks for all of a source, and most of them are as they were.
 */
import { tileBox } from '../domain/tile/box.ts';
import { isTouched, type ChangedSets } from '../domain/tile/changes.ts';

export interface TileAnswer {
	/** Not compressed; the asker's own copy. */
	data: ArrayBuffer;
	/** Entity tag: the same while the tile is. */
	etag?: string;
}

/** Put before an address by which MapLibre shall ask here rather than fetch by itself. */
export const SHARED = 'shared';

/** Who asks so long after an answer is served by it, ms: of the two, one may be behind on a device that is busy. */
const SERVES_MS = 3000;

/** So much is kept of tiles, bytes: the incidents of a large screen, and no more than a weak device can spare. */
const KEPT_BYTES = 8_000_000;
/** Kept no longer, ms: some tiles change with the hour, and nobody tells of that. */
const KEPT_MS = 300_000;

interface Underway {
	answer: Promise<TileAnswer>;
	askers: number;
	end: AbortController;
}

interface Kept {
	answer: TileAnswer;
	at: number;
}

const TILE = /\/tiles\/([\w-]+)\/(\d+)\/(\d+)\/(\d+)/;

export class SharedRequests {
	readonly #fetch: typeof fetch;
	readonly #underway = new Map<string, Underway>();
	/** By address, what was answered last at the end. */
	readonly #kept = new Map<string, Kept>();
	#keptBytes = 0;

	constructor(ask: typeof fetch = (...request) => fetch(...request)) {
		this.#fetch = ask;
	}

	/**
	 * A tile; a request for it that is under way, or was answered just now, serves this asker too. It goes on until the
	 * last asker has gone.
	 * @throws Error with `status` when the server does not have it; AbortError when the signal says so
	 */
	async ask(address: string, signal: AbortSignal): Promise<TileAnswer> {
		signal.throwIfAborted();
		const found = this.#underway.get(address) ?? this.#begin(address);
		found.askers++;
		let leave = () => {};
		const gone = new Promise<never>((_, reject) => {
			leave = () => {
				if (--found.askers === 0) {
					this.#forget(address, found);
					found.end.abort();
				}
				reject(signal.reason as Error);
			};
		});
		signal.addEventListener('abort', leave);
		try {
			const { data, etag } = await Promise.race([found.answer, gone]);
			return { data: data.slice(0), ...(etag && { etag }) };
		} finally {
			signal.removeEventListener('abort', leave);
		}
	}

	/**
	 * Something has changed: what was answered of it is no longer true, and whoever asks from now on is answered anew. What
	 * has not changed serves those who ask for it again now, without a request.
	 * @param changes null: all may have changed
	 */
	renew(changes: ChangedSets | null): void {
		this.#underway.clear();
		const now = performance.now();
		for (const [address, { answer, at }] of this.#kept)
			if (now - at > KEPT_MS || isChanged(changes, address)) this.#drop(address);
			else this.#serve(address, { answer: Promise.resolve(answer), askers: 1, end: new AbortController() });
	}

	#begin(address: string): Underway {
		const end = new AbortController();
		const begun: Underway = { answer: this.#read(address, end.signal), askers: 0, end };
		this.#serve(address, begun);
		begun.answer.then(
			(answer) => {
				// What was asked for before a change may be from before it.
				if (this.#underway.get(address) === begun) this.#keep(address, answer);
			},
			() => undefined
		);
		return begun;
	}

	#serve(address: string, request: Underway): void {
		this.#underway.set(address, request);
		const forget = () => this.#forget(address, request);
		request.answer.then(() => setTimeout(forget, SERVES_MS), forget);
	}

	#keep(address: string, answer: TileAnswer): void {
		this.#drop(address);
		this.#kept.set(address, { answer, at: performance.now() });
		this.#keptBytes += answer.data.byteLength;
		for (const oldest of this.#kept.keys()) {
			if (this.#keptBytes <= KEPT_BYTES) break;
			this.#drop(oldest);
		}
	}

	#drop(address: string): void {
		this.#keptBytes -= this.#kept.get(address)?.answer.data.byteLength ?? 0;
		this.#kept.delete(address);
	}

	#forget(address: string, request: Underway): void {
		if (this.#underway.get(address) === request) this.#underway.delete(address);
	}

	async #read(address: string, signal: AbortSignal): Promise<TileAnswer> {
		const response = await this.#fetch(address, { signal });
		if (!response.ok)
			throw Object.assign(new Error(`${response.status} ${address}`), { status: response.status });
		const etag = response.headers.get('etag');
		return { data: await response.arrayBuffer(), ...(etag && { etag }) };
	}
}

function isChanged(changes: ChangedSets | null, address: string): boolean {
	const [, set, z, x, y] = TILE.exec(address) ?? [];
	if (changes === null || set === undefined) return true;
	return isTouched(changes, set, tileBox({ z: Number(z), x: Number(x), y: Number(y) }));
}

/** Of the page: its maps have one source of tiles. */
export const sharedRequests = new SharedRequests();

export const sharedAddress = (address: string) => `${SHARED}://${address}`;
export const plainAddress = (address: string) => address.slice(`${SHARED}://`.length);
