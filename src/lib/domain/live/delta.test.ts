import { describe, expect, it } from 'vitest';
import { applyDelta, deltaBetween } from './delta.ts';
import { liveEventSchema, type ColumnHead, type TaggedColumn } from './events.ts';

const head: ColumnHead = {
	measure: 'residents',
	duty: null,
	facility: null,
	level: 'grid',
	unit: 'residents',
	as_of: '2026-07-01',
	computed_at: null,
	breaks: [50, 100],
	histogram: { edges: [0, 200], counts: [300], zero: 0, nodata: 0 },
	count: 300
};
const column = (tag: string, change: (id: number) => number = () => 1, more: Partial<ColumnHead> = {}) => {
	const ids = Uint32Array.from({ length: 300 }, (_, at) => 10 * at + 3);
	return {
		tag,
		head: { ...head, ...more },
		ids,
		classes: Int8Array.from(ids, change)
	} satisfies TaggedColumn;
};

describe('what has changed between two columns', () => {
	const before = column('"a"');
	const after = column('"b"', (id) => (id === 33 ? 3 : id === 293 ? -1 : 1), { as_of: '2026-07-02' });

	it('is the places whose class is another, and the whole head', () => {
		const delta = deltaBetween(before, after)!;
		expect(delta).toEqual({ from: '"a"', to: '"b"', head: after.head, ids: [33, 293], classes: [3, -1] });
		expect(liveEventSchema.parse({ kind: 'delta', ...delta })).toMatchObject({ ids: [33, 293] });
		expect(applyDelta(before, delta)).toEqual(after);
	});
	it('is said also where no class has changed: the histogram or the day may have', () => {
		const later = column('"c"', () => 1, { as_of: '2026-07-03' });
		expect(deltaBetween(before, later)).toMatchObject({ ids: [], head: { as_of: '2026-07-03' } });
	});
	it('is no delta when classes mean something else, grids came or went, or much has changed', () => {
		expect(
			deltaBetween(
				before,
				column('"b"', () => 1, { breaks: [50, 200] })
			)
		).toBeNull();
		expect(deltaBetween(before, { ...after, ids: after.ids.map((id) => id + 1) })).toBeNull();
		expect(
			deltaBetween(before, { ...after, ids: after.ids.slice(1), classes: after.classes.slice(1) })
		).toBeNull();
		expect(
			deltaBetween(
				before,
				column('"b"', (id) => (id < 1000 ? 2 : 1))
			)
		).toBeNull();
	});
	it('is not taken by who does not hold what it begins at, nor where it speaks of other places', () => {
		const delta = deltaBetween(before, after)!;
		expect(applyDelta(after, delta)).toBeNull();
		expect(applyDelta(before, { ...delta, ids: [33, 294] })).toBeNull();
		expect(applyDelta(before, { ...delta, ids: [33, 999] })).toBeNull();
	});
	it('leaves the column that it begins at as it was', () => {
		applyDelta(before, deltaBetween(before, after)!);
		expect([...before.classes]).toEqual([...column('"a"').classes]);
	});
});
