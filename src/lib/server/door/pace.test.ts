import { expect, it } from 'vitest';
import { Pace } from './pace.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

it('begins a lone piece of work at once, and of many one in each turn, in the order of coming', async () => {
	const pace = new Pace();
	const begun: string[] = [];
	const begin = (...names: string[]) => names.forEach((name) => pace.begin(() => begun.push(name)));
	begin('a');
	expect(begun).toEqual(['a']);
	await turn();
	begin('b', 'c', 'd');
	expect(begun).toEqual(['a', 'b']);
	for (const so_far of ['abc', 'abcd']) {
		await turn();
		expect(begun.join('')).toBe(so_far);
	}
	await turn();
	begin('e');
	expect(begun.join('')).toBe('abcde');
});

it('goes on after work that throws', async () => {
	const pace = new Pace();
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
