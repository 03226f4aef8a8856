import { describe, expect, it } from 'vitest';
import { WhileSame, type Marked } from './while-same.ts';

const NOW = Date.parse('2026-07-01T08:00:00Z');

/** A thing that changes, and how often it was read and asked about. */
function bench() {
	const thing = { text: 'a', reads: 0, marks: 0 };
	const answers = new WhileSame<string>(() => {
		thing.marks++;
		return Promise.resolve(thing.text);
	});
	const read = (): Promise<Marked<string>> => {
		thing.reads++;
		return Promise.resolve({ mark: thing.text, value: `${thing.text}!` });
	};
	const ask = (ms = 0, key = 'k', how = read) => answers.ask(key, new Date(NOW + ms), how);
	return { thing, ask };
}

describe('an answer', () => {
	it('is given again while what it tells of is the same, and asked for anew after a change', async () => {
		const { thing, ask } = bench();
		expect(await ask()).toBe('a!');
		expect(thing).toMatchObject({ reads: 1, marks: 0 });
		expect(await Promise.all([ask(), ask(900), ask(1999)])).toEqual(['a!', 'a!', 'a!']);
		expect(thing.reads).toBe(1);
		thing.text = 'b';
		expect(await ask(1000)).toBe('b!');
		expect(thing.reads).toBe(2);
	});
	it('is for one question and one time: none is given for a later or an earlier moment', async () => {
		const { thing, ask } = bench();
		await ask();
		await ask(0, 'another');
		expect(thing.reads).toBe(2);
		await ask(2000);
		await ask(-1);
		expect(thing.reads).toBe(4);
	});
	it('that was changed while it was read is read again', async () => {
		const { thing, ask } = bench();
		await ask(0, 'k', () => {
			const before = { mark: thing.text, value: 'old' };
			thing.text = 'b';
			return Promise.resolve(before);
		});
		expect(await ask()).toBe('b!');
	});
	it('is asked for by many at once as by one, and a change is asked about as rarely', async () => {
		const { thing, ask } = bench();
		await ask();
		await Promise.all(Array.from({ length: 50 }, () => ask()));
		expect(thing).toMatchObject({ reads: 1, marks: 2 });
		thing.text = 'b';
		expect(new Set(await Promise.all(Array.from({ length: 50 }, () => ask())))).toEqual(new Set(['b!']));
		expect(thing.reads).toBeLessThanOrEqual(3);
	});
	it('that could not be read is not kept', async () => {
		const { ask } = bench();
		await expect(ask(0, 'k', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
		expect(await ask()).toBe('a!');
	});
});
