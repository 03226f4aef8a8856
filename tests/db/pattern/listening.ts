/** A page that waits for hot spots: what it is told, one after another. */
import type { HotSpotEvent } from '../../../src/lib/domain/api/patterns.ts';

export class Listening {
	readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
	#rest = '';
	readonly told: HotSpotEvent[] = [];

	constructor(stream: ReadableStream<Uint8Array>) {
		this.#reader = stream.getReader();
	}

	/** Null: the stream has ended. */
	async next(): Promise<HotSpotEvent | null> {
		for (;;) {
			const end = this.#rest.indexOf('\n\n');
			if (end >= 0) {
				const said = this.#rest.slice(0, end);
				this.#rest = this.#rest.slice(end + 2);
				if (!said.startsWith('data: ')) continue;
				const event = JSON.parse(said.slice(6)) as HotSpotEvent;
				this.told.push(event);
				return event;
			}
			const { done, value } = await this.#reader.read();
			if (done) return null;
			this.#rest += new TextDecoder().decode(value);
		}
	}

	async until<K extends HotSpotEvent['kind']>(kind: K): Promise<Extract<HotSpotEvent, { kind: K }>> {
		for (;;) {
			const event = await this.next();
			if (!event) throw new Error(`the stream has ended without ${kind}`);
			if (event.kind === kind) return event as Extract<HotSpotEvent, { kind: K }>;
		}
	}

	leave = () => this.#reader.cancel();
}
