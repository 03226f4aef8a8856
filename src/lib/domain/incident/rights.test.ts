import { describe, expect, it } from 'vitest';
import { Access, UNLIMITED, VISITOR, type Grant } from '../access/access.ts';
import { actionsFor, mayDo, mayRead, RIGHT_OF, roleFor } from './rights.ts';
import { CASE_ACTIONS } from './workflow.ts';

const by = (...grants: Partial<Grant>[]) =>
	new Access(
		1,
		grants.map((grant) => ({ role: 'grid_worker', area: null, organisation: null, ...grant }) as Grant)
	);
/** In community 30 of street 20; given to organisation 7, before to 8. */
const HERE = { areas: [10, 20, 30], organisation: 7, organisations: [7, 8] };
const ELSEWHERE = { areas: [10, 21, 31], organisation: null, organisations: [] };

const WORKER = by({ area: 30 });
const OFFICE = by({ role: 'street_staff', area: 20 });
const UNIT = by({ role: 'unit_handler', organisation: 7 });
const FORMER = by({ role: 'unit_handler', organisation: 8 });

describe('who does what to a case', () => {
	it('is read where one works, and by all to whom it was ever given', () => {
		for (const access of [WORKER, OFFICE, UNIT, FORMER, by({ role: 'leader' }), UNLIMITED])
			expect(mayRead(access, HERE)).toBe(true);
		for (const access of [
			WORKER,
			OFFICE,
			UNIT,
			FORMER,
			VISITOR,
			by({ role: 'auditor' }),
			by({ role: 'resident', area: 30 })
		])
			expect(mayRead(access, ELSEWHERE)).toBe(false);
	});

	it('is what their role gives, where the case is, or while it is theirs', () => {
		expect(actionsFor(WORKER, HERE)).toEqual(['verify', 'rework', 'pass', 'say', 'photograph']);
		expect(actionsFor(OFFICE, HERE)).toEqual(CASE_ACTIONS);
		expect(actionsFor(UNIT, HERE)).toEqual(['send_back', 'dispose', 'ask_extension', 'say', 'photograph']);
		expect(actionsFor(FORMER, HERE)).toEqual([]);
		expect(actionsFor(by({ role: 'leader' }), HERE)).toEqual([]);
		for (const access of [WORKER, OFFICE, UNIT, FORMER, VISITOR])
			expect(actionsFor(access, ELSEWHERE)).toEqual([]);
		expect(mayDo(WORKER, 'report', HERE)).toBe(true);
		expect(mayDo(UNIT, 'report', HERE)).toBe(false);
	});

	it('is done in the first of somebody’s roles that gives it', () => {
		const both = by({ area: 30 }, { role: 'unit_handler', organisation: 7 });
		expect(roleFor(both, 'pass', HERE)).toBe('grid_worker');
		expect(roleFor(both, 'dispose', HERE)).toBe('unit_handler');
		expect(roleFor(UNLIMITED, 'close', HERE)).toBeNull();
	});

	it('needs a right for each action but a word and a photo', () => {
		expect(Object.keys(RIGHT_OF)).toEqual(CASE_ACTIONS);
		expect(CASE_ACTIONS.filter((action) => RIGHT_OF[action] === null)).toEqual(['say', 'photograph']);
	});
});
