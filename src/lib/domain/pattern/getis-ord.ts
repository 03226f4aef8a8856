/**
 * Where high or low values gather: the statistic Gi* of J. K. Ord and A. Getis, 'Local spatial autocorrelation
 * statistics: distributional issues and an application', Geographical Analysis 27 (1995) 286-306, equation 14, with
 * weights of 1 for every place within a distance, the place itself included, and 0 for all others. The variance is that
 * of the population, as there: divided by n.
 */
import { checkPlaces, neighbourSums, type Places } from './neighbour-sums.ts';
import { twoSidedP } from './normal.ts';

/** One entry for each place, in their order. */
export interface LocalStatistic {
	/**
	 * Standard normal score: above 0 where high values gather. NaN where it is not defined: all places have the same
	 * value, or all are neighbours of this one.
	 */
	z: Float64Array;
	/** How likely a score so far from 0 is by chance, on either side; NaN as z. */
	p: Float64Array;
	/** Places within the distance, itself included. */
	neighbours: Int32Array;
	/** Sum of their values. */
	sums: Float64Array;
}

/**
 * @param values of the places, as counts of incidents
 * @param distance metres, above 0; a place just so far away is a neighbour
 * @throws RangeError for places or values that are not finite or not as many, and for such a distance
 */
export function getisOrd(places: Places, values: ArrayLike<number>, distance: number): LocalStatistic {
	checkPlaces(places);
	const many = places.x.length;
	if (values.length !== many) throw new RangeError(`${values.length} values for ${many} places`);
	if (!(distance > 0 && distance < Infinity)) throw new RangeError(`a distance of ${distance} m`);
	let total = 0;
	let [low, high] = [Infinity, -Infinity];
	for (let i = 0; i < many; i++) {
		const value = values[i]!;
		if (!Number.isFinite(value)) throw new RangeError(`place ${i} has the value ${value}`);
		total += value;
		low = Math.min(low, value);
		high = Math.max(high, value);
	}
	const mean = total / many;
	// From the mean: the difference of two large sums would lose the digits of a small variance.
	const excess = new Float64Array(many);
	let squares = 0;
	for (let i = 0; i < many; i++) {
		excess[i] = values[i]! - mean;
		squares += excess[i]! * excess[i]!;
	}
	const deviation = Math.sqrt(squares / many);
	const { count, sum } = neighbourSums(places, excess, distance);
	const z = new Float64Array(many).fill(NaN);
	const p = new Float64Array(many).fill(NaN);
	for (let i = 0; i < many; i++) {
		if (low === high || count[i] === many) continue;
		z[i] = sum[i]! / (deviation * Math.sqrt((count[i]! * (many - count[i]!)) / (many - 1)));
		p[i] = twoSidedP(z[i]!);
	}
	return { z, p, neighbours: count, sums: sum.map((excess, i) => excess + count[i]! * mean) };
}
