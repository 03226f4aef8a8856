import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	countsByKind,
	countsQuery,
	parseCountsFilter,
	totalOf,
	type ClassCount,
	type CountsFilter
} from './class-counts.ts';
import { CLASS_KINDS, EDITION, FORMER_EDITION } from './classes.ts';

const TODAY = '2026-07-01';
const parsed = (query: string) => parseCountsFilter(new URLSearchParams(query), TODAY);

describe('what is asked of the counts', () => {
	it('is a year up to today under the list in force, where nothing is said or what is said cannot be', () => {
		const usual = { edition: EDITION, from: '2025-07-02', to: TODAY, area: null };
		expect(parsed('')).toEqual(usual);
		expect(parsed('edition=CJ/T 214-2007&from=2026-02-30&to=x&area=%25')).toEqual(usual);
	});
	it('is the same days the other way round', () => {
		expect(parsed('from=2026-03-02&to=2026-03-01')).toMatchObject({ from: '2026-03-01', to: '2026-03-02' });
	});
	it('stands in the address whole', () => {
		const filter: CountsFilter = {
			edition: FORMER_EDITION,
			from: '2026-01-01',
			to: '2026-01-31',
			area: '990102001'
		};
		expect(parsed(countsQuery(filter).slice(1))).toEqual(filter);
		expect(parsed(countsQuery(filter, { edition: EDITION, area: null }).slice(1))).toEqual({
			...filter,
			edition: EDITION,
			area: null
		});
	});
});

const line = fc.record({
	class: fc.option(
		fc.record({
			id: fc.nat(),
			edition: fc.constant(EDITION),
			kind: fc.constantFrom(...CLASS_KINDS),
			code: fc.constant('06001'),
			group: fc.constant(''),
			name_zh: fc.string(),
			name_en: fc.constant(null)
		})
	),
	cases: fc.nat(10_000),
	open: fc.nat(100),
	converted: fc.nat(100)
});

describe('counts kind by kind', () => {
	it('leave out no line and no case, most first, and those without a class last', () => {
		fc.assert(
			fc.property(fc.array(line), (counts: ClassCount[]) => {
				const kinds = countsByKind(counts);
				expect(kinds.flatMap(({ lines }) => lines)).toHaveLength(counts.length);
				expect(totalOf(kinds)).toEqual({
					cases: counts.reduce((sum, { cases }) => sum + cases, 0),
					open: counts.reduce((sum, { open }) => sum + open, 0)
				});
				for (const { kind, lines } of kinds) {
					expect(lines.every((one) => (one.class?.kind ?? null) === kind)).toBe(true);
					expect(lines.map(({ cases }) => -cases)).toEqual(
						lines.map(({ cases }) => -cases).sort((a, b) => a - b)
					);
				}
				expect(kinds.findIndex(({ kind }) => kind === null)).toBe(
					counts.some((one) => one.class === null) ? kinds.length - 1 : -1
				);
			})
		);
	});
});
