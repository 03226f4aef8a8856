import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	Access,
	EVERYWHERE,
	isNowhere,
	NOWHERE,
	requireAnywhere,
	scopeKey,
	UNLIMITED,
	VISITOR,
	type Grant,
	type Scope
} from './access.ts';
import { ACTIONS, mayRole } from './policy.ts';
import { RECORD_KINDS, RECORDS } from './records.ts';
import { ROLE_NAMES } from './roles.ts';

const id = fc.integer({ min: 1, max: 30 });
const place = fc.oneof(
	fc.record({ area: id, organisation: fc.constant(null) }),
	fc.record({ area: fc.constant(null), organisation: id }),
	fc.constant({ area: null, organisation: null })
);
const grant: fc.Arbitrary<Grant> = fc
	.tuple(fc.constantFrom(...ROLE_NAMES), place)
	.map(([role, where]) => ({ role, ...where }));
const grants = fc.array(grant, { maxLength: 6 });
const asked = fc.tuple(fc.constantFrom(...ACTIONS), fc.constantFrom(...RECORD_KINDS));

const at = (role: Grant['role'], area: number | null, organisation: number | null = null): Grant => ({
	role,
	area,
	organisation
});

describe('where something may be done', () => {
	it('is where an assignment of a role that may do it holds, each place once and ascending', () => {
		const access = new Access(7, [
			at('grid_worker', 30),
			at('street_staff', 4),
			at('grid_worker', 30),
			at('unit_handler', null, 9),
			at('auditor', null)
		]);
		expect(access.scopeOf('read', 'incident')).toEqual({
			everywhere: false,
			areas: [4, 30],
			organisations: []
		});
		expect(access.scopeOf('read', 'greening')).toEqual({
			everywhere: false,
			areas: [4, 30],
			organisations: [9]
		});
		expect(access.scopeOf('reveal', 'contact')).toEqual({
			everywhere: false,
			areas: [4],
			organisations: []
		});
		expect(access.scopeOf('read', 'audit')).toEqual(EVERYWHERE);
		expect(access.scopeOf('invite', 'account')).toEqual(NOWHERE);
	});

	it('is everywhere only by an assignment that names no place, whichever others there are (property)', () => {
		fc.assert(
			fc.property(grants, asked, (held, [action, record]) => {
				const scope = new Access(1, held).scopeOf(action, record);
				const giving = held.filter(({ role }) => mayRole(role, action, record));
				const whole = giving.some(({ area, organisation }) => area === null && organisation === null);
				const isPublic = action === 'read' && RECORDS[record] === 'public';
				expect(scope.everywhere).toBe(whole || isPublic);
				if (scope.everywhere) expect(scope).toEqual(EVERYWHERE);
			})
		);
	});

	it('grows with an assignment, and never shrinks (property)', () => {
		const within = (small: Scope, large: Scope) =>
			large.everywhere ||
			(!small.everywhere &&
				small.areas.every((one) => large.areas.includes(one)) &&
				small.organisations.every((one) => large.organisations.includes(one)));
		fc.assert(
			fc.property(grants, grant, asked, (held, more, [action, record]) => {
				const before = new Access(1, held).scopeOf(action, record);
				const after = new Access(1, [...held, more]).scopeOf(action, record);
				expect(within(before, after)).toBe(true);
				if (!mayRole(more.role, action, record)) expect(after).toEqual(before);
			})
		);
	});

	it('does not depend on the order of assignments (property)', () => {
		fc.assert(
			fc.property(grants, asked, (held, [action, record]) => {
				const forwards = new Access(1, held).scopeOf(action, record);
				expect(new Access(1, held.toReversed()).scopeOf(action, record)).toEqual(forwards);
			})
		);
	});
});

describe('may', () => {
	it('says whether there is a place, and everywhere whether it is every one (property)', () => {
		fc.assert(
			fc.property(grants, asked, (held, [action, record]) => {
				const access = new Access(1, held);
				const scope = access.scopeOf(action, record);
				expect(access.may(action, record)).toBe(!isNowhere(scope));
				expect(access.mayEverywhere(action, record)).toBe(scope.everywhere);
			})
		);
	});
});

describe('a visitor and the process itself', () => {
	it('may read what is public, and everything', () => {
		for (const action of ACTIONS)
			for (const record of RECORD_KINDS) {
				expect(VISITOR.may(action, record)).toBe(action === 'read' && RECORDS[record] === 'public');
				expect(UNLIMITED.scopeOf(action, record)).toEqual(EVERYWHERE);
			}
		expect([VISITOR.account, UNLIMITED.account]).toEqual([null, null]);
	});

	it('somebody without a role may do no more than a visitor', () => {
		for (const action of ACTIONS)
			for (const record of RECORD_KINDS)
				expect(new Access(1, []).scopeOf(action, record)).toEqual(VISITOR.scopeOf(action, record));
	});
});

describe('the key of a scope', () => {
	const ids = fc.uniqueArray(id, { maxLength: 4 }).map((some) => some.sort((one, other) => one - other));
	const scope: fc.Arbitrary<Scope> = fc.oneof(
		fc.constant(EVERYWHERE),
		fc.constant(NOWHERE),
		fc.record({ everywhere: fc.constant(false), areas: ids, organisations: ids })
	);

	it('is the same for the same scope, and another one for another (property)', () => {
		fc.assert(
			fc.property(scope, scope, (one, other) => {
				const same = JSON.stringify(one) === JSON.stringify(other);
				expect(scopeKey(one) === scopeKey(other)).toBe(same);
			})
		);
	});

	it('tells an area from an organisation, and 1 with 2 from 12', () => {
		const of = (areas: number[], organisations: number[]) =>
			scopeKey({ everywhere: false, areas, organisations });
		const keys = [of([], []), of([1], []), of([], [1]), of([1, 2], []), of([12], []), of([1], [2])];
		expect(new Set([...keys, scopeKey(EVERYWHERE)]).size).toBe(7);
	});
});

describe('what is out of reach', () => {
	it('is answered like what does not exist', () => {
		expect(() => requireAnywhere(VISITOR, 'read', 'incident')).toThrow(
			expect.objectContaining({ kind: 'not-found', details: { what: 'path' } })
		);
		const worker = new Access(1, [at('grid_worker', 5)]);
		expect(requireAnywhere(worker, 'read', 'incident')).toEqual({
			everywhere: false,
			areas: [5],
			organisations: []
		});
	});
});
