/** Writing a plan: grids, duty grids, and what lies in them. */
import type { AuditAction } from '../../domain/audit/actions.ts';
import { sameCorners } from '../../domain/grid/matching.ts';
import { spreadOf } from '../../domain/grid/spread.ts';
import { record } from '../audit/service.ts';
import type { Within } from '../context.ts';
import { noteSource, type Source } from '../jurisdiction/service.ts';
import { movedBuildings, type Homes } from './assignment.ts';
import { makeDutyGrids, type DutyGrids } from './duty-grids.ts';
import type { Plan } from './planning.ts';
import type { PartProgress } from './progress.ts';
import type { GridReport } from './report.ts';
import * as repository from './repository.ts';

export interface Writing {
	plan: Plan;
	homes: Homes;
	/** Communities in hand. */
	ids: readonly number[];
	/** Day from which new grids are in force. */
	day: string;
	dutyGrids: boolean;
	source: Source;
	/** What the audit row says was done, and to what. */
	action: AuditAction;
	subject: string;
	/** Filled here. */
	report: GridReport;
	/** Told of each batch that is written. */
	progress?: PartProgress;
}

/** Writes what a plan says, in the transaction at hand, with one audit row; nothing when nothing changes. */
export async function write(within: Within, writing: Writing): Promise<void> {
	const { plan, homes, ids, day, report, progress = () => undefined } = writing;
	const { db } = within;
	const { placed, ended } = plan;
	let known: number | undefined;
	const source = async () => (known ??= await noteSource(within, writing.source));
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
	await repository.notePictures(
		db,
		placed.flatMap(({ standing, made }) =>
			standing && standing.made !== made ? [{ id: standing.id, made }] : []
		)
	);
	const duty = writing.dutyGrids ? await makeDutyGrids(db, placed, homes.households, day, source) : undefined;
	progress('grouping', 1);
	const gridOfCell = await writeCells(db, plan, duty, day, source, (done) => progress('grids', done));
	const moved = movedBuildings(homes, gridOfCell, new Set(ended.map(({ id }) => id)));
	await repository.assignBuildings(db, moved, (done) => progress('buildings', done));
	fillReport(writing, restitched.length, duty);
	const changes = report.created + report.ended;
	if (changes > 0) await repository.assignIncidents(db, ids, day, (done) => progress('incidents', done));
	progress('incidents', 1);
	const dutyChanges = duty ? duty.report.created + duty.report.changed + duty.report.ended : 0;
	if (changes + restitched.length + moved.length + dutyChanges === 0) return;
	await record(within, {
		action: writing.action,
		subject: writing.subject,
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
	source: () => Promise<number>,
	onBatch: repository.OnBatch
): Promise<number[]> {
	const fresh: repository.NewGrid[] = [];
	const regrouped: [number, number][] = [];
	placed.forEach(({ community, cell, standing, code, made }, c) => {
		const dutyGrid = duty?.ofCell[c] ?? null;
		if (!standing)
			fresh.push({ code, community: community.id, builtUp: cell.builtUp, dutyGrid, made, rings: cell.rings });
		else if (dutyGrid !== null && dutyGrid !== standing.dutyGrid) regrouped.push([standing.id, dutyGrid]);
	});
	// In the order of their codes, so that identities follow them too.
	fresh.sort((p, q) => (p.code < q.code ? -1 : 1));
	const newIds =
		fresh.length > 0
			? await repository.insertGrids(db, fresh, day, await source(), onBatch)
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
