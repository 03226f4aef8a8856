import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HotSpotEvent } from '$lib/domain/api/patterns';
import { HotStream } from './hot-stream.svelte.ts';

class FakeSource {
	static readonly CLOSED = 2;
	static opened: FakeSource[] = [];
	onmessage: ((event: { data: string }) => void) | null = null;
	onerror: (() => void) | null = null;
	readyState = 1;
	constructor(readonly address: string) {
		FakeSource.opened.push(this);
	}
	close() {
		this.readyState = FakeSource.CLOSED;
	}
	say(event: HotSpotEvent) {
		this.onmessage?.({ data: JSON.stringify(event) });
	}
}

const GROUND: HotSpotEvent = { kind: 'ground', cases: 9, tested: 4, hot: 0, cold: 0, classes: [], spots: [] };
const SEARCHING: HotSpotEvent = { kind: 'progress', stage: 'bursts', done: 1, all: 999 };

describe('a search for hot spots', () => {
	beforeEach(() => {
		FakeSource.opened = [];
		vi.stubGlobal('EventSource', FakeSource);
	});
	afterEach(() => void vi.unstubAllGlobals());
	const last = () => FakeSource.opened.at(-1)!;

	it('that is cancelled says so, keeps what was found, and can be begun again', () => {
		const stream = new HotStream();
		stream.ask('/hot');
		last().say(GROUND);
		last().say(SEARCHING);
		stream.cancel();
		expect(last().readyState).toBe(FakeSource.CLOSED);
		expect(stream).toMatchObject({ running: false, cancelled: true, progress: null, ground: GROUND });
		// The page asks for the same each time that it is drawn.
		stream.ask('/hot');
		expect([stream.running, FakeSource.opened.length]).toEqual([false, 1]);
		stream.again();
		expect(stream).toMatchObject({ running: true, cancelled: false, ground: null });
		expect(FakeSource.opened.map(({ address }) => address)).toEqual(['/hot', '/hot']);
	});

	it('is not called cancelled where it has ended by itself, or where another is asked for', () => {
		const stream = new HotStream();
		stream.ask('/hot');
		last().say({ kind: 'failed', reason: 'time' });
		stream.cancel();
		expect(stream).toMatchObject({ cancelled: false, problem: 'time' });
		stream.ask('/other');
		stream.cancel();
		expect(stream.cancelled).toBe(true);
		stream.ask('/third');
		expect(stream).toMatchObject({ cancelled: false, running: true });
		last().close();
		last().onerror?.();
		expect(stream).toMatchObject({ cancelled: false, running: false, problem: 'lost' });
	});
});
