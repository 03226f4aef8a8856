/**
 * One stream of numbered events for all parts of an open product that follow it, one after the other or at once: whoever
 * goes from page to page does not come to the server as somebody new with each. Each part says which event it knows of,
 * as what it shows was read with it, and is told of all that came after.
 */
import { EventStream, type StreamSource } from './event-stream.ts';

/** Between two pages nobody follows it for a moment. */
const LINGERS_MS = 5000;
/** So many of the last events are at hand for whoever comes later. */
const MOST_KEPT = 200;

export interface Follower<T> {
	onevent(event: T): void;
	/** What was done is not told, or not all of it: what is shown has to be asked for. */
	onmissed(): void;
}

export class SharedStream<T extends { at: number }> {
	readonly #address: string;
	readonly #source: StreamSource | undefined;
	readonly #followers = new Set<Follower<T>>();
	/** In their order: all that were told after this one. */
	#after = 0;
	#kept: T[] = [];
	#stream: EventStream<T> | undefined;
	#ending: ReturnType<typeof setTimeout> | undefined;

	/** @param address takes `after`: the event after which it begins */
	constructor(address: string, source?: StreamSource) {
		this.#address = address;
		this.#source = source;
	}

	/**
	 * @param after the last event that the follower knows of
	 * @returns ends it
	 */
	follow(follower: Follower<T>, after: number): () => void {
		clearTimeout(this.#ending);
		this.#followers.add(follower);
		if (!this.#stream) this.#open(after);
		else if (after < this.#after) follower.onmissed();
		else for (const event of this.#kept.filter(({ at }) => at > after)) follower.onevent(event);
		return () => {
			this.#followers.delete(follower);
			if (this.#followers.size > 0) return;
			clearTimeout(this.#ending);
			this.#ending = setTimeout(() => this.#close(), LINGERS_MS);
		};
	}

	#open(after: number): void {
		this.#after = after;
		this.#kept = [];
		this.#stream = new EventStream<T>(
			(event) => this.#tell(event),
			() => this.#each((follower) => follower.onmissed()),
			undefined,
			this.#source
		);
		this.#stream.follow(`${this.#address}?after=${after}`);
	}

	#tell(event: T): void {
		// After a cut it may begin further back.
		if (event.at <= (this.#kept.at(-1)?.at ?? this.#after)) return;
		this.#kept.push(event);
		if (this.#kept.length > MOST_KEPT) this.#after = this.#kept.shift()!.at;
		this.#each((follower) => follower.onevent(event));
	}

	/** One of them may leave while it is told. */
	#each(tell: (follower: Follower<T>) => void): void {
		for (const follower of [...this.#followers]) tell(follower);
	}

	#close(): void {
		this.#stream?.close();
		this.#stream = undefined;
	}
}
