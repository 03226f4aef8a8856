/** Colours of places by how many cases they have: the same for every stretch of a period, so that they can be compared. */
import { breaksOf, classIndex } from '$lib/domain/measure/breaks';
import type { MeasureLevel } from '$lib/domain/measure/measure';
import type { MeasureValues } from '$lib/map/contract';

export interface Counts {
	level: MeasureLevel;
	ids: number[];
	counts: number[];
}

/** Of grids: the same whatever piece of the map is seen, and however long the stretch is. */
const GRID_BREAKS = [1, 2, 5, 10, 20, 50];

/**
 * Upper ends of all classes but the last.
 * @param whole counts of the whole period
 * @param share of the period that is shown, above 0, at most 1
 */
export function breaksFor({ level, counts }: Counts, share: number): number[] {
	if (level === 'grid') return GRID_BREAKS;
	return breaksOf(
		counts.map((count) => Math.max(1, Math.round(count * share))),
		true
	);
}

export const valuesOf = ({ level, ids, counts }: Counts, breaks: readonly number[]): MeasureValues => ({
	[level]: {
		classes: breaks.length + 1,
		column: {
			ids: Uint32Array.from(ids),
			classes: Int8Array.from(counts, (count) => classIndex(count, breaks))
		}
	}
});

/** From and to of each class, both included; null: no upper end. */
export const rangesOf = (breaks: readonly number[]): [from: number, to: number | null][] =>
	[...breaks, null].map((to, nth) => [nth === 0 ? 1 : breaks[nth - 1]! + 1, to]);
