/**
 * What the stored coverage costs, against the plain query: for each grid and duty the difference of the grid and the
 * union of its responsibilities. Everything is taken back; only rows that were not true before are written.
 */
import { isWanggeError, WanggeError } from '../../domain/errors.ts';
import { percentile } from '../../domain/statistics/percentile.ts';
import { loadStatements } from '../db/index.ts';
import type { Transaction } from '../db/index.ts';
import { dayOf } from '../context.ts';
import type { Context } from '../context.ts';
import { recomputeCoverage, recomputeWithin } from './service.ts';

const statement = loadStatements('bench');
const FULL_PRECISION = -1;
// The embedded engine cannot try a failed overlay again; rounded to a hundredth of a millimetre none fails.
const ROUNDED_M = 0.00001;

export interface BenchOrder {
	/** Grids that the plain query is run for; its time is scaled to all of them. */
	grids: number;
	/** Responsibilities that are ended, one by one. */
	edits: number;
	/** A clock in milliseconds. */
	clock: () => number;
}

export interface BenchReport {
	grids: number;
	duties: number;
	responsibilities: number;
	/** Seconds to work out and store the coverage of every grid from nothing: duties and reaches. */
	recomputeS: number;
	/** Seconds to work out the duties (states, areas, shapes, residents) and find them as stored: like the plain query, without a write. */
	dutiesS: number;
	/** Seconds of the plain query on the sample: one difference for what is nobody's, and all four states. */
	plainSampleS: number;
	statesSampleS: number;
	/** The same, scaled to all grids. */
	plainS: number;
	statesS: number;
	sample: number;
	rounded: boolean;
	/** Answers compared, mixed ones among them, those apart, and the widest difference in square metres. */
	compared: number;
	mixed: number;
	apart: number;
	widestM2: number;
	/** Milliseconds of each edit until all that it touches is worked out, sorted. */
	editsMs: number[];
	editMedianMs: number;
}

class TakenBack extends Error {}

/** @throws WanggeError not-found while there are no grids. */
export async function benchCoverage(context: Context, order: BenchOrder): Promise<BenchReport> {
	const { db } = context;
	type Extent = Pick<BenchReport, 'grids' | 'duties' | 'responsibilities'> & { as_of: string | null };
	const [extent] = await db.query<Extent>(statement('extent'));
	if (!extent?.grids) throw new WanggeError('not-found', { what: 'grid' });
	const day = extent.as_of ?? dayOf(context.now);
	const began = order.clock();
	let dutiesS = 0;
	await recomputeCoverage(context, day, (_, now) => {
		if (now === 'duties') dutiesS = (order.clock() - began) / 1000;
	});
	const plain = await plainQuery(context, order);
	const editsMs = await edits(context, order);
	// Last, because the rows taken back stay in the way of everything until they are cleared.
	const recomputeS = await takenBack(context, async (tx) => {
		await tx.query(statement('empty'));
		return seconds(order, () => recomputeWithin(tx, day, () => undefined));
	});
	await db.settle();
	return {
		grids: extent.grids,
		duties: extent.duties,
		responsibilities: extent.responsibilities,
		recomputeS,
		dutiesS,
		...plain,
		plainS: (plain.plainSampleS * extent.grids) / plain.sample,
		statesS: (plain.statesSampleS * extent.grids) / plain.sample,
		editsMs,
		editMedianMs: percentile(editsMs, 0.5)
	};
}

async function plainQuery(context: Context, order: BenchOrder) {
	try {
		return await plainQueryAt(context, order, FULL_PRECISION);
	} catch (error) {
		if (!isWanggeError(error, 'engine-lost-error') && !isWanggeError(error, 'geometry-invalid')) throw error;
		return plainQueryAt(context, order, ROUNDED_M);
	}
}

// The single difference runs at full precision where the engine can; the four states, which are compared, are rounded
// as the stored ones are: at full precision the union of nearly touching grounds has been seen to lose one.
const plainQueryAt = (context: Context, order: BenchOrder, step: number) =>
	takenBack(context, async (tx) => {
		await tx.query(statement('lay_shapes'));
		await tx.query(statement('index_shapes'));
		await tx.query(statement('analyze_shapes'));
		const [chosen] = await tx.query<{ ids: number[] }>(statement('sample'), [order.grids]);
		const plainSampleS = await seconds(order, () => tx.query(statement('plain'), [chosen!.ids, step]));
		const statesSampleS = await seconds(order, () =>
			tx.query(statement('plain_states'), [chosen!.ids, ROUNDED_M])
		);
		type Compared = { compared: number; mixed: number; apart: number; widest_m2: number };
		const [found] = await tx.query<Compared>(statement('compare'));
		return {
			plainSampleS,
			statesSampleS,
			sample: chosen!.ids.length,
			rounded: step !== FULL_PRECISION,
			compared: found!.compared,
			mixed: found!.mixed,
			apart: found!.apart,
			widestM2: found!.widest_m2
		};
	});

async function edits(context: Context, order: BenchOrder): Promise<number[]> {
	const [chosen] = await context.db.query<{ ids: number[] | null }>(statement('responsibilities'), [
		order.edits
	]);
	const times: number[] = [];
	for (const id of chosen?.ids ?? []) {
		const taken = await takenBack(context, (tx) =>
			seconds(order, async () => {
				await tx.query(statement('end_responsibility'), [id]);
				await tx.query(statement('work_off'));
			})
		);
		times.push(taken * 1000);
	}
	return times.sort((a, b) => a - b);
}

async function takenBack<T>(context: Context, work: (tx: Transaction) => Promise<T>): Promise<T> {
	let result: T;
	await context.db
		.transaction(
			async (tx) => {
				result = await work(tx);
				throw new TakenBack();
			},
			{ statementTimeoutMs: 0 }
		)
		.catch((error: unknown) => {
			if (!(error instanceof TakenBack)) throw error;
		});
	return result!;
}

async function seconds(order: BenchOrder, work: () => Promise<unknown>): Promise<number> {
	const before = order.clock();
	await work();
	return (order.clock() - before) / 1000;
}
