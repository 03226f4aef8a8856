/** What a run will do, before anything is written. */
import { WanggeError } from '../../domain/errors.ts';
import { gridCode, maxSequence, sequenceOf } from '../../domain/grid/code.ts';
import { divideChanged, divideWhole } from '../../domain/grid/dividing-again.ts';
import type { Cell, DivisionRules } from '../../domain/grid/division.ts';
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
	/** What the ground shows there: the round of rules and the picture; null for grids from a file. */
	made: string | null;
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
	/** By cell, as in Placed. */
	made: (string | null)[];
	standing: StandingGrid[];
}

/** Codes are never used again, so some are kept for the changes of later years. */
const CODES_USED_AT_FIRST = 0.9;
const MOST_ROUNDS = 40;

/**
 * Divides one community, with larger grids when its codes would not suffice. Where grids stand, only what changed under
 * them is divided anew, by the rules that they were made by.
 */
export function divideWithin(
	row: CommunityRow,
	standing: readonly StandingGrid[],
	ground: Ground,
	chosen: CompleteGridOptions,
	digits: number,
	report: GridReport
): CommunityDivision {
	const cap = Math.floor(maxSequence(digits) * CODES_USED_AT_FIRST);
	const mine = ground.of(row);
	const settle = (round: number, rules: DivisionRules, division: ReturnType<typeof divideWhole>) => {
		const { cells, pictures, cutBuildings } = division;
		const { target, coarse } = rules;
		if (round > 0) report.coarsened.push({ code: row.code, target, coarse, grids: cells.length });
		report.cutBuildings.byBorder += cutBuildings.byBorder;
		report.cutBuildings.byLines += cutBuildings.byLines;
		report.cutBuildings.byCuts += cutBuildings.byCuts;
		return { row, cells, made: pictures.map((picture) => madeBy(round, picture)), standing: [...standing] };
	};
	const before = roundOf(standing);
	if (before !== undefined) {
		const rules = rulesOfRound(chosen, before);
		const known = standing.map(({ rings, builtUp, made }) => ({
			rings,
			builtUp,
			made: pictureOf(made, before)
		}));
		const division = divideChanged(mine, rules, known);
		if (division) return settle(before, rules, division);
	}
	for (let round = 0; round <= MOST_ROUNDS; round++) {
		const rules = rulesOfRound(chosen, round);
		const division = divideWhole(mine, rules);
		if (division.cells.length <= cap) return settle(round, rules, division);
	}
	throw new WanggeError('number-range', { field: 'sequence', area: row.code, max: cap });
}

function rulesOfRound(chosen: CompleteGridOptions, round: number): DivisionRules {
	let rules = rulesFor(chosen);
	for (let r = 0; r < round; r++) rules = coarser(rules, r);
	return rules;
}

const madeBy = (round: number, picture: string) => `${round}:${picture}`;

/** The round of rules by which the standing grids were made; undefined when that is not known. */
function roundOf(standing: readonly StandingGrid[]): number | undefined {
	const made = standing.find((grid) => grid.made !== null)?.made;
	return made === undefined || made === null ? undefined : Math.min(MOST_ROUNDS, Number(made.split(':')[0]));
}

function pictureOf(made: string | null, round: number): string | null {
	const [of, picture] = made?.split(':') ?? [];
	return Number(of) === round ? (picture ?? null) : null;
}

/** Puts the corners of both sides of every border into both sides; returns the grids across that changed. */
export function stitchBorders(
	divisions: readonly Pick<CommunityDivision, 'row' | 'cells'>[],
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
	{ row, cells, made, standing }: CommunityDivision,
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
		return { community: row, cell, standing: there, code: there?.code ?? '', made: made[c]! };
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
