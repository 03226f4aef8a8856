import { describe, expect, it } from 'vitest';
import type { ChangeRow } from './repository.ts';
import { Changes, GroundVersions } from './versions.ts';

const row = (mark: number, boxes: number[] | null = [0, 0, 10, 10], layer = 'grid'): ChangeRow => ({
	layer,
	boxes,
	mark
});
const changesOf = (...rows: ChangeRow[]) => new Changes('origin', 'token', rows);
const touching = (at: number) => (west: number, _s: number, east: number) => west <= at && at <= east;

describe('the version of a tile', () => {
	it('changes with every change that touches it, whatever order they are seen in, and with no other', () => {
		const [early, late] = [row(2 ** 47 + 1), row(2 ** 47 + 5)];
		const version = (...rows: ChangeRow[]) => changesOf(...rows).version(['grid'], touching(5));
		const seen = [version(), version(early), version(late), version(early, late)];
		expect(new Set(seen).size).toBe(4);
		expect(version(late, early)).toBe(version(early, late));
		expect(version(early, row(99, [20, 0, 30, 10]))).toBe(version(early));
		expect(version(early, row(99, null))).not.toBe(version(early));
		expect(version(early, row(99, [20, 0, 30, 10, 4, 0, 6, 10]))).not.toBe(version(early));
		expect(version(early, row(99, null, 'building'))).toBe(version(early));
	});

	it('counts a change once, however many of its boxes touch', () => {
		const twice = changesOf(row(7, [0, 0, 10, 10, 4, 4, 6, 6])).version(['grid'], touching(5));
		expect(twice).toBe(changesOf(row(7)).version(['grid'], touching(5)));
	});

	it('takes a change to be everywhere in a layer with more of them than are told apart, and only there', () => {
		const far = Array.from({ length: 4001 }, (_, n) => row(n + 1, [100, 0, 110, 10]));
		const one = far.slice(0, 4000);
		expect(changesOf(...one).version(['grid'], touching(5))).toBe('0');
		expect(changesOf(...far).version(['grid'], touching(5))).not.toBe('0');
		expect(changesOf(...far, row(3, [100, 0, 110, 10], 'road')).version(['road'], touching(5))).toBe('0');
	});
});

/** Answers that the test gives when it likes. */
function asked() {
	const waiting: { known: string; answer: (token: string) => void; fail: (error: Error) => void }[] = [];
	const versions = new GroundVersions(
		(known) =>
			new Promise((resolve, reject) =>
				waiting.push({
					known,
					answer: (token) =>
						resolve({ token, identity: 'origin', ...(token === known ? {} : { changes: [] }) }),
					fail: reject
				})
			)
	);
	return { waiting, at: async (ms: number) => (await versions.at(new Date(ms))).token };
}

describe('the list of changes', () => {
	it('is asked for once a second, and kept when it is the same', async () => {
		const { waiting, at } = asked();
		const first = at(0);
		waiting[0]!.answer('a');
		expect(await first).toBe('a');
		expect(await at(999)).toBe('a');
		expect(waiting).toHaveLength(1);
		const second = at(1000);
		expect(waiting[1]!.known).toBe('a');
		waiting[1]!.answer('a');
		expect(await second).toBe('a');
		expect(await at(1999)).toBe('a');
		expect(waiting).toHaveLength(2);
	});

	it('is asked for again when the clock was set back', async () => {
		const { waiting, at } = asked();
		const first = at(10_000);
		waiting[0]!.answer('a');
		await first;
		const second = at(9_000);
		waiting[1]!.answer('b');
		expect(await second).toBe('b');
	});

	it('is shared by all who ask within the second, and not by whoever comes later than that', async () => {
		const { waiting, at } = asked();
		const [one, two, late] = [at(0), at(900), at(1100)];
		expect(waiting).toHaveLength(2);
		// The later answer comes first; the earlier one does not take its place.
		waiting[1]!.answer('b');
		expect(await late).toBe('b');
		waiting[0]!.answer('a');
		expect([await one, await two]).toEqual(['a', 'a']);
		expect(await at(1200)).toBe('b');
	});

	it('fails when the database does, and what was held is not used beyond its second', async () => {
		const { waiting, at } = asked();
		const first = at(0);
		waiting[0]!.answer('a');
		await first;
		const second = at(5000);
		waiting[1]!.fail(new Error('gone'));
		await expect(second).rejects.toThrow('gone');
		const third = at(5001);
		waiting[2]!.answer('b');
		expect(await third).toBe('b');
	});
});
