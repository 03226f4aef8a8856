import { Random } from '../../src/lib/domain/demo/random.ts';
import { benchFlood, crowdPath, randomTile } from '../../src/lib/server/health/bench.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';

const AT_ONCE = 600;
const MOST_MS = 200;
const SEED = 20260701;

/** Far more at a time than the product takes, of random tiles and of a crowd: what it still answers, and how soon. */
export async function benchFloods(bench: Bench): Promise<Figure[]> {
	const product = await bench.product();
	const figures: Figure[] = [];
	const floods = [
		['random', 20_000, randomTile],
		['crowd', 10_000, (random: () => number) => crowdPath(random, bench.middle)]
	] as const;
	for (const [at, requests, path] of floods) {
		const dice = new Random(SEED);
		const { health, memory, statuses } = await benchFlood({
			url: product.url,
			requests,
			concurrency: AT_ONCE,
			path,
			clock: () => performance.now(),
			random: () => dice.next(),
			memory: () => product.memory().now
		});
		const sent = Object.fromEntries(Object.entries(statuses).map(([status, n]) => [`status${status}`, n]));
		figures.push(
			{
				row: 'floodHealth',
				at,
				value: health.p99Ms,
				unit: 'ms',
				goal: { most: MOST_MS },
				from: { median: health.p50Ms, asked: health.asked, atOnce: AT_ONCE, ...sent }
			},
			{ row: 'floodHealthFailed', at, value: health.failed, unit: 'count', goal: { most: 0 } },
			{ row: 'floodUnanswered', at, value: statuses[0] ?? 0, unit: 'count', goal: { most: 0 } },
			{ row: 'floodMemory', at, value: memory ? memory.after - memory.before : NaN, unit: 'bytes' }
		);
	}
	return figures;
}
