import { readCard } from '../../src/lib/server/grid/service.ts';
import { loadStatements } from '../../src/lib/server/db/index.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';
import { percentile } from './statistics.ts';

const statement = loadStatements('bench');
const GRIDS = 600;
const WARM = 100;
/** So many people click at the same time. */
const AT_ONCE = 4;
const MOST_TIMES = 3;

/**
 * A click: all that the panel shows of a grid nobody has asked for before, as JSON, against one row by its primary key
 * over the same connections; both in turn, so that whatever else the machine does befalls both.
 */
export async function benchClick({ db, context }: Bench): Promise<Figure[]> {
	const grids = await db.query<{ code: string; id: number }>(statement('codes'), [GRIDS]);
	const clicks: number[] = [];
	const keys: number[] = [];
	const timed = async (times: number[], work: () => Promise<unknown>) => {
		const before = performance.now();
		JSON.stringify(await work());
		times.push(performance.now() - before);
	};
	let next = 0;
	const person = async () => {
		for (let grid = grids[next++]; grid; grid = grids[next++]) {
			const { code, id } = grid;
			await timed(clicks, () => readCard(context(), { code }));
			await timed(keys, () => db.query(statement('by_key'), [id]));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, person));
	const [click, key] = [clicks.slice(WARM), keys.slice(WARM)].map((times) => percentile(times, 0.95)) as [
		number,
		number
	];
	return [
		{ row: 'click', value: click / key, unit: 'times', goal: { most: MOST_TIMES }, from: { click, key } },
		{ row: 'clickTime', value: click, unit: 'ms' }
	];
}
