/** Making unit grids, and making them again. */
import { WanggeError } from '../../domain/errors.ts';
import { gridCode, maxSequence, sequenceOf } from '../../domain/grid/code.ts';
import { divideCommunity, type Cell, type Division } from '../../domain/grid/division.ts';
import { matchGround, sameCorners } from '../../domain/grid/matching.ts';
import { bandHeight, numberingOrder } from '../../domain/grid/numbering.ts';
import {
	coarser,
	completeOptions,
	rulesFor,
	type CompleteGridOptions,
	type GridOptions
} from '../../domain/grid/options.ts';
import { spreadOf, type Spread } from '../../domain/grid/spread.ts';
import { stitch } from '../../domain/grid/stitching.ts';
import type { Rings } from '../../domain/grid/lattice.ts';
import { record } from '../audit/service.ts';
import { dayOf, type Context, type Within } from '../context.ts';
import * as jurisdiction from '../jurisdiction/repository.ts';
import { assign, type CellHome } from './assignment.ts';
import { boxOf, grown, readGround, type Ground } from './ground.ts';
import * as repository from './repository.ts';
import type { CommunityRow, StandingGrid } from './repository.ts';

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
	/** Grids that kept their ground and code and got or lost a corner that only a neighbour needs. */
	restitched: number;
	/** Communities whose grids had to be larger than asked, so that their codes suffice. */
	coarsened: { code: string; target: number; coarse: number; grids: number }[];
	/** Communities with grids from a file, which were left as they are. */
	skipped: string[];
	/** Buildings that a grid's edge runs through, by what that edge is: border, a line of the ground, our own cut. */
	cutBuildings: Division['cutBuildings'];
	buildings: number;
	/** m² */
	areas: Spread;
	builtUpAreas: Spread;
	/** Households in grids where any building has them; undefined when none is known. */
	households: Spread | undefined;
}

export type Progress = (done: number, total: number) => void;

interface CommunityPlan {
	row: CommunityRow;
	division: Division;
	standing: StandingGrid[];
}

/**
 * Divides communities into unit grids and writes them: all in one transaction, with an audit row. Made again on
 * unchanged ground it writes nothing.
 *
 * @throws WanggeError invalid for options; not-found for an area without communities or no jurisdiction; number-range
 * when a community's codes are used up
 */
export async function makeGrids(
	context: Context,
	options: GridOptions = {},
	onProgress: Progress = () => undefined
): Promise<GridReport> {
	return context.db.transaction((db) => makeGridsWithin({ ...context, db }, options, onProgress));
}

/** The same inside a transaction of the caller's. */
export async function makeGridsWithin(
	within: Within,
	options: GridOptions = {},
	onProgress: Progress = () => undefined
): Promise<GridReport> {
	const chosen = completeOptions(options);
	const { db } = within;
	const day = dayOf(within.now);
	const ruled = await jurisdiction.read(db);
	if (!ruled) throw new WanggeError('not-found', { what: 'jurisdiction' });
	const all = await repository.communities(db, day, chosen.area);
	if (all.length === 0) throw new WanggeError('not-found', { what: 'communities', area: chosen.area });
	const allIds = all.map(({ id }) => id);
	await repository.lockCommunities(db, allIds);
	if (chosen.bulk) await repository.bulk(db);
	const standing = await repository.gridsOf(db, allIds, day);
	const imported = new Set(standing.filter((grid) => grid.imported).map(({ community }) => community));
	const rows = chosen.replaceImported ? all : all.filter(({ id }) => !imported.has(id));

	const box = grown(boxOf(rows.flatMap(({ polygons }) => polygons)), 200);
	const ids = rows.map(({ id }) => id);
	const around = rows.length === 0 ? [] : await repository.neighbourBoundaries(db, day, box, ids);
	const ground = await readGround(
		db,
		rows.length === 0 ? [0, 0, 1, 1] : box,
		[...rows, ...around],
		chosen.simplify
	);
	const report = emptyReport(rows.length);
	report.skipped = all.filter(({ id }) => !ids.includes(id)).map(({ code }) => code);
	report.buildings = ground.buildings;

	const cap = Math.floor(maxSequence(ruled.sequence_digits) * CODES_USED_AT_FIRST);
	const plans: CommunityPlan[] = [];
	for (const row of rows) {
		const mine = standing.filter(({ community }) => community === row.id);
		plans.push({ row, division: divideWithin(row, ground, chosen, cap, report), standing: mine });
		onProgress(plans.length, rows.length);
		// A server that starts stays answerable.
		await new Promise((resolve) => setImmediate(resolve));
	}
	const near = rows.length === 0 ? [] : await repository.gridsNear(db, day, box, ids);
	const restitchedNear = stitchAll(plans, near);
	const { homes, ended } = await write(within, plans, restitchedNear, day, ruled, report);
	await assign(db, homes, ground, ids, new Set(ended), day, report);
	return report;
}

/** Codes are never used again, so some are kept for the changes of later years. */
const CODES_USED_AT_FIRST = 0.9;
const MOST_ROUNDS = 40;

function emptyReport(communities: number): GridReport {
	return {
		communities,
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
		households: undefined
	};
}

function divideWithin(
	row: CommunityRow,
	ground: Ground,
	chosen: CompleteGridOptions,
	cap: number,
	report: GridReport
): Division {
	const mine = ground.of(row);
	let rules = rulesFor(chosen);
	for (let round = 0; ; round++) {
		const division = divideCommunity(mine, rules);
		if (division.cells.length <= cap || round === MOST_ROUNDS) {
			if (division.cells.length > cap) throw new WanggeError('number-range', { area: row.code, max: cap });
			if (round > 0) {
				const { target, coarse } = rules;
				report.coarsened.push({ code: row.code, target, coarse, grids: division.cells.length });
			}
			report.cutBuildings.byBorder += division.cutBuildings.byBorder;
			report.cutBuildings.byLines += division.cutBuildings.byLines;
			report.cutBuildings.byCuts += division.cutBuildings.byCuts;
			return division;
		}
		rules = coarser(rules, round);
	}
}

/** Puts the corners of both sides of every border into both sides. */
function stitchAll(
	plans: readonly CommunityPlan[],
	near: readonly { id: number; community: number; rings: Rings }[]
): { id: number; rings: Rings }[] {
	const mine = plans.flatMap(({ row, division }) =>
		division.cells.map((cell) => ({ community: row.id, rings: cell.rings, cell, id: 0 }))
	);
	const others = near.map(({ id, community, rings }) => ({ community, rings, cell: undefined, id }));
	const changed: { id: number; rings: Rings }[] = [];
	for (const patch of stitch([...mine, ...others])) {
		if (patch.cell) patch.cell.rings = patch.rings;
		else changed.push({ id: patch.id, rings: patch.rings });
	}
	return changed;
}

async function write(
	within: Within,
	plans: readonly CommunityPlan[],
	restitchedNear: readonly { id: number; rings: Rings }[],
	day: string,
	ruled: jurisdiction.Jurisdiction,
	report: GridReport
): Promise<{ homes: CellHome[]; ended: number[] }> {
	const { db } = within;
	const codes = await repository.codesOf(
		db,
		plans.map(({ row }) => row.id)
	);
	const created: { grid: repository.NewGrid; cell: Cell }[] = [];
	const restitched = [...restitchedNear];
	const ended: number[] = [];
	const homes: CellHome[] = [];
	for (const { row, division, standing } of plans) {
		const { cells } = division;
		const match = matchGround(
			cells.map(({ rings }) => rings),
			standing.map(({ rings }) => rings)
		);
		const kept = new Set(match);
		for (const [s, grid] of standing.entries()) if (!kept.has(s)) ended.push(grid.id);
		const fresh: Cell[] = [];
		cells.forEach((cell, c) => {
			const there = standing[match[c]!];
			if (!there) return fresh.push(cell);
			report.kept++;
			homes.push({ id: there.id, community: row.id, cell });
			if (!sameCorners(cell.rings, there.rings)) restitched.push({ id: there.id, rings: cell.rings });
		});
		const used = codes.get(row.id)!.map((code) => sequenceOf(code, row.code, ruled.sequence_digits) ?? 0);
		let sequence = used.reduce((most, value) => Math.max(most, value), 0);
		const order = numberingOrder(
			fresh.map(({ spot }) => spot),
			bandHeight(cells.map(({ area }) => area))
		);
		for (const c of order) {
			const { rings, builtUp } = fresh[c]!;
			if (++sequence > maxSequence(ruled.sequence_digits))
				throw new WanggeError('number-range', { area: row.code, max: maxSequence(ruled.sequence_digits) });
			const code = gridCode(row.code, sequence, ruled.sequence_digits);
			created.push({ grid: { code, community: row.id, builtUp, rings }, cell: fresh[c]! });
		}
	}
	report.created = created.length;
	report.ended = ended.length;
	report.restitched = restitched.length;
	report.grids = report.kept + report.created;
	if (created.length + ended.length + restitched.length === 0) return { homes, ended };

	await repository.endGrids(db, ended, day);
	await repository.restitch(db, restitched);
	const source = await jurisdiction.upsertSource(db, {
		kind: ruled.demonstration ? 'demonstration' : 'entered',
		name: SOURCE_NAME
	});
	const grids = created.map(({ grid }) => grid);
	const newIds = await repository.insertGrids(db, grids, day, source);
	for (const { grid, cell } of created)
		homes.push({ id: newIds.get(grid.code)!, community: grid.community, cell });
	await record(within, {
		action: 'grids.make',
		subject: plans.length === 1 ? plans[0]!.row.code : ruled.name,
		detail: {
			communities: plans.length,
			created: report.created,
			ended: report.ended,
			kept: report.kept,
			restitched: report.restitched
		}
	});
	return { homes, ended };
}

const SOURCE_NAME = '网格划分 (grid maker)';
