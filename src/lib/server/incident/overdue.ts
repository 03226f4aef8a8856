/** Escalation (督办): a case whose time has passed presses itself, once for each time that was set. */
import type { Context } from '../context.ts';
import { loadStatements } from '../db/index.ts';

const statement = loadStatements('incident');
/** In one transaction: nobody who works on one of them waits for all. */
const AT_ONCE = 100;

/** As the process. @returns how many were pressed */
export async function escalateOverdue({ db, actor, now }: Context): Promise<number> {
	let all = 0;
	for (;;) {
		const [row] = await db.query<{ pressed: number }>(statement('escalate_overdue'), [now, actor, AT_ONCE]);
		all += row!.pressed;
		if (row!.pressed < AT_ONCE) return all;
	}
}
