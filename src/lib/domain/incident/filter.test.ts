import { describe, expect, it } from 'vitest';
import { filterQuery, MOST_PAGES, parseFilter, statesOf, VIEWS } from './filter.ts';

const parse = (query: string) => parseFilter(new URLSearchParams(query));
const USUAL = { view: 'open', kind: null, area: null, organisation: null, text: null, page: 1 };

describe('the filter of a list of cases', () => {
	it('is what stands in its address, and stands there again', () => {
		const query =
			'?view=overdue&kind=matter&area=990102001&organisation=squad&q=%E6%A1%90%E8%8A%B1%E8%B7%AF&page=2';
		const filter = parse(query);
		expect(filter).toEqual({
			view: 'overdue',
			kind: 'matter',
			area: '990102001',
			organisation: 'squad',
			text: '桐花路',
			page: 2
		});
		expect(filterQuery(filter, { page: filter.page })).toBe(query);
		// Something else is asked for from its beginning.
		expect(filterQuery(filter, { view: 'open' })).not.toMatch(/page|view/);
		expect(filterQuery(parse(''))).toBe('');
	});

	it('takes what cannot be read for not said', () => {
		expect(parse('view=mine&kind=x&area=%27&organisation=a%20b&q=%00%20%0A&page=-1')).toEqual(USUAL);
		expect(parse('page=1e9').page).toBe(MOST_PAGES);
		expect(parse('page=2.5').page).toBe(1);
		expect(parse(`q=${'长'.repeat(200)}`).text).toHaveLength(60);
	});

	it('shows each state in the view of its own, and in all that are open or ended', () => {
		for (const view of VIEWS) expect(statesOf(view).length).toBeGreaterThan(0);
		expect([...statesOf('open'), ...statesOf('ended')]).toHaveLength(10);
		expect(statesOf('filed')).toEqual(['filed']);
	});
});
