/** How the database goes about the named statements that somebody asks outside of a transaction. */
import type { Database, Statement } from '../../../src/lib/server/db/index.ts';

/** @returns the plan of each statement by its name */
export async function plansOf(
	db: Database,
	work: (on: Database) => Promise<unknown>
): Promise<Map<string, string>> {
	const asked: [Statement, readonly unknown[] | undefined][] = [];
	const watching = new Proxy(db, {
		get(target, key) {
			const value = Reflect.get(target, key) as unknown;
			if (key === 'query')
				return (statement: Statement, values?: readonly unknown[]) => {
					asked.push([statement, values]);
					return target.query(statement, values);
				};
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		}
	});
	await work(watching);
	const plans = new Map<string, string>();
	for (const [{ name, text }, values] of asked) {
		const rows = await db.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${text}`, values);
		plans.set(name, rows.map((row) => row['QUERY PLAN']).join('\n'));
	}
	return plans;
}
