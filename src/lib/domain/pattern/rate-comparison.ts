/**
 * Whether things happen more often in one period than in another: the exact conditional test of J. Przyborowski and H.
 * Wilenski, 'Homogeneity of results in testing samples from Poisson series', Biometrika 31 (1940) 313-323. Given how many
 * there were in both, those of one are binomial with its share of the time, if the rates are the same.
 */
import { atLeast, atMost, binomialTerm, clopperPearson } from './binomial.ts';

export interface Period {
	/** How many things happened. */
	count: number;
	/** How long it was, days: above 0. */
	days: number;
}

export interface RateComparison {
	/** Rate of the one over the rate of the other; null where nothing happened in the other. */
	ratio: number | null;
	/** Lower end of the ratio's interval of confidence; null where nothing happened in either. */
	low: number | null;
	/** Upper end; null where nothing happened in the other: it has no bound. */
	high: number | null;
	/**
	 * Two-sided, by the method of small p-values: how likely it is to see what is no likelier than what was seen. 1 where
	 * nothing happened in either.
	 */
	p: number;
}

/** Terms that are equal but for rounding are equal (as R's binom.test has it). */
const EQUAL = 1 + 1e-7;

/**
 * @param confidence of the interval, above 0 and below 1
 * @throws RangeError for counts that are not whole and 0 or more, for such days and such a confidence
 */
export function compareRates(one: Period, other: Period, confidence = 0.95): RateComparison {
	for (const { count, days } of [one, other]) {
		if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`a count of ${count}`);
		if (!(days > 0 && days < Infinity)) throw new RangeError(`a period of ${days} days`);
	}
	if (!(confidence > 0 && confidence < 1)) throw new RangeError(`a confidence of ${confidence}`);
	const all = one.count + other.count;
	if (all === 0) return { ratio: null, low: null, high: null, p: 1 };
	const ratioOf = (share: number): number | null =>
		share === 1 ? null : (share / (1 - share)) * (other.days / one.days);
	const [low, high] = clopperPearson(one.count, all, confidence);
	return {
		ratio: other.count === 0 ? null : one.count / one.days / (other.count / other.days),
		low: ratioOf(low),
		high: ratioOf(high),
		p: smallPValue(one.count, all, one.days / (one.days + other.days))
	};
}

/** Sum of the binomial's terms that are no larger than that of k. */
function smallPValue(k: number, n: number, share: number): number {
	const most = binomialTerm(k, n, share) * EQUAL;
	const mode = Math.min(n, Math.floor((n + 1) * share));
	// Terms rise up to the mode and fall after it: on k's side all beyond it, on the other all from where they are so small.
	if (binomialTerm(mode, n, share) <= most) return 1;
	if (k < mode) {
		const from = firstWhere(mode, n + 1, (i) => binomialTerm(i, n, share) <= most);
		return Math.min(1, atMost(k, n, share) + atLeast(from, n, share));
	}
	const from = firstWhere(0, mode, (i) => binomialTerm(i, n, share) > most);
	return Math.min(1, atLeast(k, n, share) + atMost(from - 1, n, share));
}

/** The first whole number from low up to, not including, high that holds, where all after it do; high if none. */
function firstWhere(low: number, high: number, holds: (number: number) => boolean): number {
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (holds(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}
