/** An open page that listens: what it is told, and the column that it holds after it. */
import { applyDelta } from '../../../src/lib/domain/live/delta.ts';
import type { ColumnHead, LiveEvent, TaggedColumn } from '../../../src/lib/domain/live/events.ts';
import { PACKED_COLUMN, unpackColumn } from '../../../src/lib/domain/measure/packed-column.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { ask } from '../api/ask.ts';

export async function readColumn(context: Context, measure: string): Promise<TaggedColumn> {
	const response = await ask(context, `/api/measures/${measure}`, { headers: { accept: PACKED_COLUMN } });
	const column = unpackColumn<ColumnHead>(new Uint8Array(await response.arrayBuffer()));
	return { ...column, tag: response.headers.get('etag')! };
}

export class Listening {
	readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
	#rest = '';
	readonly told: LiveEvent[] = [];

	private constructor(stream: ReadableStream<Uint8Array>) {
		this.#reader = stream.getReader();
	}

	static async to(context: Context, measure: string): Promise<Listening> {
		const [name, query] = measure.split('?');
		const response = await ask(context, `/api/measures/${name}/live${query ? `?${query}` : ''}`);
		if (response.headers.get('content-type') !== 'text/event-stream') throw new Error(await response.text());
		return new Listening(response.body!);
	}

	/** The next event of a kind; those before it are only remembered. */
	async next<K extends LiveEvent['kind']>(kind: K): Promise<Extract<LiveEvent, { kind: K }>> {
		for (;;) {
			const event = await this.#event();
			if (event.kind === kind) return event as Extract<LiveEvent, { kind: K }>;
		}
	}

	/** Follows as a page does until the column holds what it shall. */
	async follow(
		context: Context,
		measure: string,
		column: TaggedColumn,
		until: (column: TaggedColumn) => boolean
	): Promise<TaggedColumn> {
		let held = column;
		while (!until(held)) {
			const event = await this.#event();
			if (event.kind === 'delta' && event.to !== held.tag)
				held = applyDelta(held, event) ?? (await readColumn(context, measure));
			else if (event.kind === 'column' && event.tag !== held.tag) held = await readColumn(context, measure);
		}
		return held;
	}

	async #event(): Promise<LiveEvent> {
		for (;;) {
			const end = this.#rest.indexOf('\n\n');
			if (end >= 0) {
				const said = this.#rest.slice(0, end);
				this.#rest = this.#rest.slice(end + 2);
				if (!said.startsWith('data: ')) continue;
				const event = JSON.parse(said.slice(6)) as LiveEvent;
				this.told.push(event);
				return event;
			}
			const { done, value } = await this.#reader.read();
			if (done) throw new Error('the stream has ended');
			this.#rest += new TextDecoder().decode(value);
		}
	}

	leave(): Promise<void> {
		return this.#reader.cancel();
	}
}
