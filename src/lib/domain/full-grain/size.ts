/** How much a full-grain data set holds: a large city's, or a share of it on a smaller ground of the same density. */
import { WanggeError } from '../errors.ts';

export interface Size {
	/** Unit grids, and what stands and happens on them. */
	grids: number;
	buildings: number;
	facilities: number;
	incidents: number;
	districts: number;
	streets: number;
	communities: number;
	/** The lattice of cells: columns from west to east, rows from south to north; the last column may be short. */
	columns: number;
	rows: number;
	/** Mean side of a cell, metres. */
	step: number;
}

const GROUND_M2 = 2_050_000_000;
const FULL = { grids: 210_000, buildings: 1_000_000, facilities: 100_000, incidents: 1_000_000 };
/** Columns to rows of the whole ground. */
const ASPECT = 500 / 420;
const PER_COMMUNITY = 420;
const PER_STREET = 3_300;
const PER_DISTRICT = 26_250;

/** Every so many lines of the lattice a main street runs. */
export const MAIN_EVERY = 12;

export const SMALLEST_SHARE = 0.001;

/**
 * @param share of the full size, 0.001 to 1
 * @throws WanggeError invalid for another share
 */
export function sizeOf(share: number): Size {
	if (!(share >= SMALLEST_SHARE && share <= 1))
		throw new WanggeError('invalid', { field: 'share', value: share });
	const of = (whole: number): number => Math.round(whole * share);
	const grids = of(FULL.grids);
	const rows = Math.round(Math.sqrt(grids / ASPECT));
	const streets = Math.max(2, Math.round(grids / PER_STREET));
	return {
		grids,
		buildings: of(FULL.buildings),
		facilities: of(FULL.facilities),
		incidents: of(FULL.incidents),
		districts: Math.max(1, Math.round(grids / PER_DISTRICT)),
		streets,
		communities: Math.max(2 * streets, Math.round(grids / PER_COMMUNITY)),
		columns: Math.ceil(grids / rows),
		rows,
		step: Math.sqrt(GROUND_M2 / FULL.grids)
	};
}
