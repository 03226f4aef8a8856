import { describe, expect, it } from 'vitest';
import { Random } from '../demo/random.ts';
import { momentsOf, permutedSumP, skewnessOf } from './permuted-sum.ts';

/** Every sum of some of the values, each as often as there are ways to draw it. */
function sumsOf(values: readonly number[], some: number): number[] {
	if (some === 0) return [0];
	return values.flatMap((value, at) => sumsOf(values.slice(at + 1), some - 1).map((sum) => sum + value));
}

describe('the sum of some values, dealt out at random', () => {
	const values = [0, 0, 0, 1, 0, 2, 0, 0, 7, 1, 0, 3];

	it.each([2, 3, 5, 9])('has the moments of all sums of %d that can be drawn', (some) => {
		const all = momentsOf(sumsOf(values, some));
		const { many, mean, variance } = momentsOf(values);
		expect(all.mean).toBeCloseTo(some * mean, 10);
		expect(all.variance).toBeCloseTo((variance * some * (many - some)) / (many - 1), 10);
		expect(skewnessOf(momentsOf(values), some)).toBeCloseTo(all.third / all.variance ** 1.5, 10);
	});

	it('is as likely as it is among a hundred thousand deals, where the normal is far from it', () => {
		const dice = new Random('deals');
		const sparse = Array.from({ length: 2000 }, (_, nth) => (nth < 90 ? 1 + (nth % 3) : 0));
		const [moments, some, deals] = [momentsOf(sparse), 40, 100_000];
		let beyond = 0;
		for (let deal = 0; deal < deals; deal++) {
			let sum = 0;
			const drawn = new Set<number>();
			while (drawn.size < some) drawn.add(dice.int(0, sparse.length - 1));
			for (const at of drawn) sum += sparse[at]!;
			if (sum >= 11) beyond++;
		}
		const seen = beyond / deals;
		expect(seen).toBeGreaterThan(0.001);
		const said = permutedSumP(moments, some, 11) / 2;
		expect(said / seen).toBeGreaterThan(0.7);
		expect(said / seen).toBeLessThan(1.4);
	});

	it('has no p where it is just what is expected, and the same p from either side where nothing is skewed', () => {
		const even = momentsOf([1, 2, 3, 4, 5, 6, 7, 8, 9]);
		expect(permutedSumP(even, 4, 20)).toBe(1);
		expect(permutedSumP(even, 4, 29)).toBeCloseTo(permutedSumP(even, 4, 11), 12);
		const left = momentsOf(values.map((value) => 10 - value));
		expect(permutedSumP(left, 3, 30 - 11)).toBeCloseTo(permutedSumP(momentsOf(values), 3, 11), 12);
	});
});
