import { describe, expect, it } from 'vitest';
import { Chosen } from './chosen.svelte.ts';

const shown = ['A', 'B', 'C', 'D', 'E'].map((number) => ({ number }));
const numbers = (chosen: Chosen<{ number: string }>) => chosen.cases.map(({ number }) => number).join('');

describe('the cases that are chosen', () => {
	it('are one by one, a range, all or none', () => {
		const chosen = new Chosen(() => shown);
		chosen.toggle('D');
		chosen.toggle('B');
		expect(numbers(chosen)).toBe('BD');
		chosen.toggle('E', true);
		expect(numbers(chosen)).toBe('BCDE');
		expect(chosen.all).toBe(false);
		// Backwards, and away.
		chosen.toggle('C', true);
		expect(numbers(chosen)).toBe('B');
		chosen.setAll(true);
		expect(chosen.all).toBe(true);
		chosen.toggle('A');
		expect(numbers(chosen)).toBe('BCDE');
		chosen.clear();
		expect(numbers(chosen)).toBe('');
		// With nothing to begin from, a range is one.
		chosen.toggle('C', true);
		expect(numbers(chosen)).toBe('C');
		chosen.setAll(false);
		expect(numbers(chosen)).toBe('');
	});

	it('are only those that are on the page still', () => {
		let page = shown;
		const chosen = new Chosen(() => page);
		chosen.toggle('A');
		chosen.toggle('B');
		page = shown.slice(1);
		expect(numbers(chosen)).toBe('B');
		page = [];
		expect(chosen.all).toBe(false);
	});
});
