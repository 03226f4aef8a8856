import { describe, expect, it } from 'vitest';
import { packColumn, packColumns } from '$lib/domain/measure/packed-column';
import { AS_PACKED_COLUMN, AS_PACKED_MONTHS, classify, classifyMonths, columnAddress } from './column.ts';
import type { MeasureColumn } from './column.ts';

const head: MeasureColumn = {
	measure: 'gap',
	duty: 'all',
	facility: null,
	level: 'grid',
	unit: 'm2',
	as_of: '2026-07-01',
	computed_at: null,
	breaks: [100, 1000],
	histogram: { edges: [0, 1000, 2000], counts: [3, 1], zero: 1, nodata: 1 },
	count: 6
};
const packed = packColumn({ ...head, ids: [1, 2, 3, 4, 5, 6], values: [null, 0, 5, 100, 101, 2000] });

describe('a measure sorted into classes', () => {
	it('never puts missing data into the lightest class, nor zero', async () => {
		const { of, counts } = classify(await AS_PACKED_COLUMN.read(new Response(packed)));
		expect([...of.ids]).toEqual([1, 2, 3, 4, 5, 6]);
		expect([...of.classes]).toEqual([-1, 0, 1, 1, 2, 3]);
		expect(counts).toEqual({ noData: 1, zero: 1, classes: [2, 1, 1] });
	});
	it('is asked for with what the measure needs', () => {
		expect(columnAddress({ id: 'gap', duty: 'greening', facility: null }, 'street')).toBe(
			'/api/measures/gap?level=street&duty=greening'
		);
		expect(columnAddress({ id: 'residents', duty: null, facility: null }, 'grid')).toBe(
			'/api/measures/residents?level=grid'
		);
	});
});

describe('months sorted into classes', () => {
	it('are columns of the same places on the same scale, each with its own counts and bars', async () => {
		const months = ['2026-06', '2026-07'];
		const histograms = [
			{ counts: [2], zero: 1 },
			{ counts: [1], zero: 2 }
		];
		const answer = { measure: 'incidents', level: 'grid', months, breaks: [2], edges: [0, 5], histograms };
		const bytes = packColumns(
			answer,
			[1, 2, 3],
			[
				[1, 4, 0],
				[0, 0, 2]
			]
		);
		const found = classifyMonths(await AS_PACKED_MONTHS.read(new Response(bytes)));
		expect([...found.keys()]).toEqual(months);
		const [june, july] = [found.get('2026-06')!, found.get('2026-07')!];
		expect([...june.of.classes]).toEqual([1, 2, 0]);
		expect(june.counts).toEqual({ noData: 0, zero: 1, classes: [1, 1] });
		expect(july.counts).toEqual({ noData: 0, zero: 2, classes: [1, 0] });
		expect(june.column.histogram).toEqual({ edges: [0, 5], counts: [2], zero: 1, nodata: 0 });
		expect(july.column.breaks).toEqual(june.column.breaks);
		expect(july.of.ids).toBe(june.of.ids);
	});
});
