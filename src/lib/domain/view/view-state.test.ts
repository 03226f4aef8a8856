import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMonthly, MEASURES, MEASURE_IDS } from '../measure/measure.ts';
import { readView, saysNothing, writeView, type ViewKnowledge, type ViewState } from './view-state.ts';

const known: ViewKnowledge = {
	layers: [
		{ id: 'buildings', shown: true },
		{ id: 'heat', shown: false },
		{ id: 'names', shown: true }
	],
	measures: null,
	themes: ['paper', 'night', 'sun'],
	languages: ['zh-CN', 'en'],
	duties: ['greening', 'lighting'],
	facilities: ['kindergarten', 'primary_school']
};
const read = (address: string) => readView(new URLSearchParams(address), known);

describe('a broken address', () => {
	it.each([
		['lng=190&lat=30', 'lng', '190'],
		['lng=1e400&lat=30', 'lng', '1e400'],
		['lng=117&lat=abc', 'lat', 'abc'],
		['zoom=99', 'zoom', '99'],
		["grid=1'; drop table grid", 'grid', "1'; drop table grid"],
		['duty=flying', 'duty', 'flying'],
		['facility=castle', 'facility', 'castle'],
		['measure=happiness', 'measure', 'happiness'],
		['measure=gap.flying', 'measure', 'gap.flying'],
		['measure=unreached', 'measure', 'unreached'],
		['measure=residents.greening', 'measure', 'residents.greening'],
		['at=2026-02-30', 'at', '2026-02-30'],
		['at=yesterday', 'at', 'yesterday'],
		['month=2026-07', 'month', '2026-07'],
		['theme=neon', 'theme', 'neon'],
		['lang=fr', 'lang', 'fr'],
		['show=heat.ghosts', 'show', 'ghosts']
	])('%s falls back and names the value that was not understood', (address, field, value) => {
		const { view, notices } = read(address);
		expect(notices).toEqual([{ field, value }]);
		expect(view.measure).toEqual({ id: 'gap', duty: 'all', facility: null });
	});

	it('says of what there is for others that it is not for whoever looks', () => {
		const some = { ...known, measures: ['gap', 'overlap'] as const, hidden: ['incidents'] };
		const { view, notices } = readView(
			new URLSearchParams('measure=incidents&month=2026-07&show=incidents.ghosts'),
			some
		);
		expect(notices).toEqual([
			{ field: 'measure', value: 'incidents', beyond: true },
			{ field: 'month', value: '2026-07', beyond: true },
			{ field: 'show', value: 'incidents', beyond: true },
			{ field: 'show', value: 'ghosts' }
		]);
		expect([view.measure.id, view.month]).toEqual(['gap', null]);
		for (const broken of ['measure=happiness', 'measure=gap.flying', 'month=2026-07'])
			expect(readView(new URLSearchParams(broken), some).notices[0]!.beyond).toBeUndefined();
	});

	it('keeps what it understands beside what it does not', () => {
		const { view, notices } = read('grid=371003001002015&at=never&show=heat.ghosts');
		expect(view.grid).toBe('371003001002015');
		expect(view.at).toBeNull();
		expect(view.layers).toEqual({ buildings: true, heat: true, names: true });
		expect(notices.map((notice) => notice.field)).toEqual(['at', 'show']);
	});

	it.each(['2026-13', '2026-7', '2026', '2026-07-01', 'summer'])(
		'of the month %s shows what is now, and keeps the measure',
		(month) => {
			const { view, notices } = read(`measure=incidents&month=${month}`);
			expect(view.month).toBeNull();
			expect(view.measure.id).toBe('incidents');
			expect(notices).toEqual([{ field: 'month', value: month }]);
		}
	);

	it('never throws, whatever it holds', () => {
		fc.assert(
			fc.property(fc.webQueryParameters(), fc.string(), (address, value) => {
				read(address);
				for (const field of ['lng', 'grid', 'measure', 'month', 'at', 'show'])
					read(new URLSearchParams({ [field]: value }).toString());
			})
		);
	});
});

describe('the address of a view', () => {
	it('is empty for a first visit', () => {
		const { view } = read('');
		expect(saysNothing(view)).toBe(true);
		expect(writeView(view, known).toString()).toBe('');
	});

	it('takes codes on trust while the catalogue is not known', () => {
		const { view, notices } = readView(new URLSearchParams('duty=paving'), { ...known, duties: null });
		expect(view.duty).toBe('paving');
		expect(notices).toEqual([]);
	});

	it('takes coordinates as another program writes them, with every decimal', () => {
		const { view, notices } = read('lng=117.00362143999998&lat=35.99646123456789012&zoom=17.60000000000001');
		expect(notices).toEqual([]);
		expect(Object.values(view.place!)).toEqual(
			['117.00362143999998', '35.99646123456789012', '17.60000000000001'].map(Number)
		);
	});

	it('opens the same view again', () => {
		const place = fc.record({
			lng: fc.double({ min: -180, max: 180, noNaN: true }).map((value) => Number(value.toFixed(6)) + 0),
			lat: fc.double({ min: -85, max: 85, noNaN: true }).map((value) => Number(value.toFixed(6)) + 0),
			zoom: fc.double({ min: 0, max: 22, noNaN: true }).map((value) => Number(value.toFixed(2)) + 0)
		});
		const measure = fc.constantFrom(...MEASURE_IDS).chain((id) =>
			fc.record({
				id: fc.constant(id),
				duty: MEASURES[id].needs === 'duty' ? fc.constantFrom('all', 'greening') : fc.constant(null),
				facility: MEASURES[id].needs === 'facility' ? fc.constantFrom('kindergarten') : fc.constant(null)
			})
		);
		const measured = fc
			.record({ measure, month: fc.option(fc.constantFrom('2025-11', '2026-07')) })
			.map((one) => (isMonthly(one.measure.id) ? one : { ...one, month: null }));
		const parts = fc.record({
			place: fc.option(place),
			grid: fc.option(fc.constantFrom('371003001002015', '37100300100201A')),
			duty: fc.option(fc.constantFrom('greening', 'lighting')),
			facility: fc.option(fc.constantFrom('kindergarten')),
			measured,
			layers: fc.record({ buildings: fc.boolean(), heat: fc.boolean(), names: fc.boolean() }),
			at: fc.option(fc.constantFrom('2026-07-01', '2024-02-29')),
			theme: fc.option(fc.constantFrom('paper' as const, 'night' as const, 'sun' as const)),
			lang: fc.option(fc.constantFrom('zh-CN' as const, 'en' as const))
		});
		const views: fc.Arbitrary<ViewState> = parts.map(({ measured: one, ...others }) => ({
			...others,
			...one
		}));
		fc.assert(
			fc.property(views, (view) => {
				expect(read(writeView(view, known).toString())).toEqual({ view, notices: [] });
			})
		);
	});
});
