import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classIndex } from './breaks.ts';
import { packColumn, packColumns, unpackColumn, unpackColumns } from './packed-column.ts';

const column = { name: '空白', breaks: [10, 100], ids: [3, 4, 400, 70_000], values: [null, 0, 10, 1000] };

describe('a packed column', () => {
	it('says the head and every class, no data apart from zero', () => {
		const { head, ids, classes } = unpackColumn<{ name: string; breaks: number[] }>(packColumn(column));
		expect(head).toEqual({ name: '空白', breaks: [10, 100], count: 4 });
		expect([...ids]).toEqual(column.ids);
		expect([...classes]).toEqual([-1, 0, 1, 3]);
	});

	it('comes back as it went, whatever the ids and values', () => {
		const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { maxLength: 50 });
		const value = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }));
		fc.assert(
			fc.property(
				ids.chain((list) =>
					fc.tuple(fc.constant(list), fc.array(value, { minLength: list.length, maxLength: list.length }))
				),
				([list, values]) => {
					const sorted = [...list].sort((a, b) => a - b);
					const back = unpackColumn(packColumn({ breaks: [1, 50], ids: sorted, values }));
					expect([...back.ids]).toEqual(sorted);
					expect([...back.classes]).toEqual(values.map((one) => classIndex(one, [1, 50])));
				}
			)
		);
	});

	it('is read from the middle of a buffer as well', () => {
		const packed = packColumn(column);
		const within = new Uint8Array(packed.length + 5);
		within.set(packed, 5);
		expect([...unpackColumn(within.subarray(5)).ids]).toEqual(column.ids);
	});

	it('that was cut short, or goes on, or is none, is refused', () => {
		const packed = packColumn(column);
		const longer = new Uint8Array(packed.length + 1);
		longer.set(packed);
		for (const bad of [
			packed.subarray(0, -1),
			packed.subarray(0, 2),
			longer,
			new TextEncoder().encode('{"ids":[1]}')
		])
			expect(() => unpackColumn(bad)).toThrow(expect.objectContaining({ kind: 'file-broken' }));
	});

	it('several of the same places share their ids, and come back one by one', () => {
		const rows = [
			[0, 11, null, 1],
			[1000, 0, 100, 0]
		];
		const packed = packColumns({ breaks: [10, 100] }, column.ids, rows);
		const { head, ids, columns } = unpackColumns<{ count: number }>(packed, () => 2);
		expect(head.count).toBe(4);
		expect([...ids]).toEqual(column.ids);
		expect(columns.map((one) => [...one])).toEqual([
			[0, 2, -1, 1],
			[3, 0, 2, 0]
		]);
		for (const many of [1, 3])
			expect(() => unpackColumns(packed, () => many)).toThrow(
				expect.objectContaining({ kind: 'file-broken' })
			);
	});
});
