import { Random } from '../../src/lib/domain/demo/random.ts';
import { benchFlood } from '../../src/lib/server/health/bench.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';

const REQUESTS = 20_000;
const AT_ONCE = 600;
const MOST_MS = 200;
const SEED = 20260701;

/** Random tiles, far more at a time than the product takes: what it still answers, and how soon. */
export async function benchFloods(bench: Bench): Promise<Figure[]> {
	const product = await bench.product();
	const dice = new Random(SEED);
	const report = await benchFlood({
		url: product.url,
		requests: REQUESTS,
		concurrency: AT_ONCE,
		clock: () => performance.now(),
		random: () => dice.next(),
		memory: () => product.memory().now
	});
	const { health, memory, statuses } = report;
	const sent = Object.fromEntries(Object.entries(statuses).map(([status, n]) => [`status${status}`, n]));
	return [
		{
			row: 'floodHealth',
			value: health.p99Ms,
			unit: 'ms',
			goal: { most: MOST_MS },
			from: { median: health.p50Ms, asked: health.asked, atOnce: AT_ONCE, ...sent }
		},
		{ row: 'floodHealthFailed', value: health.failed, unit: 'count', goal: { most: 0 } },
		{ row: 'floodUnanswered', value: statuses[0] ?? 0, unit: 'count', goal: { most: 0 } },
		{ row: 'floodMemory', value: memory ? memory.after - memory.before : NaN, unit: 'bytes' }
	];
}
