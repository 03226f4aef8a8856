import { describe, expect, it } from 'vitest';
import { OFFICE_HOURS } from '../calendar/working-days.ts';
import { STATES } from '../incident/workflow.ts';
import { demoTimes, type DemoCase } from './case-times.ts';

const TODAY = '2026-07-01';
const CALENDAR = {
	timezone: 'Asia/Shanghai',
	holidays: new Set<string>(),
	workdays: new Set<string>(),
	hours: OFFICE_HOURS
};
const minutes = (clock: 'working_hours' | 'emergency_hours', minutes: number) => ({ clock, minutes });
const STAGES = {
	acceptance: minutes('working_hours', 15),
	verification: minutes('working_hours', 30),
	dispatch: minutes('working_hours', 15),
	check: minutes('working_hours', 30)
};
const of = (nth: number, given: Partial<DemoCase> = {}): DemoCase => ({
	number: `20260630${String(nth).padStart(4, '0')}`,
	state: 'dispatched',
	happenedAt: new Date('2026-06-30T09:00:00+08:00'),
	limit: minutes('working_hours', 480),
	...given
});
const timed = (one: DemoCase) => demoTimes(one, TODAY, STAGES, CALENDAR);
const NOON = new Date(`${TODAY}T12:00:00+08:00`);

describe('when cases of a demonstration are due', () => {
	it('is the same for the same, warned of before, and never before it happened', () => {
		for (let nth = 0; nth < 300; nth++) {
			const one = of(nth);
			const { dueAt, warnAt } = timed(one);
			expect(timed(one)).toEqual({ dueAt, warnAt });
			expect(warnAt!.getTime()).toBeLessThan(dueAt!.getTime());
			expect(warnAt!.getTime()).toBeGreaterThan(one.happenedAt.getTime());
		}
	});
	it('has passed for some, and not for most, of what may take a day', () => {
		const late = Array.from({ length: 300 }, (_, nth) => timed(of(nth))).filter(({ dueAt }) => dueAt! < NOON);
		expect(late.length).toBeGreaterThan(15);
		expect(late.length).toBeLessThan(150);
	});
	it('has passed for those that were forgotten', () => {
		const happenedAt = new Date('2026-03-02T09:00:00+08:00');
		const old = Array.from({ length: 300 }, (_, nth) => timed(of(nth, { happenedAt })));
		const forgotten = old.filter(({ dueAt }) => dueAt!.getTime() < Date.parse('2026-04-01')).length;
		expect(forgotten).toBeGreaterThan(10);
		expect(forgotten).toBeLessThan(60);
	});
	it('is nothing where nothing is timed, or no limit is known', () => {
		expect(timed(of(1, { limit: null }))).toEqual({ dueAt: null, warnAt: null });
		for (const state of STATES) {
			const { dueAt } = timed(of(1, { state }));
			expect([state, dueAt !== null]).toEqual([
				state,
				['reported', 'accepted', 'filed', 'dispatched', 'disposed'].includes(state)
			]);
		}
	});
});
