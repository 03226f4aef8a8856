/** Server-sent events (WHATWG HTML, 9.2) to one page, with bounded memory for one that does not read. */
/** Bytes that may wait for a page to read them: a few deltas. */
const MOST_WAITING = 256 * 1024;
/** Something is sent at least so often, or a proxy between takes the silence for the end, ms. */
const BEAT_MS = 20_000;
/** A page that has not read anything for so many beats is gone, whatever its connection says. */
const BEATS_UNREAD = 3;

const SIGN_OF_LIFE = ': \n\n';

const bytes = new TextEncoder();

export interface Sending<Event> {
	send(event: Event): void;
	/** Ends the stream from this side. */
	close(): void;
	/** Ends it once the page has taken everything: what it missed comes first. */
	finish(): void;
}

export interface StreamOptions<Event> {
	/** Begins; what it returns is called once when the stream ends, from whichever side. */
	open(sending: Sending<Event>): () => void;
	/** What a page is told that could not take everything: how to find out by itself. */
	missed(): Event[];
	/** By what a page that lost its connection says how far it had come. */
	idOf?(event: Event): string | number;
	beatMs?: number;
	/**
	 * Ends the connection of a page that has not read anything for long. What waits to be sent to it keeps the end of the
	 * stream itself from ever getting there.
	 */
	giveUp?(): void;
}

export function eventStream<Event>({
	open,
	missed,
	idOf,
	beatMs = BEAT_MS,
	giveUp
}: StreamOptions<Event>): ReadableStream<Uint8Array> {
	const textOf = (event: Event) => `${idOf ? `id: ${idOf(event)}\n` : ''}data: ${JSON.stringify(event)}\n\n`;
	let end = () => {};
	let behind = false;
	let close = () => {};
	let finishing = false;
	let unread = 0;
	return new ReadableStream<Uint8Array>(
		{
			start(controller) {
				let over = false;
				const room = () => (controller.desiredSize ?? 0) > 0;
				const put = (text: string) => controller.enqueue(bytes.encode(text));
				const beat = setInterval(() => {
					unread = room() ? 0 : unread + 1;
					if (unread >= BEATS_UNREAD) {
						close();
						giveUp?.();
					} else if (room()) put(SIGN_OF_LIFE);
				}, beatMs);
				beat.unref();
				close = () => {
					if (over) return;
					end();
					controller.close();
				};
				let stop: (() => void) | undefined;
				end = () => {
					over = true;
					clearInterval(beat);
					stop?.();
					stop = undefined;
				};
				stop = open({
					send(event) {
						if (over || behind) return;
						if (room()) put(textOf(event));
						else behind = true;
					},
					close: () => close(),
					finish() {
						if (behind) finishing = true;
						else close();
					}
				});
				if (over) end();
				// Nothing goes out before the first of it: a page that is told nothing would not know that it is heard.
				else if (controller.desiredSize === MOST_WAITING) put(SIGN_OF_LIFE);
			},
			pull(controller) {
				unread = 0;
				if (!behind) return;
				behind = false;
				for (const event of missed()) controller.enqueue(bytes.encode(textOf(event)));
				if (finishing) close();
			},
			cancel: () => end()
		},
		new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING })
	);
}
