/** Keeps the stored coverage true: worked out whole when there is none, or when it describes another day. */
import type { Transaction } from '../db/index.ts';
import { loadStatements } from '../db/index.ts';
import { dayOf } from '../context.ts';
import type { Context } from '../context.ts';

const statement = loadStatements('coverage');
const GRIDS_A_STEP = 2000;

/** @param done share of the work done, 0 to 1 */
export type CoverageProgress = (done: number) => void;

/** Works the coverage out for today where the stored one describes another day, or does not exist. */
export async function keepCoverageTrue(context: Context, onProgress: CoverageProgress = () => undefined): Promise<void> {
	const today = dayOf(context.now);
	const [status] = await context.db.query<{ as_of: string }>(statement('status'));
	if (status?.as_of !== today) await recomputeCoverage(context, today, onProgress);
}

/** Works everything out for a day (YYYY-MM-DD), in one transaction, step by step. */
export async function recomputeCoverage(
	context: Context,
	day: string,
	onProgress: CoverageProgress = () => undefined
): Promise<void> {
	await context.db.transaction(
		async (tx) => {
			await tx.query(statement('begin'), [day]);
			const [extent] = await tx.query<{ last: number }>(statement('last_grid'));
			const last = Math.max(1, extent?.last ?? 1);
			// The reaches take about as long as a quarter of the duties.
			for (let done: number | null = 0; done !== null; done = await step(tx, done)) onProgress((0.8 * done) / last);
			const types = await tx.query<{ code: string }>(statement('types'));
			for (const [index, { code }] of types.entries()) {
				await tx.query(statement('type_step'), [code]);
				onProgress(0.8 + (0.2 * (index + 1)) / types.length);
			}
			await tx.query(statement('finish'));
		},
		{ statementTimeoutMs: 0 }
	);
}

async function step(tx: Transaction, after: number): Promise<number | null> {
	const [row] = await tx.query<{ done: number | null }>(statement('grids_step'), [after, GRIDS_A_STEP]);
	return row?.done ?? null;
}
