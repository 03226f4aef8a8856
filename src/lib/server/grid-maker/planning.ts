/** What a run will do, before anything is written. */
import { WanggeError } from '../../domain/errors.ts';
import { gridCode, maxSequence, sequenceOf } from '../../domain/grid/code.ts';
import { divideCommunity, type Cell, type Division } from '../../domain/grid/division.ts';
import { matchGround } from '../../domain/grid/matching.ts';
import { bandHeight, numberingOrder } from '../../domain/grid/numbering.ts';
import { coarser, rulesFor, type CompleteGridOptions } from '../../domain/grid/options.ts';
import { stitch } from '../../domain/grid/stitching.ts';
import type { Rings } from '../../domain/grid/lattice.ts';
import type { Ground } from './ground.ts';
import type { CommunityRow, StandingGrid } from './repository.ts';
import type { GridReport } from './report.ts';

/** A cell and the grid that it is, or will be. */
export interface Placed {
	community: CommunityRow;
	cell: Cell;
	/** The grid that stands there already. */
	standing: StandingGrid | undefined;
	/** Its code; a new one for a new grid. */
	code: string;
}

export interface Plan {
	placed: Placed[];
	ended: StandingGrid[];
	/** Grids across a border that get a corner of ours. */
	acrossBorder: { id: number; rings: Rings }[];
}

export interface CommunityDivision {
	row: CommunityRow;
	cells: Cell[];
	standing: StandingGrid[];
}

/** Codes are never used again, so some are kept for the changes of later years. */
const CODES_USED_AT_FIRST = 0.9;
const MOST_ROUNDS = 40;

/** Divides one community, with larger grids when its codes would not suffice. */
export function divideWithin(
	row: CommunityRow,
	ground: Ground,
	chosen: CompleteGridOptions,
	digits: number,
	report: GridReport
): Division {
	const cap = Math.floor(maxSequence(digits) * CODES_USED_AT_FIRST);
	const mine = ground.of(row);
	let rules = rulesFor(chosen);
	for (let round = 0; round <= MOST_ROUNDS; round++) {
		const division = divideCommunity(mine, rules);
		const { cells, cutBuildings } = division;
		if (cells.length <= cap) {
			const { target, coarse } = rules;
			if (round > 0) report.coarsened.push({ code: row.code, target, coarse, grids: cells.length });
			report.cutBuildings.byBorder += cutBuildings.byBorder;
			report.cutBuildings.byLines += cutBuildings.byLines;
			report.cutBuildings.byCuts += cutBuildings.byCuts;
			return division;
		}
		rules = coarser(rules, round);
	}
	throw new WanggeError('number-range', { field: 'sequence', area: row.code, max: cap });
}

/** Puts the corners of both sides of every border into both sides; returns the grids across that changed. */
export function stitchBorders(
	divisions: readonly CommunityDivision[],
	across: readonly { id: number; community: number; rings: Rings }[]
): Plan['acrossBorder'] {
	const mine = divisions.flatMap(({ row, cells }) =>
		cells.map((cell) => ({ community: row.id, rings: cell.rings, cell, id: 0 }))
	);
	const others = across.map(({ id, community, rings }) => ({ community, rings, cell: undefined, id }));
	const changed: Plan['acrossBorder'] = [];
	for (const { cell, id, rings } of stitch([...mine, ...others])) {
		if (cell) cell.rings = rings;
		else changed.push({ id, rings });
	}
	return changed;
}

/**
 * Which cells are grids that stand already, which grids end, and the codes of the new ones: in the order of the
 * standard, after the highest that the community ever used.
 */
export function placeCells(
	{ row, cells, standing }: CommunityDivision,
	usedCodes: readonly string[],
	digits: number
): { placed: Placed[]; ended: StandingGrid[] } {
	const match = matchGround(
		cells.map(({ rings }) => rings),
		standing.map(({ rings }) => rings)
	);
	const kept = new Set(match);
	const placed = cells.map((cell, c): Placed => {
		const there = standing[match[c]!];
		return { community: row, cell, standing: there, code: there?.code ?? '' };
	});
	const fresh = placed.filter((place) => !place.standing);
	let sequence = usedCodes.reduce((most, code) => Math.max(most, sequenceOf(code, row.code, digits) ?? 0), 0);
	if (sequence + fresh.length > maxSequence(digits))
		throw new WanggeError('number-range', { field: 'sequence', area: row.code, max: maxSequence(digits) });
	const height = bandHeight(cells.map(({ area }) => area));
	for (const f of numberingOrder(
		fresh.map(({ cell }) => cell.spot),
		height
	))
		fresh[f]!.code = gridCode(row.code, ++sequence, digits);
	return { placed, ended: standing.filter((_, s) => !kept.has(s)) };
}
