/** Making unit grids, and making them again. */
import { WanggeError } from '../../domain/errors.ts';
import { completeOptions, type CompleteGridOptions, type GridOptions } from '../../domain/grid/options.ts';
import { dayOf, type Context, type Within } from '../context.ts';
import { readJurisdiction } from '../jurisdiction/service.ts';
import { callDenseOnesBuiltUp, findHomes } from './assignment.ts';
import { boxOf, grown, readGround } from './ground.ts';
import { divideWithin, placeCells, stitchBorders, type CommunityDivision, type Plan } from './planning.ts';
import { byParts, type Progress } from './progress.ts';
import { emptyReport, type GridReport } from './report.ts';
import * as repository from './repository.ts';
import { write } from './writing.ts';

export type { Progress } from './progress.ts';
export type { GridReport } from './report.ts';

/**
 * Divides communities into unit grids and writes them, with an audit row, all in one transaction. Made again on
 * unchanged ground it writes nothing; on changed ground only the grids whose own ground changed make way for new ones
 * with new codes, and buildings and incidents go to the grids that hold them now.
 *
 * @throws WanggeError invalid for options; not-found for an area without communities, or when the jurisdiction is not
 * set up; number-range when a community's codes are used up
 */
export async function makeGrids(
	context: Context,
	options: GridOptions = {},
	onProgress: Progress = () => undefined
): Promise<GridReport> {
	return context.db.transaction((db) => makeGridsWithin({ ...context, db }, options, onProgress), {
		statementTimeoutMs: 0
	});
}

/** The same inside a transaction of the caller's. */
export async function makeGridsWithin(
	within: Within,
	options: GridOptions = {},
	onProgress: Progress = () => undefined
): Promise<GridReport> {
	const chosen = completeOptions(options);
	const { db } = within;
	const day = chosen.since ?? dayOf(within.now);
	const ruled = await readJurisdiction(within);
	if (!ruled) throw new WanggeError('not-found', { what: 'jurisdiction' });
	if (chosen.bulk) await repository.bulk(db);
	const report = emptyReport();
	const { rows, standing } = await choose(db, chosen, day, report);
	if (rows.length === 0) return report;
	const progress = byParts(onProgress);

	const ids = rows.map(({ id }) => id);
	const box = grown(boxOf(rows.flatMap(({ polygons }) => polygons)), 200);
	const around = await repository.neighbourBoundaries(db, day, box, ids);
	const ground = await readGround(db, box, [...rows, ...around], chosen.simplify);
	report.buildings = ground.buildings;
	progress('reading', 1);
	const divisions: CommunityDivision[] = [];
	for (const row of rows) {
		const there = standing.filter(({ community }) => community === row.id);
		divisions.push(divideWithin(row, there, ground, chosen, ruled.sequence_digits, report));
		progress('dividing', divisions.length / rows.length);
		// A server that is starting stays answerable.
		await new Promise((resolve) => setImmediate(resolve));
	}
	const codes = await repository.codesOf(db, ids);
	const plan: Plan = { placed: [], ended: [], acrossBorder: [] };
	plan.acrossBorder = stitchBorders(divisions, await repository.gridsNear(db, day, box, ids));
	for (const division of divisions) {
		const { placed, ended } = placeCells(division, codes.get(division.row.id)!, ruled.sequence_digits);
		plan.placed.push(...placed);
		plan.ended.push(...ended);
	}
	const homes = findHomes(plan.placed, ground);
	callDenseOnesBuiltUp(plan.placed, homes);
	progress('placing', 1);
	await write(within, {
		plan,
		homes,
		ids,
		day,
		dutyGrids: chosen.dutyGrids,
		source: { kind: ruled.demonstration ? 'demonstration' : 'entered', name: SOURCE_NAME },
		action: 'grids.make',
		subject: chosen.area ?? ruled.name,
		report,
		progress
	});
	return report;
}

/** The communities in hand and their grids; those with grids from a file are left out unless asked for. */
async function choose(
	db: Within['db'],
	chosen: CompleteGridOptions,
	day: string,
	report: GridReport
): Promise<{ rows: repository.CommunityRow[]; standing: repository.StandingGrid[] }> {
	const all = await repository.communities(db, day, chosen.area);
	if (all.length === 0) throw new WanggeError('not-found', { what: 'communities', area: chosen.area });
	const ids = all.map(({ id }) => id);
	await repository.lockCommunities(db, ids);
	const standing = await repository.gridsOf(db, ids, day);
	const imported = new Set(standing.filter((grid) => grid.imported).map(({ community }) => community));
	const rows = chosen.replaceImported ? all : all.filter(({ id }) => !imported.has(id));
	report.communities = rows.length;
	report.skipped = all.filter((row) => !rows.includes(row)).map(({ code }) => code);
	return { rows, standing };
}

const SOURCE_NAME = '网格划分 (grid maker)';
