/**
 * Counts of few people tell of single ones. Whoever sees sums only is given 1 to 5 as 5 (bottom coding; A. Hundepool et
 * al., Statistical Disclosure Control, 2012, 5.2), and none is left to be worked out of its whole: what a part gains, the
 * largest part beside it loses.
 */

/** Fewer than these are never said. */
export const FEWEST_SAID = 5;

const isSmall = (count: number) => count > 0 && count < FEWEST_SAID;

export const bottomCoded = (count: number): number => (isSmall(count) ? FEWEST_SAID : count);

/** Null is no data, and stays so. */
export const bottomCodedOrNone = (count: number | null): number | null =>
	count === null ? null : bottomCoded(count);

/**
 * Parts of one whole, each either none or not few, with the sum of the whole as it is said: so that neither a part nor
 * what is left of it is few. A whole of fewer than two groups is one.
 */
export function bottomCodedParts(parts: readonly number[]): number[] {
	const whole = bottomCoded(parts.reduce((sum, part) => sum + part, 0));
	const said = parts.map(bottomCoded);
	const surplus = said.reduce((sum, part) => sum + part, 0) - whole;
	if (surplus === 0) return said;
	const largest = said.indexOf(Math.max(...said));
	const left = said[largest]! - surplus;
	// Where even the largest cannot give so much, all is said to be in it.
	if (left < FEWEST_SAID) return parts.map((_, at) => (at === largest ? whole : 0));
	return said.map((part, at) => (at === largest ? left : part));
}
