/** Whether the fence lets something through. */
import type { Database } from '../../../src/lib/server/db/index.ts';
import type { People } from './people.ts';
import { PROBES, type Probe } from './probes.ts';

/** Names of the probes that came to something. Nothing of what they did is left. */
export async function leaks(
	db: Database,
	people: People,
	probes: readonly Probe[] = PROBES
): Promise<string[]> {
	const found: string[] = [];
	for (const { name, as, sql } of probes) {
		const text = sql.replace(/:([a-z_-]+)\b/g, (whole, role: string) =>
			role in people ? String(people[role as keyof People].account) : whole
		);
		const asked = as === null ? db : db.as!(people[as]);
		await asked
			.transaction(async (tx) => {
				const returns = /^\s*insert into audit/.test(sql);
				if ((await tx.query(text)).length > 0 || returns) found.push(name);
				throw new Undone();
			})
			.catch((error: unknown) => {
				if (isRaised(error)) found.push(name);
				else if (!(error instanceof Undone) && !isRefusal(error)) throw error;
			});
	}
	return found;
}

class Undone extends Error {}

/** What returns nothing says so itself. */
const isRaised = (error: unknown) => (error as { cause?: { code?: string } }).cause?.code === 'P0001';

/** Anything else would be a mistake in the probe. */
function isRefusal(error: unknown): boolean {
	const { cause, kind } = error as { cause?: { code?: string }; kind?: string };
	// A constraint holds even where the fence does not.
	return (
		cause?.code === '42501' || cause?.code === '23514' || kind === 'session-over' || kind === 'forbidden'
	);
}
