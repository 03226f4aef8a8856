import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventSourceLike } from './event-stream.ts';
import { SharedStream } from './shared-stream.ts';

interface Opened extends EventSourceLike {
	closed: boolean;
}

function bench() {
	const opened: Opened[] = [];
	const stream = new SharedStream<number>('/live', {
		open() {
			const one: Opened = {
				onopen: null,
				onmessage: null,
				onerror: null,
				readyState: 1,
				closed: false,
				close: () => void (one.closed = true)
			};
			opened.push(one);
			return one;
		},
		roll: () => 0.5
	});
	const say = (event: number) =>
		opened.at(-1)!.onmessage?.({ data: JSON.stringify(event) } as MessageEvent<string>);
	const follow = (since?: number) => {
		const heard: (number | 'back')[] = [];
		const leave = stream.follow(
			{ onevent: (event) => heard.push(event), onback: () => heard.push('back') },
			since
		);
		return { heard, leave };
	};
	return { opened, say, follow };
}

describe('a stream that parts of an open product share', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('is opened once, for all that follow it and for the page after', () => {
		const { opened, say, follow } = bench();
		const [one, other] = [follow(), follow()];
		say(1);
		one.leave();
		other.leave();
		vi.advanceTimersByTime(4000);
		const next = follow();
		vi.advanceTimersByTime(60_000);
		say(2);
		expect(opened).toHaveLength(1);
		expect(opened[0]!.closed).toBe(false);
		expect([one.heard, other.heard, next.heard]).toEqual([[1], [1], [2]]);
	});
	it('ends when nobody has followed it for a while, and begins anew', () => {
		const { opened, say, follow } = bench();
		follow().leave();
		vi.advanceTimersByTime(5000);
		expect(opened[0]!.closed).toBe(true);
		const later = follow(0);
		expect(opened).toHaveLength(2);
		say(3);
		expect(later.heard).toEqual([3]);
	});
	it('tells whoever comes later what came since they asked, and nothing from before', () => {
		const { say, follow } = bench();
		follow();
		say(1);
		vi.advanceTimersByTime(10);
		const asked = performance.now();
		vi.advanceTimersByTime(10);
		say(2);
		expect(follow(asked).heard).toEqual([2]);
		expect(follow(0).heard).toEqual([1, 2]);
		expect(follow().heard).toEqual([]);
		vi.advanceTimersByTime(30_000);
		say(4);
		expect(follow(0).heard).toEqual([4]);
	});
	it('says to all that it was cut and is back, also to who asked before that', () => {
		const { opened, follow } = bench();
		const one = follow();
		const asked = performance.now();
		opened[0]!.onerror?.(new Event('error'));
		opened[0]!.onopen?.(new Event('open'));
		expect(one.heard).toEqual(['back']);
		expect(follow(asked).heard).toEqual(['back']);
	});
	it('bears that somebody leaves while they are told', () => {
		const { opened, say, follow } = bench();
		const one = follow();
		const { heard } = follow();
		one.heard.push = () => {
			one.leave();
			return 0;
		};
		say(1);
		say(2);
		expect(heard).toEqual([1, 2]);
		expect(opened).toHaveLength(1);
	});
});
