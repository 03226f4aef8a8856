/** Making unit grids, and making them again. */
import { WanggeError } from '../../domain/errors.ts';
import { completeOptions, type CompleteGridOptions, type GridOptions } from '../../domain/grid/options.ts';
import { sameCorners } from '../../domain/grid/matching.ts';
import { spreadOf } from '../../domain/grid/spread.ts';
import { record } from '../audit/service.ts';
import { dayOf, type Context, type Within } from '../context.ts';
import * as jurisdiction from '../jurisdiction/repository.ts';
import { findHomes, movedBuildings, type Homes } from './assignment.ts';
import { makeDutyGrids, type DutyGrids } from './duty-grids.ts';
import { boxOf, grown, readGround } from './ground.ts';
import { divideWithin, placeCells, stitchBorders, type CommunityDivision, type Plan } from './planning.ts';
import { emptyReport, type GridReport } from './report.ts';
import * as repository from './repository.ts';

export type { GridReport } from './report.ts';
/** Communities divided so far, and all. */
export type Progress = (done: number, total: number) => void;

/**
 * Divides communities into unit grids and writes them, with an audit row, all in one transaction. Made again on
 * unchanged ground it writes nothing; on changed ground only what changed gets new grids and codes, and buildings and
 * incidents go to the grids that hold them now.
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
	const ruled = await jurisdiction.read(db);
	if (!ruled) throw new WanggeError('not-found', { what: 'jurisdiction' });
	if (chosen.bulk) await repository.bulk(db);
	const report = emptyReport();
	const { rows, standing } = await choose(db, chosen, day, report);
	if (rows.length === 0) return report;

	const ids = rows.map(({ id }) => id);
	const box = grown(boxOf(rows.flatMap(({ polygons }) => polygons)), 200);
	const around = await repository.neighbourBoundaries(db, day, box, ids);
	const ground = await readGround(db, box, [...rows, ...around], chosen.simplify);
	report.buildings = ground.buildings;
	const divisions: CommunityDivision[] = [];
	for (const row of rows) {
		const { cells } = divideWithin(row, ground, chosen, ruled.sequence_digits, report);
		divisions.push({ row, cells, standing: standing.filter(({ community }) => community === row.id) });
		onProgress(divisions.length, rows.length);
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
	await write(within, { plan, homes: findHomes(plan.placed, ground), ids, day, chosen, ruled, report });
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

interface Writing {
	plan: Plan;
	homes: Homes;
	ids: readonly number[];
	day: string;
	chosen: CompleteGridOptions;
	ruled: jurisdiction.Jurisdiction;
	report: GridReport;
}

async function write(within: Within, writing: Writing): Promise<void> {
	const { plan, homes, ids, day, chosen, ruled, report } = writing;
	const { db } = within;
	const { placed, ended } = plan;
	let known: number | undefined;
	const source = async () =>
		(known ??= await jurisdiction.upsertSource(db, {
			kind: ruled.demonstration ? 'demonstration' : 'entered',
			name: SOURCE_NAME
		}));
	await repository.endGrids(
		db,
		ended.map(({ id }) => id),
		day
	);
	const restitched = [
		...plan.acrossBorder,
		...placed.flatMap(({ standing, cell }) =>
			standing && !sameCorners(cell.rings, standing.rings) ? [{ id: standing.id, rings: cell.rings }] : []
		)
	];
	await repository.restitch(db, restitched);
	const duty = chosen.dutyGrids ? await makeDutyGrids(db, placed, homes.households, day, source) : undefined;
	const gridOfCell = await writeCells(db, plan, duty, day, source);
	const moved = movedBuildings(homes, gridOfCell, new Set(ended.map(({ id }) => id)));
	await repository.assignBuildings(db, moved);
	fillReport(writing, restitched.length, duty);
	const changes = report.created + report.ended;
	if (changes > 0) await repository.assignIncidents(db, ids, day);
	const dutyChanges = duty ? duty.report.created + duty.report.changed + duty.report.ended : 0;
	if (changes + restitched.length + moved.length + dutyChanges === 0) return;
	await record(within, {
		action: 'grids.make',
		subject: chosen.area ?? ruled.name,
		detail: {
			communities: ids.length,
			created: report.created,
			ended: report.ended,
			kept: report.kept,
			restitched: report.restitched,
			buildings_moved: moved.length,
			duty_grids_changed: dutyChanges
		}
	});
}

/** Writes new cells and the duty grids of old ones; returns the identity of every cell's grid. */
async function writeCells(
	db: Within['db'],
	{ placed }: Plan,
	duty: DutyGrids | undefined,
	day: string,
	source: () => Promise<number>
): Promise<number[]> {
	const fresh: repository.NewGrid[] = [];
	const regrouped: [number, number][] = [];
	placed.forEach(({ community, cell, standing, code }, c) => {
		const dutyGrid = duty?.ofCell[c] ?? null;
		if (!standing)
			fresh.push({ code, community: community.id, builtUp: cell.builtUp, dutyGrid, rings: cell.rings });
		else if (dutyGrid !== null && dutyGrid !== standing.dutyGrid) regrouped.push([standing.id, dutyGrid]);
	});
	// In the order of their codes, so that identities follow them too.
	fresh.sort((p, q) => (p.code < q.code ? -1 : 1));
	const newIds =
		fresh.length > 0
			? await repository.insertGrids(db, fresh, day, await source())
			: new Map<string, number>();
	await repository.setDutyGrids(db, regrouped);
	return placed.map(({ standing, code }) => standing?.id ?? newIds.get(code)!);
}

function fillReport({ plan, homes, report }: Writing, restitched: number, duty: DutyGrids | undefined): void {
	const { placed, ended } = plan;
	report.grids = placed.length;
	report.kept = placed.filter(({ standing }) => standing).length;
	report.created = placed.length - report.kept;
	report.ended = ended.length;
	report.restitched = restitched;
	report.areas = spreadOf(placed.map(({ cell }) => cell.area));
	report.builtUpAreas = spreadOf(placed.filter(({ cell }) => cell.builtUp).map(({ cell }) => cell.area));
	const households = homes.households.filter((count) => count !== undefined);
	report.households = households.length > 0 ? spreadOf(households) : undefined;
	report.dutyGrids = duty?.report;
}

const SOURCE_NAME = '网格划分 (grid maker)';
