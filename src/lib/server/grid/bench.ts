/**
 * What a click costs: all that the panel shows of a grid, as JSON, against one row by its primary key over the same
 * connections. Both in turn, so that whatever else the machine does befalls both.
 */
import type { Context } from '../context.ts';
import { loadStatements } from '../db/index.ts';
import { readCard } from './service.ts';

const statement = loadStatements('bench');

export interface ClickOrder {
	/** Grids that are clicked, once each. */
	grids: number;
	/** So many people click at the same time. */
	atOnce: number;
	/** A clock in milliseconds. */
	clock: () => number;
}

/** @returns milliseconds of each click and of each bare query, in the order in which they ended */
export async function benchClicks(
	context: () => Context,
	{ grids, atOnce, clock }: ClickOrder
): Promise<{ clicks: number[]; keys: number[] }> {
	const { db } = context();
	const chosen = await db.query<{ code: string; id: number }>(statement('codes'), [grids]);
	const times = { clicks: [] as number[], keys: [] as number[] };
	const timed = async (list: number[], work: () => Promise<unknown>) => {
		const before = clock();
		JSON.stringify(await work());
		list.push(clock() - before);
	};
	let next = 0;
	const person = async () => {
		for (let grid = chosen[next++]; grid; grid = chosen[next++]) {
			const { code, id } = grid;
			await timed(times.clicks, () => readCard(context(), { code }));
			await timed(times.keys, () => db.query(statement('by_key'), [id]));
		}
	};
	await Promise.all(Array.from({ length: atOnce }, person));
	return times;
}
