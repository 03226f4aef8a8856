import { expect, it } from 'vitest';
import { breaksFor, rangesOf, valuesOf } from './bins.ts';

it('are of grids always the same, and of areas as long as the stretch', () => {
	expect(breaksFor({ level: 'grid', ids: [1], counts: [900] }, 0.1)).toEqual([1, 2, 5, 10, 20, 50]);
	const areas = { level: 'street' as const, ids: [1, 2, 3, 4, 5, 6], counts: [100, 200, 300, 400, 500, 600] };
	const whole = breaksFor(areas, 1);
	const tenth = breaksFor(areas, 0.1);
	expect(whole.length).toBeGreaterThanOrEqual(4);
	expect(tenth.map((border) => border * 10)).toEqual(whole);
});

it('have classes by id, and ranges without a hole', () => {
	const values = valuesOf({ level: 'grid', ids: [3, 9], counts: [1, 60] }, [1, 2, 5]);
	expect(values).toEqual({
		grid: { classes: 4, column: { ids: Uint32Array.of(3, 9), classes: Int8Array.of(1, 4) } }
	});
	expect(rangesOf([1, 2, 5])).toEqual([
		[1, 1],
		[2, 2],
		[3, 5],
		[6, null]
	]);
});
