/** What remains of a demonstration when the same database is used in earnest. */
import { noteDemonstration } from '../access/demonstration.ts';
import type { Context } from '../context.ts';
import { endWithin } from './managing.ts';
import * as repository from './repository.ts';

/**
 * Decides whether visitors are let in by one click. They are not once somebody has followed the first link: the database
 * belongs to an office, and a visitor as its system administrator could renew the links of the people there. Where it is
 * no demonstration, all whom visitors brought in are ended: they were given passwords and roles by people whom nobody
 * knows.
 * @param context in the door
 * @param wanted the process was started as a demonstration, and the ground is fictional
 * @returns whether people of its own are the reason against it, and how many accounts were ended
 */
export async function settleDemonstration(
	context: Context,
	wanted: boolean
): Promise<{ founded: boolean; ended: number }> {
	const founded = wanted && (await repository.isFounded(context.db));
	noteDemonstration(wanted && !founded);
	return { founded, ended: wanted && !founded ? 0 : await endBroughtIn(context) };
}

async function endBroughtIn(context: Context): Promise<number> {
	const brought = await repository.broughtInByDemonstration(context.db);
	if (brought.length === 0) return 0;
	return context.db.transaction(async (tx) => {
		let ended = 0;
		for (const { id } of brought) if (await endWithin({ ...context, db: tx }, id)) ended += 1;
		return ended;
	});
}
