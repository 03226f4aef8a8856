import { benchCoverage } from '../../src/lib/server/coverage/bench.ts';
import type { Context } from '../../src/lib/server/context.ts';
import type { Figure } from './figures.ts';

const LEAST_TIMES = 15;
const MOST_OF_A_RECOMPUTE = 1 / 1000;

/** The stored coverage against the plain queries, whole and after one edit. */
export async function benchCoverageFigures(
	context: Context,
	order: { grids: number; edits: number }
): Promise<Figure[]> {
	const report = await benchCoverage(context, { ...order, clock: () => performance.now() });
	const { recomputeS, dutiesS, statesS, plainS, sample, compared, mixed, widestM2, editMedianMs } = report;
	return [
		{
			row: 'coverage',
			value: statesS / dutiesS,
			unit: 'times',
			goal: { least: LEAST_TIMES },
			from: { sample, statesS, dutiesS, grids: report.grids }
		},
		{ row: 'coverageOnce', value: plainS / dutiesS, unit: 'times' },
		{ row: 'coverageTime', value: recomputeS, unit: 's' },
		{
			row: 'coverageApart',
			value: report.apart,
			unit: 'count',
			goal: { most: 0 },
			from: { compared, mixed, widestM2 }
		},
		{
			row: 'edit',
			value: editMedianMs / 1000 / recomputeS,
			unit: 'share',
			goal: { most: MOST_OF_A_RECOMPUTE }
		},
		{ row: 'editTime', value: editMedianMs, unit: 'ms', from: { edits: report.editsMs.length } }
	];
}
