import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OFFICE_HOURS, type WorkCalendar } from '../calendar/working-days.ts';
import { after, caseOf, dueOf, type Case, type CaseEvent } from './case.ts';
import type { Limit } from './clocks.ts';
import { isOpen, offeredActions, type CaseAction } from './workflow.ts';

const CALENDAR: WorkCalendar = {
	timezone: 'Asia/Shanghai',
	holidays: new Set(),
	workdays: new Set(),
	hours: OFFICE_HOURS
};
const hours = (minutes: number): Limit => ({ clock: 'working_hours', minutes });
const STAGES = { acceptance: hours(15), verification: hours(30), dispatch: hours(15), check: hours(30) };
/** A Monday. */
const at = (time: string) => new Date(`2026-07-06T${time}:00+08:00`);
const day = (date: string, time: string) => new Date(`2026-07-${date}T${time}:00+08:00`);

const REPORTED: CaseEvent = { action: 'report', at: at('09:00'), found: true };
const DISPATCHED: CaseEvent[] = [
	REPORTED,
	{ action: 'accept', at: at('09:10') },
	{ action: 'file', at: at('09:20') },
	{ action: 'dispatch', at: at('09:30'), organisation: 7, limit: hours(240) }
];
const due = (events: readonly CaseEvent[]) => dueOf(caseOf(events), STAGES, CALENDAR);

describe('what is due next', () => {
	it('is each stage by its own limit, from when the case came to it', () => {
		expect(due([REPORTED])).toEqual({ stage: 'acceptance', at: at('09:15'), warnAt: at('09:12') });
		expect(due(DISPATCHED.slice(0, 2))).toMatchObject({ stage: 'verification', at: at('09:40') });
		expect(due(DISPATCHED.slice(0, 3))).toMatchObject({ stage: 'dispatch', at: at('09:35') });
		// 09:30 to 12:00, and from 14:00 on.
		expect(due(DISPATCHED)).toEqual({ stage: 'handling', at: at('15:30'), warnAt: at('14:30') });
		const disposed = [...DISPATCHED, { action: 'dispose', at: at('11:00') } as const];
		expect(due(disposed)).toMatchObject({ stage: 'check', at: at('11:30') });
		expect(due([...disposed, { action: 'pass', at: at('11:10') }])).toBeNull();
	});

	it('is not known while the case is suspended, and later by as long as it was', () => {
		const suspended = [...DISPATCHED, { action: 'suspend', at: at('10:00') } as const];
		expect(due(suspended)).toEqual({ stage: 'handling', at: null, warnAt: null });
		expect(due([...suspended, { action: 'resume', at: day('08', '10:00') }])).toMatchObject({
			at: day('08', '15:30')
		});
	});

	it('goes on where it was after a check that failed', () => {
		const rework = [
			...DISPATCHED,
			{ action: 'dispose', at: at('11:30') } as const,
			{ action: 'rework', at: at('16:00') } as const
		];
		// Two hours of four were used.
		expect(due(rework)).toMatchObject({ stage: 'handling', at: at('18:00') });
		expect(caseOf(rework)).toMatchObject({ state: 'dispatched', reworked: 1, askedMinutes: null });
	});

	it('is the whole limit for whoever is given the case after another', () => {
		const redispatched: CaseEvent[] = [
			...DISPATCHED,
			{ action: 'redispatch', at: at('15:00'), organisation: 8, limit: hours(60) }
		];
		expect(due(redispatched)).toMatchObject({ at: at('16:00') });
		const back = [...DISPATCHED, { action: 'send_back', at: at('11:00') } as const];
		expect(due(back)).toMatchObject({ stage: 'dispatch', at: at('11:15') });
		expect(caseOf(back)).toMatchObject({ state: 'filed', handling: null, sentBack: 1 });
	});

	it('is later by what was asked for and granted, and not by what was refused', () => {
		const asked = [...DISPATCHED, { action: 'ask_extension', at: at('10:00'), minutes: 60 } as const];
		expect(due(asked)).toMatchObject({ at: at('15:30') });
		expect(due([...asked, { action: 'grant_extension', at: at('10:30') }])).toMatchObject({
			at: at('16:30')
		});
		expect(due([...asked, { action: 'refuse_extension', at: at('10:30') }])).toMatchObject({
			at: at('15:30')
		});
	});

	it('is nothing certain where the class has no limit', () => {
		const without = [
			...DISPATCHED.slice(0, 3),
			{ action: 'dispatch', at: at('09:30'), organisation: 7, limit: null } as const
		];
		expect(due(without)).toEqual({ stage: 'handling', at: null, warnAt: null });
	});
});

it('a case begins with its report, once', () => {
	expect(() => caseOf([])).toThrow(RangeError);
	expect(() => caseOf(DISPATCHED.slice(1))).toThrow(RangeError);
	expect(() => caseOf([REPORTED, REPORTED])).toThrow(RangeError);
	expect(() => after(caseOf(DISPATCHED.slice(0, 3)), { action: 'dispatch', at: at('10:00') })).toThrow(
		RangeError
	);
});

const event = (action: CaseAction, moment: number): CaseEvent => ({
	action,
	at: new Date(moment),
	...(action === 'verify' ? { found: true } : {}),
	...(action === 'dispatch' || action === 'redispatch' ? { organisation: 7, limit: hours(60) } : {}),
	...(action === 'ask_extension' ? { minutes: 30 } : {})
});
/** Whatever somebody does that is offered, step by step. */
const someCase = fc
	.array(fc.record({ which: fc.nat({ max: 99 }), wait: fc.integer({ min: 0, max: 3000 }) }), {
		maxLength: 40
	})
	.map((steps) => {
		let moment = at('09:00').getTime();
		const events: CaseEvent[] = [{ action: 'report', at: at('09:00') }];
		const seen: Case[] = [caseOf(events)];
		for (const { which, wait } of steps) {
			moment += wait * 60_000;
			const offered = offeredActions(seen.at(-1)!);
			// Most cases go on; a few end before they are done.
			const usual = offered.filter((action) => which > 95 || (action !== 'merge' && action !== 'void'));
			const next = event(usual[which % usual.length]!, moment);
			events.push(next);
			seen.push(after(seen.at(-1)!, next));
		}
		return { events, seen };
	});

it('whatever is done step by step, the case is what its events make of it, and never torn', () => {
	fc.assert(
		fc.property(someCase, ({ events, seen }) => {
			expect(caseOf(events)).toEqual(seen.at(-1));
			for (const one of seen) {
				const { state, handling } = one;
				if (['dispatched', 'disposed', 'checked', 'suspended', 'closed'].includes(state))
					expect(handling).not.toBeNull();
				if (['reported', 'accepted', 'filed'].includes(state)) expect(handling).toBeNull();
				const stands = handling?.pauses.filter(({ to }) => to === null).length ?? 0;
				expect(stands).toBe(
					['disposed', 'checked', 'suspended', 'closed'].includes(state) || (state === 'void' && stands > 0)
						? 1
						: 0
				);
				const next = dueOf(one, STAGES, CALENDAR);
				expect(next !== null).toBe(isOpen(state) && state !== 'checked');
				if (next?.at && next.warnAt) expect(next.warnAt.getTime()).toBeLessThanOrEqual(next.at.getTime());
				if (next?.at) expect(next.at.getTime()).toBeGreaterThan(one.reported.getTime());
			}
		}),
		{ numRuns: 500 }
	);
});
