import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getisOrd } from './getis-ord.ts';
import { neighbourSums, type Places } from './neighbour-sums.ts';

/** The formula of the paper as it stands, over all pairs. */
function plain({ x, y }: Places, values: ArrayLike<number>, distance: number): number[] {
	const n = values.length;
	const all = Array.from(values);
	const mean = all.reduce((sum, value) => sum + value, 0) / n;
	const deviation = Math.sqrt(all.reduce((sum, value) => sum + value * value, 0) / n - mean * mean);
	return all.map((_, i) => {
		const near = all.filter((_, j) => (x[j]! - x[i]!) ** 2 + (y[j]! - y[i]!) ** 2 <= distance ** 2);
		const weights = near.length;
		const sum = near.reduce((sum, value) => sum + value, 0);
		return (sum - weights * mean) / (deviation * Math.sqrt((n * weights - weights ** 2) / (n - 1)));
	});
}

const SIX: Places = { x: [10, 20, 40, 15, 30, 30], y: [10, 10, 10, 20, 20, 30] };

describe('the hot spots of six places', () => {
	it('are those of esda (PySAL), G_Local with star and binary weights', () => {
		const { z, neighbours } = getisOrd(SIX, [2, 3, 3.2, 5, 8, 7], 15);
		[-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331].forEach((score, place) =>
			expect(z[place]).toBeCloseTo(score, 8)
		);
		expect([...neighbours]).toEqual([3, 4, 2, 4, 5, 2]);
	});

	it('have the two-sided p of the normal distribution', () => {
		const { p } = getisOrd(SIX, [2, 3, 3.2, 5, 8, 7], 15);
		expect(p[5]).toBeCloseTo(0.042945123, 8);
		expect(p[0]).toBeCloseTo(0.162330511, 8);
	});
});

describe('a score is not defined', () => {
	it('where all places have the same value', () => {
		const { z, p } = getisOrd(SIX, [0.1, 0.1, 0.1, 0.1, 0.1, 0.1], 15);
		expect([...z, ...p].every(Number.isNaN)).toBe(true);
	});
	it('for a place that has all others as neighbours, and only for it', () => {
		const { z, neighbours } = getisOrd({ x: [0, 10, 20], y: [0, 0, 0] }, [1, 2, 6], 10);
		expect([...neighbours]).toEqual([2, 3, 2]);
		expect([...z].map(Number.isNaN)).toEqual([false, true, false]);
	});
	it('for a place alone; and of none there are no scores', () => {
		expect([...getisOrd({ x: [1], y: [1] }, [5], 10).z]).toEqual([NaN]);
		expect(getisOrd({ x: [], y: [] }, [], 10).z).toHaveLength(0);
	});
});

describe('places within a distance', () => {
	// To the millimetre: the square of what is smaller by far is nothing.
	const coordinate = fc
		.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 12, noNaN: true }))
		.map((metres) => Math.round(metres * 1000) / 1000);
	const someTable = fc.array(fc.tuple(coordinate, coordinate, fc.nat({ max: 9 })), {
		minLength: 2,
		maxLength: 60
	});
	const placesOf = (table: [number, number, number][]): Places => ({
		x: table.map(([x]) => x),
		y: table.map(([, y]) => y)
	});

	it('are counted and summed as by looking at every pair (property)', () => {
		fc.assert(
			fc.property(someTable, fc.integer({ min: 0, max: 18 }), (table, distance) => {
				const { x, y } = placesOf(table);
				const { count, sum } = neighbourSums(
					{ x, y },
					table.map(([, , value]) => value),
					distance
				);
				table.forEach((_, i) => {
					const near = table.filter(
						(_, j) => (x[j]! - x[i]!) ** 2 + (y[j]! - y[i]!) ** 2 <= distance * distance
					);
					expect(count[i]).toBe(near.length);
					expect(sum[i]).toBe(near.reduce((total, [, , value]) => total + value, 0));
				});
			}),
			{ numRuns: 300 }
		);
	});

	it('give the scores of the plain formula (property)', () => {
		fc.assert(
			fc.property(someTable, fc.integer({ min: 1, max: 8 }), (table, distance) => {
				const values = table.map(([, , value]) => value);
				fc.pre(new Set(values).size > 1);
				const { z, neighbours } = getisOrd(placesOf(table), values, distance);
				plain(placesOf(table), values, distance).forEach((score, i) => {
					if (neighbours[i]! < table.length) expect(z[i]).toBeCloseTo(score, 8);
				});
			}),
			{ numRuns: 200 }
		);
	});

	it('may be in one point or in a line', () => {
		const inLine = { x: [0, 1, 2, 3, 1000], y: [5, 5, 5, 5, 5] };
		expect([...neighbourSums(inLine, [1, 1, 1, 1, 1], 1).count]).toEqual([2, 3, 3, 2, 1]);
		const inPoint = { x: [7, 7, 7], y: [5, 5, 5] };
		expect([...neighbourSums(inPoint, [1, 2, 3], 1).sum]).toEqual([6, 6, 6]);
	});
});

describe('refused is', () => {
	it.each<[string, Places, number[], number, string]>([
		['a place without coordinates', { x: [0, NaN], y: [0, 0] }, [1, 2], 1, 'place 1'],
		['a place at no end', { x: [0, 0], y: [0, Infinity] }, [1, 2], 1, 'place 1'],
		['an x without its y', { x: [0, 1], y: [0] }, [1, 2], 1, '2 x coordinates'],
		['a place without value', { x: [0, 1], y: [0, 1] }, [1], 1, '1 values for 2 places'],
		['a value that is no number', { x: [0, 1], y: [0, 1] }, [1, NaN], 1, 'place 1 has the value NaN'],
		['no distance', { x: [0, 1], y: [0, 1] }, [1, 2], 0, 'distance of 0'],
		['an endless distance', { x: [0, 1], y: [0, 1] }, [1, 2], Infinity, 'distance of Infinity']
	])('%s', (_, places, values, distance, said) => {
		const run = () => getisOrd(places, values, distance);
		expect(run).toThrow(RangeError);
		expect(run).toThrow(said);
	});
});
