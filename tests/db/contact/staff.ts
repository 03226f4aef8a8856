/** Colleagues with numbers, and those who look for them, on the tiny ground. */
import type { Role } from '../../../src/lib/domain/access/roles.ts';
import { readerOf, type Reader } from '../../../src/lib/server/access/sessions.ts';
import { keepPhone } from '../../../src/lib/server/account/phone.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { contextWith, signedIn, type Post } from '../access/people.ts';
import { addPerson, assign, auditOf, contextAt, type Assigned } from '../account/people.ts';

export const NOW = new Date(`${tiny.TINY_DAY}T10:00:00+08:00`);
export const PHONE = '13812345678';
export const MASKED = '138****5678';
export const NOTHING = { kind: 'not-found', details: { what: 'path' } };
export const GIVEN = { reason: '核实暴露垃圾的位置', workItem: 'T-1' };
export const refusal = (reason: string, more = {}) => ({
	kind: 'reveal-refused',
	details: { reason, ...more }
});

export type Staff = ReturnType<typeof staffOf>;

export function staffOf(db: Database) {
	const audit = auditOf(db);
	const context = async (post: Post, now = NOW): Promise<Context> =>
		contextWith(db, await signedIn(db, [post], now), now);
	return {
		audit,
		context,
		/** Somebody new who may reveal in community A. */
		staff: () => context({ role: 'community_staff', area: tiny.COMMUNITY_A }),
		/** A colleague whose number is known. */
		async colleague(post: Assigned = { role: 'grid_worker', area: tiny.DUTY_GRID }): Promise<number> {
			const { id } = await addPerson(db, { password: null });
			await assign(db, id, post);
			await db.transaction((tx) => keepPhone({ ...contextAt(db), db: tx }, id, PHONE));
			await audit();
			return id;
		},
		/** As it is in the database. */
		sealed: async (id: number) =>
			(await db.query<{ phone: Buffer | null }>('select phone from account where id = $1', [id]))[0]!.phone,
		async inside(role: Role = 'grid_worker'): Promise<{ own: Context; reader: Reader }> {
			const token = await signedIn(db, [{ role }], NOW);
			const reader = await readerOf({ primary: db, reads: db, now: NOW, demonstration: false }, token);
			return { own: await contextWith(db, token, NOW), reader: reader! };
		}
	};
}
