import type { Division } from '../../domain/grid/division.ts';
import { spreadOf, type Spread } from '../../domain/grid/spread.ts';

export interface GridReport {
	communities: number;
	/** Grids in force afterwards in the communities in hand. */
	grids: number;
	/** New grids, with new codes. */
	created: number;
	/** Grids that ended. */
	ended: number;
	/** Grids whose ground stayed the same. */
	kept: number;
	/** Grids that kept ground and code and got or lost a corner on a border that only a neighbour needs. */
	restitched: number;
	/** Communities whose grids had to be larger than asked, so that their codes suffice. */
	coarsened: { code: string; target: number; coarse: number; grids: number }[];
	/** Communities with grids from a file, which were left as they are. */
	skipped: string[];
	/**
	 * Buildings that a grid's edge runs through, by what that edge is: border, a line of the ground, our own cut; for
	 * imported grids border or a line of the file, which does not say what it follows.
	 */
	cutBuildings: Division['cutBuildings'] & { byFile?: number };
	buildings: number;
	/** m² */
	areas: Spread;
	builtUpAreas: Spread;
	/** Households in grids that have any; undefined when none is known. */
	households: Spread | undefined;
	/** Undefined when duty grids were not asked for. */
	dutyGrids: DutyGridReport | undefined;
}

export interface DutyGridReport {
	count: number;
	created: number;
	changed: number;
	ended: number;
	/** Of those with at least half the least number of households: how many have 300 to 500. */
	populated: number;
	inRange: number;
	households: Spread | undefined;
}

export function emptyReport(): GridReport {
	return {
		communities: 0,
		grids: 0,
		created: 0,
		ended: 0,
		kept: 0,
		restitched: 0,
		coarsened: [],
		skipped: [],
		cutBuildings: { byBorder: 0, byLines: 0, byCuts: 0 },
		buildings: 0,
		areas: spreadOf([]),
		builtUpAreas: spreadOf([]),
		households: undefined,
		dutyGrids: undefined
	};
}
