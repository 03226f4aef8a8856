import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { URGENCIES } from '../domain/incident/urgency.ts';
import { caseMark, groupCases, urgencyRank, type CasePoint } from './case-marks.ts';
import { THEMES } from './scales.ts';
import { THEME } from './themes.ts';

const points = fc
	.array(
		fc.record({
			lng: fc.double({ min: 116.9, max: 117.1, noNaN: true }),
			lat: fc.double({ min: 35.9, max: 36.1, noNaN: true }),
			urgency: fc.constantFrom(...URGENCIES)
		}),
		{ maxLength: 60 }
	)
	.map((all) => all.map((one, at): CasePoint => ({ ...one, number: `T-${at}`, count: 1 })));

describe('cases on a map', () => {
	it('are each in one group, which is as urgent as the most urgent of them', () => {
		fc.assert(
			fc.property(points, fc.double({ min: 8, max: 20, noNaN: true }), (cases, zoom) => {
				const groups = groupCases(cases, zoom, THEME.paper);
				const numbers = groups.flatMap(({ members }) => members.map(({ number }) => number));
				expect(numbers.sort()).toEqual(cases.map(({ number }) => number).sort());
				for (const { members, overdue, urgency } of groups) {
					expect(overdue).toBe(members.filter((one) => one.urgency === 'overdue').length);
					expect(Math.min(...members.map((one) => urgencyRank(one.urgency)))).toBe(urgencyRank(urgency));
				}
			})
		);
	});

	it('part as the map comes closer', () => {
		const two: CasePoint[] = [117, 117.001].map((lng, at) => ({
			number: `T-${at}`,
			lng,
			lat: 36,
			urgency: 'soon',
			count: 1
		}));
		expect(groupCases(two, 12, THEME.paper)).toHaveLength(1);
		expect(groupCases(two, 17, THEME.paper)).toHaveLength(2);
	});

	it('are told apart without colour where it matters', () => {
		for (const theme of THEMES) {
			const shapes = (['overdue', 'soon', 'in-time'] as const).map(
				(urgency) => caseMark(urgency, THEME[theme]).shape
			);
			expect(new Set(shapes).size).toBe(3);
			const fills = (['overdue', 'soon', 'in-time'] as const).map(
				(urgency) => caseMark(urgency, THEME[theme]).fill
			);
			expect(new Set(fills).size).toBe(3);
		}
	});
});
