import { describe, expect, it } from 'vitest';
import { comparedPeriod, daysOf, parsePatternAsked, patternQuery, questionQuery } from './asked.ts';

const TODAY = '2026-07-01';
const read = (query: string) => parsePatternAsked(new URLSearchParams(query), TODAY);

describe('what is asked of patterns', () => {
	it('is the last thirty days of everything where nothing is said', () => {
		const asked = read('');
		expect(asked).toEqual({
			from: '2026-06-02',
			to: TODAY,
			kind: null,
			class: null,
			area: null,
			hours: [],
			view: 'points',
			compare: 'before',
			by: 'street',
			reach: 500,
			window: null
		});
		expect(daysOf(asked)).toBe(30);
		expect(patternQuery(asked)).toBe('?from=2026-06-02&to=2026-07-01');
	});

	it.each([
		'?from=2026-01-01&to=2026-06-30&kind=matter&class=17&area=990102&hours=8-17%2C32&view=hot&compare=year&by=community&reach=1000&window=2026-02-01..2026-02-07',
		'?from=2026-06-25&to=2026-07-01',
		'?from=2026-06-02&to=2026-07-01&view=bins'
	])('is written as it is read: %s', (query) => {
		expect(patternQuery(read(query))).toBe(query);
	});

	it.each([
		['to=2027-01-01', '2026-06-02', TODAY],
		['from=2026-08-01', '2026-06-02', TODAY],
		['from=2026-02-30&to=2026-03-31', '2026-03-02', '2026-03-31'],
		['from=1999-01-01', '2024-07-01', TODAY]
	])('is brought into the days that there are: %s', (query, from, to) => {
		expect(read(query)).toMatchObject({ from, to });
	});

	it.each(['kind=x', 'class=0', 'class=1e3', 'area=%27', 'hours=9-8', 'view=x', 'reach=7'])(
		'is as if it were not there where it is not understood: %s',
		(query) => expect(read(query)).toEqual(read(''))
	);

	it('has a window within its period, which ends with the period', () => {
		expect(read('window=2026-06-10..2026-06-12').window).toEqual(['2026-06-10', '2026-06-12']);
		for (const wrong of ['2026-06-12..2026-06-10', '2026-05-01..2026-06-10', '2026-06-02..2026-07-01', 'x'])
			expect(read(`window=${wrong}`).window, wrong).toBeNull();
		const asked = read('window=2026-06-10..2026-06-12');
		expect(patternQuery(asked, { view: 'heat' })).toBe(
			'?from=2026-06-02&to=2026-07-01&view=heat&window=2026-06-10..2026-06-12'
		);
		expect(patternQuery(asked, { from: '2026-06-05' })).toBe('?from=2026-06-05&to=2026-07-01');
	});

	it('is asked of the API in full', () => {
		expect(questionQuery(read('area=990102'), { level: 'grid' })).toBe(
			'?from=2026-06-02&to=2026-07-01&area=990102&level=grid'
		);
	});
});

describe('what a period is compared with', () => {
	it('is as many days before it, or the same days of the year before', () => {
		const june = { from: '2026-06-02', to: '2026-07-01' };
		expect(comparedPeriod(june, 'before')).toEqual({ from: '2026-05-03', to: '2026-06-01' });
		expect(comparedPeriod(june, 'year')).toEqual({ from: '2025-06-02', to: '2025-07-01' });
		expect(comparedPeriod({ from: '2028-02-29', to: '2028-02-29' }, 'year')).toEqual({
			from: '2027-02-28',
			to: '2027-02-28'
		});
	});
});
