import { expect, it } from 'vitest';
import { gammaAtLeast, gammaAtMost } from './gamma.ts';
import { erfc } from './normal.ts';

/** Of a Poisson variable: fewer than a whole number of events, which is the gamma's upper tail. */
function poissonBelow(events: number, mean: number): number {
	let [term, sum] = [Math.exp(-mean), 0];
	for (let k = 0; k < events; k++) {
		sum += term;
		term *= mean / (k + 1);
	}
	return sum;
}

it.each([
	[1, 0.5],
	[3, 2],
	[3, 12],
	[12, 3.8],
	[40, 60]
])('is of shape %d at %d what the Poisson says', (a, x) => {
	expect(gammaAtLeast(a, x) / poissonBelow(a, x)).toBeCloseTo(1, 11);
	expect(gammaAtLeast(a, x) + gammaAtMost(a, x)).toBeCloseTo(1, 14);
});

it.each([0.1, 1, 4, 9])('is of shape a half at %d the square of a normal', (x) => {
	expect(gammaAtLeast(0.5, x) / erfc(Math.sqrt(x))).toBeCloseTo(1, 10);
});

it('has the quantiles of chi-square that are printed in every table', () => {
	// Half of chi-square's degrees of freedom and of its value: 5 % beyond 3.841, 18.307 and 124.342.
	expect(gammaAtLeast(0.5, 3.841459 / 2)).toBeCloseTo(0.05, 7);
	expect(gammaAtLeast(5, 18.307038 / 2)).toBeCloseTo(0.05, 7);
	expect(gammaAtLeast(50, 124.342113 / 2)).toBeCloseTo(0.05, 7);
});

it('is all above 0, and ends for a large shape', () => {
	expect(gammaAtLeast(2, 0)).toBe(1);
	expect(gammaAtMost(2, -1)).toBe(0);
	expect(gammaAtLeast(40_000, 40_000)).toBeCloseTo(0.5, 2);
});
