/**
 * Server-sent events of one address, opened again for as long as they are wanted. The browser's own EventSource gives up
 * for good when the server answers with an error, as a busy one does; and all that come back at once would keep it so.
 */

/** The part of EventSource that is used. */
export interface EventSourceLike {
	onopen: ((event: Event) => void) | null;
	onmessage: ((event: MessageEvent<string>) => void) | null;
	onerror: ((event: Event) => void) | null;
	readonly readyState: number;
	close(): void;
}

export interface StreamSource {
	open(address: string): EventSourceLike;
	/** A number from 0 to 1. */
	roll(): number;
}

/** EventSource.CLOSED: it will not try again by itself. */
const CLOSED = 2;
const FIRST_MS = 1000;
const MOST_MS = 30_000;

const ofTheBrowser: StreamSource = {
	open: (address) => new EventSource(address),
	roll: Math.random
};

export class EventStream<T> {
	readonly #source: StreamSource;
	readonly #onevent: (event: T) => void;
	readonly #onrefused: () => void;
	readonly #onback: () => void;
	#address: string | null = null;
	#stream: EventSourceLike | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#faults = 0;

	/**
	 * @param onrefused the server has no stream to give now: told each time that it was asked, in growing pauses, for
	 * whoever asks in place of being told
	 * @param onback the stream was cut, and is there again
	 */
	constructor(
		onevent: (event: T) => void,
		onrefused: () => void = () => undefined,
		onback: () => void = () => undefined,
		source: StreamSource = ofTheBrowser
	) {
		this.#onevent = onevent;
		this.#onrefused = onrefused;
		this.#onback = onback;
		this.#source = source;
	}

	/** From now on the events of this address; null: of none. */
	follow(address: string | null): void {
		if (address === this.#address) return;
		this.close();
		this.#address = address;
		if (address !== null) this.#open(address);
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#stream?.close();
		this.#stream = null;
		this.#address = null;
		this.#faults = 0;
	}

	#open(address: string): void {
		const stream = (this.#stream = this.#source.open(address));
		let cut = this.#faults > 0;
		stream.onopen = () => {
			this.#faults = 0;
			if (cut) this.#onback();
			cut = false;
		};
		stream.onmessage = ({ data }) => this.#onevent(JSON.parse(data) as T);
		stream.onerror = () => {
			cut = true;
			if (stream.readyState !== CLOSED) return;
			const ms = Math.min(MOST_MS, FIRST_MS * 2 ** this.#faults++);
			this.#timer = setTimeout(
				() => {
					this.#onrefused();
					this.#open(address);
				},
				ms * (0.5 + this.#source.roll())
			);
		};
	}
}
