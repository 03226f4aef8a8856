/**
 * The order in which a community's grids get their numbers: west to east, then north to south.
 *
 * Cells are no chessboard, so "a row" must be said exactly: the ground is ruled into bands of equal height, and a cell
 * belongs to the band that holds its spot (a point inside it). Bands run from north to south; inside a band cells run
 * from west to east; equal eastings run from north to south. Two things keep the order stable when ground changes a
 * little: bands hang on the metric frame's own northings (not on the community's northernmost point), and their height
 * is 100 m times a power of two near the root of the median cell (not that root itself).
 */
import type { Place } from './lattice.ts';

/** Height of a band in metres for cells with these areas (m²); 100 m at least. */
export function bandHeight(areas: readonly number[]): number {
	if (areas.length === 0) return 100;
	const sorted = [...areas].sort((a, b) => a - b);
	const side = Math.sqrt(sorted[sorted.length >> 1]!);
	return 100 * 2 ** Math.max(0, Math.round(Math.log2(side / 100)));
}

/**
 * @param spots points inside the cells, metres [easting, northing]
 * @param height of a band, metres
 * @returns indices of the cells in the order of their numbers
 */
export function numberingOrder(spots: readonly Place[], height: number): number[] {
	const band = spots.map(([, northing]) => Math.floor(northing / height));
	return spots
		.map((_, index) => index)
		.sort(
			(a, b) => band[b]! - band[a]! || spots[a]![0] - spots[b]![0] || spots[b]![1] - spots[a]![1] || a - b
		);
}
