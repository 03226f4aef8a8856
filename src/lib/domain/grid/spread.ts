/** How evenly something is spread over grids: areas, households. */

export interface Spread {
	count: number;
	sum: number;
	mean: number;
	least: number;
	/** A tenth are below. */
	low: number;
	median: number;
	/** A tenth are above. */
	high: number;
	most: number;
}

/** Quantiles are the values of the sorted list at that share of the way (nearest rank); all 0 for an empty list. */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const n = sorted.length;
	if (n === 0) return { count: 0, sum: 0, mean: 0, least: 0, low: 0, median: 0, high: 0, most: 0 };
	const at = (share: number) => sorted[Math.min(n - 1, Math.max(0, Math.ceil(share * n) - 1))]!;
	const sum = sorted.reduce((total, value) => total + value, 0);
	return {
		count: n,
		sum,
		mean: sum / n,
		least: sorted[0]!,
		low: at(0.1),
		median: at(0.5),
		high: at(0.9),
		most: sorted[n - 1]!
	};
}
