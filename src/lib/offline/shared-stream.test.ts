import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventSourceLike } from './event-stream.ts';
import { SharedStream } from './shared-stream.ts';

interface Opened extends EventSourceLike {
	address: string;
	closed: boolean;
}

function bench() {
	const opened: Opened[] = [];
	const stream = new SharedStream<{ at: number }>('/live', {
		open(address) {
			const one: Opened = {
				...{ address, readyState: 1, closed: false },
				...{ onopen: null, onmessage: null, onerror: null },
				close: () => void (one.closed = true)
			};
			opened.push(one);
			return one;
		},
		roll: () => 0.5
	});
	const say = (at: number) =>
		opened.at(-1)!.onmessage?.({ data: JSON.stringify({ at }) } as MessageEvent<string>);
	const follow = (after = 0) => {
		const heard: (number | 'missed')[] = [];
		const follower = {
			onevent({ at }: { at: number }): void {
				heard.push(at);
			},
			onmissed: () => void heard.push('missed')
		};
		return { heard, follower, leave: stream.follow(follower, after) };
	};
	return { opened, say, follow };
}

describe('a stream that parts of an open product share', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('is opened once, for all that follow it and for the page after, and begins after what the first knows', () => {
		const { opened, say, follow } = bench();
		const [one, other] = [follow(7), follow(8)];
		say(9);
		one.leave();
		other.leave();
		vi.advanceTimersByTime(4000);
		const next = follow(9);
		vi.advanceTimersByTime(60_000);
		say(10);
		expect(opened.map(({ address, closed }) => [address, closed])).toEqual([['/live?after=7', false]]);
		expect([one.heard, other.heard, next.heard]).toEqual([[9], [9], [10]]);
	});
	it('ends when nobody has followed it for a while, and begins anew', () => {
		const { opened, say, follow } = bench();
		follow().leave();
		vi.advanceTimersByTime(5000);
		expect(opened[0]!.closed).toBe(true);
		const later = follow(3);
		expect(opened[1]!.address).toBe('/live?after=3');
		say(4);
		expect(later.heard).toEqual([4]);
	});
	it('tells whoever comes later what came after that which they know', () => {
		const { say, follow } = bench();
		follow(5);
		say(6);
		say(8);
		expect(follow(6).heard).toEqual([8]);
		expect(follow(5).heard).toEqual([6, 8]);
		expect(follow(8).heard).toEqual([]);
		// What was read long ago: what has come since is not at hand.
		expect(follow(4).heard).toEqual(['missed']);
		for (let at = 9; at < 300; at++) say(at);
		expect(follow(6).heard).toEqual(['missed']);
		expect(follow(297).heard).toEqual([298, 299]);
	});
	it('tells each event once, also when it begins further back after a cut', () => {
		const { opened, say, follow } = bench();
		const { heard } = follow();
		say(1);
		say(2);
		opened[0]!.onerror?.(new Event('error'));
		opened[0]!.onopen?.(new Event('open'));
		say(1);
		say(2);
		say(3);
		expect(heard).toEqual([1, 2, 3]);
	});
	it('says to all when there is none to be had, so that they ask by themselves', () => {
		const { opened, follow } = bench();
		const { heard } = follow();
		Object.assign(opened[0]!, { readyState: 2 });
		opened[0]!.onerror?.(new Event('error'));
		vi.advanceTimersByTime(1000);
		expect(heard).toEqual(['missed']);
		expect(opened).toHaveLength(2);
	});
	it('bears that somebody leaves while they are told', () => {
		const { say, follow } = bench();
		const one = follow();
		const { heard } = follow();
		one.follower.onevent = () => {
			one.leave();
		};
		say(1);
		say(2);
		expect(heard).toEqual([1, 2]);
	});
});
