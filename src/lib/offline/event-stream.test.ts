import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventStream, type EventSourceLike } from './event-stream.ts';

class FakeSource implements EventSourceLike {
	onopen: EventSourceLike['onopen'] = null;
	onmessage: EventSourceLike['onmessage'] = null;
	onerror: EventSourceLike['onerror'] = null;
	readyState = 0;
	closed = false;
	constructor(readonly address: string) {}
	close() {
		this.closed = true;
	}
	fail(readyState: number) {
		this.readyState = readyState;
		this.onerror?.(new Event('error'));
	}
	say(data: unknown) {
		this.onmessage?.({ data: JSON.stringify(data) } as MessageEvent<string>);
	}
}

function bench() {
	const opened: FakeSource[] = [];
	const heard: unknown[] = [];
	const refused: number[] = [];
	const back: number[] = [];
	const stream = new EventStream(
		(event) => heard.push(event),
		() => refused.push(Date.now()),
		() => back.push(Date.now()),
		{
			open(address) {
				opened.push(new FakeSource(address));
				return opened.at(-1)!;
			},
			roll: () => 0.5
		}
	);
	return { opened, heard, refused, back, stream };
}

describe('events of an address', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('are heard, of one address at a time', () => {
		const { opened, heard, stream } = bench();
		stream.follow('/a');
		stream.follow('/a');
		opened[0]!.say({ n: 1 });
		stream.follow('/b');
		opened[1]!.say({ n: 2 });
		expect(opened.map(({ address, closed }) => [address, closed])).toEqual([
			['/a', true],
			['/b', false]
		]);
		expect(heard).toEqual([{ n: 1 }, { n: 2 }]);
		stream.follow(null);
		expect(opened[1]!.closed).toBe(true);
	});
	it('are left to the browser when only the connection broke', () => {
		const { opened, stream } = bench();
		stream.follow('/a');
		opened[0]!.fail(0);
		vi.advanceTimersByTime(120_000);
		expect(opened).toHaveLength(1);
	});
	it('say when they are there again after a cut, and nothing when they are there at first', () => {
		const { opened, back, stream } = bench();
		stream.follow('/a');
		opened[0]!.onopen?.(new Event('open'));
		expect(back).toHaveLength(0);
		opened[0]!.fail(0);
		opened[0]!.onopen?.(new Event('open'));
		expect(back).toHaveLength(1);
		opened[0]!.fail(2);
		vi.advanceTimersByTime(1000);
		opened[1]!.onopen?.(new Event('open'));
		expect(back).toHaveLength(2);
		stream.close();
	});
	it('are asked for again after a refusal, ever less often, and soon again after they were there', () => {
		const { opened, stream } = bench();
		stream.follow('/a');
		for (const ms of [1000, 2000, 4000]) {
			opened.at(-1)!.fail(2);
			const before = opened.length;
			vi.advanceTimersByTime(ms - 1);
			expect(opened).toHaveLength(before);
			vi.advanceTimersByTime(1);
			expect(opened).toHaveLength(before + 1);
		}
		opened.at(-1)!.onopen?.(new Event('open'));
		opened.at(-1)!.fail(2);
		vi.advanceTimersByTime(1000);
		expect(opened).toHaveLength(5);
	});
	it('are not asked for again when nobody wants them any more', () => {
		const { opened, stream } = bench();
		stream.follow('/a');
		opened[0]!.fail(2);
		stream.close();
		vi.advanceTimersByTime(120_000);
		expect(opened).toHaveLength(1);
	});
	it('say in growing pauses that there are none to be had, until there are', () => {
		vi.setSystemTime(0);
		const { opened, refused, stream } = bench();
		stream.follow('/a');
		for (let n = 0; n < 7; n++) {
			opened.at(-1)!.fail(2);
			vi.advanceTimersToNextTimer();
		}
		expect(refused.map((at, n) => at - (refused[n - 1] ?? 0))).toEqual([
			1000, 2000, 4000, 8000, 16_000, 30_000, 30_000
		]);
		opened.at(-1)!.onopen?.(new Event('open'));
		vi.advanceTimersByTime(600_000);
		expect(refused).toHaveLength(7);
		stream.close();
	});
});
