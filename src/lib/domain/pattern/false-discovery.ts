/**
 * Which of many tests to believe: the share of false discoveries among those believed is held below a rate, after Y.
 * Benjamini and Y. Hochberg, 'Controlling the false discovery rate', Journal of the Royal Statistical Society B 57 (1995)
 * 289-300. M. Caldas de Castro and B. H. Singer, 'Controlling the false discovery rate: a new application to account for
 * multiple and dependent tests in local statistics of spatial association', Geographical Analysis 38 (2006) 180-208, show
 * that it serves for local statistics although neighbours' are dependent.
 */

/**
 * The lowest rate of false discoveries at which each test is believed (adjusted p-values): never below its p, at most 1.
 * @param p from 0 to 1; NaN where a test is not defined: it is not counted, and stays NaN
 * @throws RangeError for any other p
 */
export function adjustedPValues(p: ArrayLike<number>): Float64Array {
	const adjusted = new Float64Array(p.length).fill(NaN);
	for (let i = 0; i < p.length; i++)
		if (p[i]! < 0 || p[i]! > 1) throw new RangeError(`test ${i} has a p of ${p[i]}`);
	const defined = Array.from({ length: p.length }, (_, i) => i).filter((i) => !Number.isNaN(p[i]!));
	const order = Int32Array.from(defined).sort((one, other) => p[one]! - p[other]!);
	let least = 1;
	for (let rank = order.length; rank >= 1; rank--) {
		const test = order[rank - 1]!;
		least = Math.min(least, (p[test]! * order.length) / rank);
		// The division may round to below p.
		adjusted[test] = Math.max(least, p[test]!);
	}
	return adjusted;
}

/**
 * The largest p that is still believed at a rate of false discoveries: every test with a p up to it is. Null: none is.
 * @param rate above 0 and below 1
 * @throws RangeError for such a rate or p
 */
export function believedUpTo(p: ArrayLike<number>, rate: number): number | null {
	if (!(rate > 0 && rate < 1)) throw new RangeError(`a rate of false discoveries of ${rate}`);
	const adjusted = adjustedPValues(p);
	let largest: number | null = null;
	for (let i = 0; i < p.length; i++)
		if (adjusted[i]! <= rate && (largest === null || p[i]! > largest)) largest = p[i]!;
	return largest;
}
