/**
 * How likely a sum of some values is when they are dealt out to the places at random: the permutation null of Gi*. A
 * normal distribution with the same mean and variance serves where values are many and alike; counts of cases are mostly
 * 0 with a few large ones, and it would take a handful of cases for proof. Pearson's type III distribution has the same
 * skewness as well, as P. W. Mielke and K. J. Berry have it ('Permutation Methods: A Distance Function Approach', Springer,
 * 2nd edition 2007, 2.3); the third moment of a sum drawn without replacement is that of finite populations (W. G. Cochran,
 * 'Sampling Techniques', Wiley, 3rd edition 1977, 2.15 and its exercise on skewness).
 */
import { gammaAtLeast, gammaAtMost } from './gamma.ts';
import { twoSidedP } from './normal.ts';

/** Moments of values, that of the second and third order about the mean. */
export interface Moments {
	many: number;
	mean: number;
	variance: number;
	third: number;
}

export function momentsOf(values: ArrayLike<number>): Moments {
	const many = values.length;
	let total = 0;
	for (let i = 0; i < many; i++) total += values[i]!;
	const mean = total / many;
	let [squares, cubes] = [0, 0];
	for (let i = 0; i < many; i++) {
		const excess = values[i]! - mean;
		squares += excess * excess;
		cubes += excess * excess * excess;
	}
	return { many, mean, variance: squares / many, third: cubes / many };
}

/** Of the sum of `some` of the values, drawn without replacement. */
export function skewnessOf({ many, variance, third }: Moments, some: number): number {
	const rest = many - some;
	const cube = ((some * rest * (many - 2 * some)) / ((many - 1) * (many - 2))) * third;
	const square = ((some * rest) / (many - 1)) * variance;
	return cube / square ** 1.5;
}

/** Below it the type III is the normal to three digits, and its shape too large to be summed. */
const STRAIGHT = 0.01;
/** Counts are whole: half of one is not seen. */
const HALF = 0.5;

/**
 * Two-sided: twice the tail beyond a sum of some of the values, at most 1.
 * @param values of which the sum is, whole numbers; not all the same, and more than there are in the sum
 */
export function permutedSumP(values: Moments, some: number, sum: number): number {
	const { many, mean, variance } = values;
	const deviation = Math.sqrt((variance * some * (many - some)) / (many - 1));
	const away = sum - some * mean;
	const z = (Math.sign(away) * Math.max(0, Math.abs(away) - HALF)) / deviation;
	const skewness = skewnessOf(values, some);
	if (Math.abs(skewness) < STRAIGHT) return twoSidedP(z);
	// Skewed to the left it is the same, looked at from the other side.
	const side = Math.sign(skewness);
	const shape = 4 / (skewness * skewness);
	const at = shape + side * z * Math.sqrt(shape);
	const tail = side * z > 0 ? gammaAtLeast(shape, at) : gammaAtMost(shape, at);
	return Math.min(1, 2 * tail);
}
