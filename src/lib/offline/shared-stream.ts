/**
 * One stream of events for all parts of an open product that follow it, one after the other or at once: whoever goes
 * from page to page does not come to the server as somebody new with each.
 */
import { EventStream, type StreamSource } from './event-stream.ts';

/** Between two pages nobody follows it for a moment. */
const LINGERS_MS = 5000;
/** What was told is known for so long, and so much of it: what a page shows may have been asked for before it follows. */
const KNOWN_MS = 30_000;
const MOST_KNOWN = 200;

export interface Follower<T> {
	onevent(event: T): void;
	/** The stream was cut, and is there again: what was told meanwhile is not known. */
	onback(): void;
}

export class SharedStream<T> {
	readonly #address: string;
	readonly #source: StreamSource | undefined;
	readonly #followers = new Set<Follower<T>>();
	#told: { at: number; tell(follower: Follower<T>): void }[] = [];
	#stream: EventStream<T> | undefined;
	#ending: ReturnType<typeof setTimeout> | undefined;

	constructor(address: string, source?: StreamSource) {
		this.#address = address;
		this.#source = source;
	}

	/**
	 * @param since told as well is what came since then (performance.now)
	 * @returns ends it
	 */
	follow(follower: Follower<T>, since = Infinity): () => void {
		clearTimeout(this.#ending);
		this.#followers.add(follower);
		this.#open();
		for (const { at, tell } of this.#told) if (at >= since) tell(follower);
		return () => {
			this.#followers.delete(follower);
			if (this.#followers.size > 0) return;
			clearTimeout(this.#ending);
			this.#ending = setTimeout(() => this.#close(), LINGERS_MS);
		};
	}

	#open(): void {
		if (this.#stream) return;
		this.#stream = new EventStream<T>(
			(event) => this.#tell((follower) => follower.onevent(event)),
			undefined,
			() => this.#tell((follower) => follower.onback()),
			this.#source
		);
		this.#stream.follow(this.#address);
	}

	#tell(tell: (follower: Follower<T>) => void): void {
		const now = performance.now();
		this.#told = [...this.#told.filter(({ at }) => now - at < KNOWN_MS), { at: now, tell }].slice(
			-MOST_KNOWN
		);
		// One of them may leave while it is told.
		for (const follower of [...this.#followers]) tell(follower);
	}

	#close(): void {
		this.#stream?.close();
		this.#stream = undefined;
		this.#told = [];
	}
}
