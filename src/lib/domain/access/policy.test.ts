import { describe, expect, it } from 'vitest';
import { ACTIONS, isPublic, mayRole, POLICY, rolesFor, type Action } from './policy.ts';
import { DATA_CLASSES, RECORD_KINDS, RECORDS, type RecordKind } from './records.ts';
import { isOfficer, isRole, OFFICERS, ROLE_NAMES, ROLES, type Role } from './roles.ts';

const ROLE_SHORT: readonly Role[] = [
	'resident',
	'grid_worker',
	'squad_member',
	'squad_leader',
	'unit_handler',
	'community_staff',
	'street_staff',
	'leader',
	'system_administrator',
	'security_administrator',
	'auditor'
];
/**
 * Everything that anybody may do and is not public, role by role in the order above, written down a second time and by
 * hand: whoever changes the policy says it twice.
 */
const MATRIX: Partial<Record<`${Action} ${RecordKind}`, string>> = {
	//                    res wor mem led uni com str lea sys sec aud
	'read self': '         x   x   x   x   x   x   x   x   x   x   x',
	'change self': '       x   x   x   x   x   x   x   x   x   x   x',
	'read incident': '     .   x   x   x   .   x   x   x   .   .   .',
	'report incident': '   .   x   x   x   .   x   x   .   .   .   .',
	'inspect incident': '  .   x   x   x   .   x   x   .   .   .   .',
	'direct incident': '   .   .   .   .   .   .   x   .   .   .   .',
	'handle incident': '   .   .   .   .   x   .   x   .   .   .   .',
	'export incident': '   .   .   .   .   .   x   x   x   .   .   .',
	'read greening': '     .   x   x   x   x   x   x   x   .   .   .',
	'read people': '       .   x   x   x   .   x   x   x   .   .   .',
	'read means': '        .   .   .   x   x   x   x   x   .   .   .',
	'read contact': '      .   .   .   .   .   x   x   .   x   .   .',
	'reveal contact': '    .   .   .   .   .   x   x   .   .   .   .',
	'read account': '      .   .   .   .   .   .   .   .   x   x   x',
	'invite account': '    .   .   .   .   .   .   .   .   x   .   .',
	'erase account': '     .   .   .   .   .   .   .   .   x   .   .',
	'appoint account': '   .   .   .   .   .   .   .   .   x   .   .',
	'assign account': '    .   .   .   .   .   .   .   .   .   x   .',
	'preview account': '   .   .   .   .   .   .   .   .   .   x   .',
	'read audit': '        .   .   .   .   .   .   .   .   .   .   x'
};

describe('the policy', () => {
	it('says of every role, action and record what stands in the matrix, and nothing more', () => {
		expect(ROLE_NAMES).toEqual(ROLE_SHORT);
		for (const action of ACTIONS)
			for (const record of RECORD_KINDS) {
				const marks = MATRIX[`${action} ${record}`]?.trim().split(/\s+/);
				for (const [at, role] of ROLE_SHORT.entries()) {
					const may = isPublic(action, record) || marks?.[at] === 'x';
					expect([role, action, record, mayRole(role, action, record)]).toEqual([role, action, record, may]);
				}
				expect(rolesFor(action, record)).toEqual(ROLE_NAMES.filter((role) => mayRole(role, action, record)));
			}
		for (const marks of Object.values(MATRIX)) expect(marks.trim().split(/\s+/)).toHaveLength(11);
	});

	it('lets everybody read what is public, and do nothing else with it', () => {
		for (const action of ACTIONS)
			for (const record of RECORD_KINDS)
				expect(isPublic(action, record)).toBe(action === 'read' && RECORDS[record] === 'public');
	});

	it('gives nobody a right twice, and each role a line', () => {
		expect(Object.keys(POLICY).sort()).toEqual([...ROLE_NAMES].sort());
		for (const rights of Object.values(POLICY))
			for (const actions of Object.values(rights)) expect(new Set(actions).size).toBe(actions.length);
	});

	it('keeps what the three officers do apart: accounts, rights, audit', () => {
		const only = (action: Action, record: RecordKind) => expect(rolesFor(action, record));
		only('invite', 'account').toEqual(['system_administrator']);
		only('erase', 'account').toEqual(['system_administrator']);
		only('appoint', 'account').toEqual(['system_administrator']);
		only('assign', 'account').toEqual(['security_administrator']);
		only('read', 'audit').toEqual(['auditor']);
		for (const record of ['incident', 'greening', 'people', 'means'] as const)
			for (const officer of OFFICERS) expect(mayRole(officer, 'read', record)).toBe(false);
	});

	it('reveals what is personal to nobody who may not read it', () => {
		for (const record of RECORD_KINDS)
			for (const role of rolesFor('reveal', record)) expect(mayRole(role, 'read', record)).toBe(true);
	});
});

describe('roles and records', () => {
	it('are known by their names alone', () => {
		for (const role of ROLE_NAMES) expect(isRole(role)).toBe(true);
		for (const none of ['', 'Auditor', 'toString', '__proto__', 'constructor', null, 7, ['auditor']])
			expect(isRole(none)).toBe(false);
	});

	it('of an office hold for the whole', () => {
		expect(OFFICERS).toEqual(['system_administrator', 'security_administrator', 'auditor']);
		for (const role of ROLE_NAMES) {
			expect(isOfficer(role)).toBe(OFFICERS.includes(role));
			expect(isOfficer(role)).toBe(ROLES[role].scope === 'whole');
		}
	});

	it('have one of the four classes', () => {
		for (const record of RECORD_KINDS) expect(DATA_CLASSES).toContain(RECORDS[record]);
	});
});
