/** Contexts of every role, as a request has them, and how what they are refused is told. */
import { beforeAll, beforeEach, expect } from 'vitest';
import { Access } from '../../../src/lib/domain/access/access.ts';
import { OFFICERS, ROLE_NAMES, type Role } from '../../../src/lib/domain/access/roles.ts';
import { actorOf } from '../../../src/lib/server/access/sessions.ts';
import type { Assigning } from '../../../src/lib/server/account/assigning.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { COMMUNITY_A, layTinyGround } from '../../fixtures/tiny-ground.ts';
import { addPerson, auditOf, contextAt, NOW } from './people.ts';

export const NOT_THERE = { kind: 'not-found', details: { what: 'path' } };
export const limit = (reason: string) => ({ kind: 'account-limit', details: { reason } });
export const fault = (field: string, reason: string) => ({
	kind: 'account-field',
	details: { field, reason }
});
export const NOBODY = 999_999_999;

/** A role that may be given, and what is to be otherwise. */
export const giving = (account: number, more: Partial<Assigning> = {}): Assigning => ({
	account,
	role: 'grid_worker',
	area: COMMUNITY_A,
	organisation: '',
	until: '',
	reason: '',
	...more
});

/** Somebody of each role, with the ids of their accounts. */
async function addEachRole(db: Database) {
	const by = { visitor: contextAt(db) } as Record<Role | 'visitor', Context>;
	const own = {} as Record<Role, number>;
	for (const role of ROLE_NAMES) {
		const { id } = await addPerson(db, { roles: OFFICERS.includes(role) ? [role] : [] });
		const access = new Access(id, [{ role, area: null, organisation: null }]);
		by[role] = { db, actor: actorOf(id), access, now: NOW };
		own[role] = id;
	}
	return { by, own };
}

/** A ground with somebody of each role, brought in before the tests of a suite; what the audit gains is told by test. */
export function office(db: Database) {
	const audit = auditOf(db);
	const people = { by: {}, own: {} } as Awaited<ReturnType<typeof addEachRole>>;
	beforeAll(async () => {
		await db.transaction((tx) => layTinyGround(tx));
		const { by, own } = await addEachRole(db);
		Object.assign(people.by, by);
		Object.assign(people.own, own);
	});
	beforeEach(async () => {
		await audit();
	});
	/** Refused, and nothing is written. */
	async function refused(work: Promise<unknown>, how: object) {
		await expect(work).rejects.toMatchObject(how);
		expect(await audit()).toEqual([]);
	}
	return { ...people, audit, refused };
}
