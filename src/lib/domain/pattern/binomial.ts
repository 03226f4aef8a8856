/**
 * The binomial distribution and its interval of confidence, to about 13 digits: single terms by C. Loader's saddle-point
 * expansion ('Fast and accurate computation of binomial probabilities', 2000), tails by the continued fraction of the
 * incomplete beta function (NIST Digital Library of Mathematical Functions, 8.17.22).
 */

const LN_SQRT_TAU = Math.log(2 * Math.PI) / 2;

/** ln n! less Stirling's formula ln(sqrt(2 pi n) (n / e)^n), for whole n from 1 on. */
function stirlingError(n: number): number {
	if (n > 15) {
		const square = n * n;
		return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / n;
	}
	let factorial = 1;
	for (let factor = 2; factor <= n; factor++) factorial *= factor;
	return Math.log(factorial) - (n + 0.5) * Math.log(n) + n - LN_SQRT_TAU;
}

/** x ln(x / mean) + mean - x, which the plain formula would lose to cancelling where the two are close. */
function deviance(x: number, mean: number): number {
	const difference = x - mean;
	if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
	const v = difference / (x + mean);
	let sum = difference * v;
	let term = 2 * x * v;
	for (let odd = 3; ; odd += 2) {
		term *= v * v;
		const next = sum + term / odd;
		if (next === sum) return sum;
		sum = next;
	}
}

/**
 * How likely exactly k of n are, each with the probability p.
 * @param k whole, from 0 to n
 * @param p above 0 and below 1
 */
export function binomialTerm(k: number, n: number, p: number): number {
	if (k === 0) return Math.exp(n * Math.log1p(-p));
	if (k === n) return Math.exp(n * Math.log(p));
	const exponent =
		stirlingError(n) -
		stirlingError(k) -
		stirlingError(n - k) -
		deviance(k, n * p) -
		deviance(n - k, n * (1 - p));
	return Math.exp(exponent - LN_SQRT_TAU - Math.log((k / n) * (n - k)) / 2);
}

const TINY = 1e-300;
const ENOUGH = 1e-16;
/** More steps than counts of any city need: they grow with the square root. */
const MOST_STEPS = 100_000;

/** The continued fraction of the incomplete beta function by Lentz's method; quick for x < (a + 1) / (a + b + 2). */
function betaFraction(x: number, a: number, b: number): number {
	let c = 1;
	let d = 1 / (1 - ((a + b) * x) / (a + 1) || TINY);
	let product = d;
	for (let m = 1; m < MOST_STEPS; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / (1 + even * d || TINY);
		c = 1 + even / c || TINY;
		product *= d * c;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / (1 + odd * d || TINY);
		c = 1 + odd / c || TINY;
		const change = d * c;
		product *= change;
		if (Math.abs(change - 1) <= ENOUGH) break;
	}
	return product;
}

/** Regularised incomplete beta function for whole a and b from 1 on: I_x(a, b) = P(at least a of a + b - 1). */
function incompleteBeta(x: number, a: number, b: number): number {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	const term = binomialTerm(a, a + b, x) / (a + b);
	return x < (a + 1) / (a + b + 2)
		? term * b * betaFraction(x, a, b)
		: 1 - term * a * betaFraction(1 - x, b, a);
}

/** How likely k or more of n are. */
export function atLeast(k: number, n: number, p: number): number {
	if (k <= 0) return 1;
	return k > n ? 0 : incompleteBeta(p, k, n - k + 1);
}

/** How likely k or fewer of n are. */
export function atMost(k: number, n: number, p: number): number {
	if (k >= n) return 1;
	return k < 0 ? 0 : incompleteBeta(1 - p, n - k, k + 1);
}

/** Where a rising function of a probability passes a level, by halving to the last digit. */
function passes(rising: (p: number) => number, level: number): number {
	let [low, high] = [0, 1];
	for (;;) {
		const middle = (low + high) / 2;
		if (middle <= low || middle >= high || high - low < 1e-15 * high) return middle;
		if (rising(middle) < level) low = middle;
		else high = middle;
	}
}

/**
 * The exact interval of confidence of a probability after C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404-413.
 * @param k seen of n, from 0 to n
 * @param confidence as 0.95
 */
export function clopperPearson(k: number, n: number, confidence: number): readonly [number, number] {
	const outside = (1 - confidence) / 2;
	return [
		k === 0 ? 0 : passes((p) => atLeast(k, n, p), outside),
		k === n ? 1 : passes((p) => 1 - atMost(k, n, p), 1 - outside)
	];
}
