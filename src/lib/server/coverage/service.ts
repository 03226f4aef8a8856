/**
 * Keeps the stored coverage true. Every writer's change is worked off by the database itself before it commits
 * (db/functions/54); here is what a change of the day and a first start need.
 */
import { loadStatements } from '../db/index.ts';
import type { Queryable } from '../db/index.ts';
import { dayOf } from '../context.ts';
import type { Context } from '../context.ts';

const statement = loadStatements('coverage');
// A step is one statement, so that the embedded engine's watchdog and a progress bar hear of it every second or two.
const GRIDS_A_STEP = 2000;
const TYPES_A_STEP = 2;
// The duties take a little less than half of the time, the facility types the rest.
const SHARE_OF_DUTIES = 0.45;

/** @param done share of the work done, 0 to 1 @param now what is being worked out */
export type CoverageProgress = (done: number, now: 'duties' | 'reaches') => void;

/**
 * Call it at the start and after midnight. Nothing is done when the stored coverage describes today; when it describes
 * another day, only what began or ended between is worked out; when there is none, everything.
 * @returns rows of grid_duty and grid_reach that were worked out again; undefined when everything was.
 */
export async function keepCoverageTrue(
	context: Context,
	onProgress: CoverageProgress = () => undefined
): Promise<number | undefined> {
	const today = dayOf(context.now);
	const [status] = await context.db.query<{ as_of: string }>(statement('status'));
	if (!status) {
		await recomputeCoverage(context, today, onProgress);
		return undefined;
	}
	if (status.as_of === today) return 0;
	return context.db.transaction(
		async (tx) => {
			const [row] = await tx.query<{ rows: number }>(statement('advance'), [today]);
			onProgress(1, 'reaches');
			return row!.rows;
		},
		{ statementTimeoutMs: 0 }
	);
}

/**
 * Works everything out for a day (YYYY-MM-DD), in one transaction, step by step; readers see the old rows until it
 * commits. Rows that come out as they were are not written again.
 */
export async function recomputeCoverage(
	context: Context,
	day: string = dayOf(context.now),
	onProgress: CoverageProgress = () => undefined
): Promise<void> {
	await context.db.transaction((tx) => recomputeWithin(tx, day, onProgress), { statementTimeoutMs: 0 });
}

/** The same inside the caller's transaction. */
export async function recomputeWithin(
	tx: Queryable,
	day: string,
	onProgress: CoverageProgress
): Promise<void> {
	await tx.query(statement('begin'), [day]);
	const [extent] = await tx.query<{ last: number }>(statement('last_grid'));
	const last = Math.max(1, extent?.last ?? 1);
	for (let done: number | null = 0; done !== null; done = await step(tx, done))
		onProgress((SHARE_OF_DUTIES * done) / last, 'duties');
	const [types] = await tx.query<{ codes: string[] | null }>(statement('types'));
	const codes = types?.codes ?? [];
	onProgress(SHARE_OF_DUTIES, 'reaches');
	for (let first = 0; first < codes.length; first += TYPES_A_STEP) {
		await tx.query(statement('types_step'), [codes.slice(first, first + TYPES_A_STEP)]);
		const share = Math.min(1, (first + TYPES_A_STEP) / codes.length);
		onProgress(SHARE_OF_DUTIES + (1 - SHARE_OF_DUTIES) * share, 'reaches');
	}
	await tx.query(statement('finish'));
}

async function step(tx: Queryable, after: number): Promise<number | null> {
	const [row] = await tx.query<{ done: number | null }>(statement('grids_step'), [after, GRIDS_A_STEP]);
	return row?.done ?? null;
}
