import { expect, it } from 'vitest';
import { Pace } from './pace.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

it('begins a lone piece of work at once, and of many one in each turn, in the order of coming', async () => {
	const pace = new Pace(0);
	const begun: string[] = [];
	const begin = (...names: string[]) => names.forEach((name) => pace.begin(() => begun.push(name)));
	begin('a');
	expect(begun.join('')).toBe('a');
	await turn();
	begin('b', 'c', 'd');
	expect(begun.join('')).toBe('ab');
	await turn();
	begin('e');
	expect(begun.join('')).toBe('abc');
	for (const soFar of ['abcd', 'abcde', 'abcde']) {
		await turn();
		expect(begun.join('')).toBe(soFar);
	}
	begin('f');
	expect(begun.join('')).toBe('abcdef');
});

it('begins so much in a turn as there is time for, and one piece in any case', async () => {
	let now = 0;
	const pace = new Pace(3, () => now);
	const begun: number[] = [];
	for (const takes of [1, 1, 1, 1, 9, 1])
		pace.begin(() => {
			now += takes;
			begun.push(takes);
		});
	expect(begun).toEqual([1, 1, 1]);
	await turn();
	expect(begun).toEqual([1, 1, 1, 1, 9]);
	await turn();
	expect(begun).toEqual([1, 1, 1, 1, 9, 1]);
});

it('goes on after work that throws', async () => {
	const pace = new Pace(0);
	const begun: string[] = [];
	expect(() =>
		pace.begin(() => {
			throw new Error('no');
		})
	).toThrow('no');
	pace.begin(() => begun.push('next'));
	expect(begun).toEqual([]);
	await turn();
	expect(begun).toEqual(['next']);
});
