import { liveEventSchema } from '../../src/lib/domain/live/events.ts';
import { ChangingGrid } from '../../src/lib/server/measure/bench.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';
import { percentile } from '../../src/lib/domain/statistics/percentile.ts';

const PAGES = 50;
const CHANGES = 20;
const MOST_MS = 1000;
const PATIENCE_MS = 30_000;

/** From a change of one grid to each of 50 open streams of the product. */
export async function benchLive(bench: Bench): Promise<Figure[]> {
	const grid = await ChangingGrid.find(bench.db);
	if (!grid) return [];
	const { url } = await bench.product();
	const end = new AbortController();
	const listeners = Array.from(
		{ length: PAGES },
		() => new Listener(`${url}/api/measures/residents/live?level=grid`, end.signal)
	);
	const times: number[] = [];
	let bytes = 0;
	try {
		// The first event says what is there.
		await Promise.all(listeners.map((listener) => listener.next()));
		for (let change = 0; change < CHANGES; change++) {
			const heard = listeners.map((listener) => listener.next());
			await grid.change();
			const committed = performance.now();
			for (const { at, length } of await Promise.all(heard)) {
				times.push(at - committed);
				bytes = Math.max(bytes, length);
			}
		}
	} finally {
		end.abort();
		await grid.restore();
	}
	return [
		{
			row: 'delta',
			value: percentile(times, 0.95),
			unit: 'ms',
			goal: { most: MOST_MS },
			from: { pages: PAGES, changes: CHANGES, median: percentile(times, 0.5) }
		},
		{ row: 'deltaBytes', value: bytes, unit: 'bytes' }
	];
}

interface Heard {
	at: number;
	length: number;
}

/** Reads a stream of events as a page does, and counts only those that tell of the column. */
class Listener {
	readonly #heard: Heard[] = [];
	#waiting: ((heard: Heard) => void) | undefined;

	constructor(address: string, signal: AbortSignal) {
		this.#read(address, signal).catch((error: unknown) => {
			if (!signal.aborted) throw error;
		});
	}

	next(): Promise<Heard> {
		const first = this.#heard.shift();
		if (first) return Promise.resolve(first);
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => reject(new Error('no event came')), PATIENCE_MS);
			this.#waiting = (heard) => {
				clearTimeout(timer);
				resolve(heard);
			};
		});
	}

	async #read(address: string, signal: AbortSignal): Promise<void> {
		const response = await fetch(address, { signal, headers: { accept: 'text/event-stream' } });
		const text = new TextDecoder();
		let rest = '';
		for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
			const blocks = (rest + text.decode(part, { stream: true })).split('\n\n');
			rest = blocks.pop()!;
			for (const block of blocks) {
				if (!block.startsWith('data: ')) continue;
				if (liveEventSchema.parse(JSON.parse(block.slice(6))).kind === 'ground') continue;
				const heard = { at: performance.now(), length: block.length };
				const waiting = this.#waiting;
				this.#waiting = undefined;
				if (waiting) waiting(heard);
				else this.#heard.push(heard);
			}
		}
	}
}
