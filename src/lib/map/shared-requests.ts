/** Tiles that both MapLibre and a painter of ours take apart: fetched once, whoever asks. */

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

interface Underway {
	answer: Promise<TileAnswer>;
	askers: number;
	end: AbortController;
}

export class SharedRequests {
	readonly #fetch: typeof fetch;
	readonly #underway = new Map<string, Underway>();

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

	/** What was answered just now is no longer true: whoever asks from now on is answered anew. */
	renew(): void {
		this.#underway.clear();
	}

	#begin(address: string): Underway {
		const end = new AbortController();
		const begun: Underway = { answer: this.#read(address, end.signal), askers: 0, end };
		this.#underway.set(address, begun);
		const forget = () => this.#forget(address, begun);
		begun.answer.then(() => setTimeout(forget, SERVES_MS), forget);
		return begun;
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

/** Of the page: its maps have one source of tiles. */
export const sharedRequests = new SharedRequests();

export const sharedAddress = (address: string) => `${SHARED}://${address}`;
export const plainAddress = (address: string) => address.slice(`${SHARED}://`.length);
