import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/days.ts';
import { CLASS_KINDS } from './classes.ts';
import {
	filterFields,
	filterQuery,
	isNarrowed,
	MOST_PAGES,
	OPEN_STATES,
	parseFilter,
	searchedFrom,
	SHOWN_AS,
	SORTS,
	statesOf,
	tilesOf,
	VIEWS,
	type Box,
	type CaseFilter
} from './filter.ts';

const parse = (query: string) => parseFilter(new URLSearchParams(query));
const USUAL: CaseFilter = {
	as: 'list',
	view: 'open',
	kind: null,
	area: null,
	grid: null,
	organisation: null,
	text: null,
	from: null,
	to: null,
	bbox: null,
	sort: 'due',
	more: [],
	page: 1
};

const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const code = fc.stringMatching(/^[0-9A-Za-z_-]{1,40}$/);
const day = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays('1970-01-01', n));
const degrees = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((n) => n / 1e6);
const box = fc
	.tuple(degrees(180), degrees(90), degrees(180), degrees(90))
	.map(([a, b, c, d]): Box => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)])
	.filter(([west, south, east, north]) => west < east && south < north);
const words = fc
	.array(fc.constantFrom('桐', '花', '路', 'A', '1', '-', '%', '&', '+', '/', ' '), {
		minLength: 1,
		maxLength: 60
	})
	.map((letters) => letters.join('').replace(/ +/g, ' ').trim())
	.filter((text) => text !== '');
const filters = fc.record<CaseFilter>({
	as: fc.constantFrom(...SHOWN_AS),
	view: fc.constantFrom(...VIEWS),
	kind: maybe(fc.constantFrom(...CLASS_KINDS)),
	area: maybe(code),
	grid: maybe(code),
	organisation: maybe(code),
	text: maybe(words),
	from: maybe(day),
	to: maybe(day),
	bbox: maybe(box),
	sort: fc.constantFrom(...SORTS),
	more: fc.subarray(OPEN_STATES),
	page: fc.integer({ min: 1, max: MOST_PAGES })
});

describe('the filter of a list of cases', () => {
	it('is what stands in its address, and stands there again', () => {
		const query =
			'?view=overdue&kind=matter&area=990102001&organisation=squad&q=%E6%A1%90%E8%8A%B1%E8%B7%AF&page=2';
		const filter = parse(query);
		expect(filter).toEqual({
			...USUAL,
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

	it('is the same after it stood in an address, whatever it is', () => {
		fc.assert(
			fc.property(filters, (filter) => {
				expect(parse(filterQuery(filter, { page: filter.page }))).toEqual(filter);
				// A form that sends all of it along, from the first page.
				expect(parseFilter(new URLSearchParams(filterFields(filter, [])))).toEqual({ ...filter, page: 1 });
			})
		);
	});

	it('is never anything but a filter, whatever stands in the address', () => {
		const names = fc.constantFrom(
			'as',
			'view',
			'kind',
			'area',
			'grid',
			'q',
			'from',
			'to',
			'bbox',
			'sort',
			'more',
			'page'
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(names, fc.string({ unit: 'binary' }))), (said) => {
				const filter = parseFilter(new URLSearchParams(said));
				expect(parse(filterQuery(filter, { page: filter.page }))).toEqual(filter);
			})
		);
	});

	it('leaves out of a form what its own fields say, and knows whether it asks for less than all', () => {
		const filter = parse('as=board&q=T&from=2026-07-01&sort=happened');
		expect(filterFields(filter, ['q', 'from'])).toEqual([
			['as', 'board'],
			['sort', 'happened']
		]);
		expect(isNarrowed(filter)).toBe(true);
		expect(isNarrowed(parse('as=board&view=overdue&sort=happened&more=filed'))).toBe(false);
		for (const one of ['kind=matter', 'grid=A1', 'to=2026-07-01', 'bbox=1,2,3,4'])
			expect(isNarrowed(parse(one)), one).toBe(true);
	});

	it('looks for words among those of the last month that have ended, unless days are said', () => {
		expect(searchedFrom(parse('view=ended&q=T'), '2026-08-01')).toBe('2026-07-01');
		expect(searchedFrom(parse('view=ended&q=T&to=2026-03-04'), '2026-08-01')).toBe('2026-02-01');
		expect(searchedFrom(parse('view=ended&q=T&from=2025-01-01'), '2026-08-01')).toBe('2025-01-01');
		expect(searchedFrom(parse('view=ended'), '2026-08-01')).toBeNull();
		expect(searchedFrom(parse('q=T'), '2026-08-01')).toBeNull();
	});

	it('has its box as tiles, as the database numbers them', () => {
		// Zoom 30: the world is 2^30 wide, and its middle is where the equator meets Greenwich.
		expect(tilesOf([0, 0, 180, 90])).toEqual([2 ** 29, expect.closeTo(0, -3), 2 ** 30 - 1, 2 ** 29]);
		const [left, top, right, bottom] = tilesOf([117, 36, 117.01, 36.01]);
		expect(Math.abs(right - left - (0.01 / 360) * 2 ** 30)).toBeLessThanOrEqual(1);
		expect(bottom).toBeGreaterThan(top);
	});

	it('takes what cannot be read for not said', () => {
		expect(parse('view=mine&kind=x&area=%27&organisation=a%20b&q=%00%20%0A&page=-1')).toEqual(USUAL);
		expect(parse('as=x&grid=%27&from=2026-02-30&to=x&bbox=3,2,1,4&sort=x&more=closed,x')).toEqual(USUAL);
		for (const strange of [
			'1,2,3',
			'1,2,3,91',
			'-181,2,3,4',
			'1e1,2,30,4',
			'Infinity,2,3,4',
			'0.0000001,2,0.0000002,4'
		])
			expect(parse(`bbox=${strange}`).bbox, strange).toBeNull();
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
