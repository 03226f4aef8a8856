import { describe, expect, it } from 'vitest';
import { Random } from '../demo/random.ts';
import { adjustedPValues } from './false-discovery.ts';
import { getisOrd } from './getis-ord.ts';
import { bursts, hotGround, type Grids } from './hot-spots.ts';

/** A square of grids, 100 m each, with one case in each but where said. */
function square(side: number, counts: Record<number, number> = {}): Grids {
	const all = Array.from({ length: side * side }, (_, at) => at);
	return {
		ids: all.map((at) => 1000 + at),
		x: all.map((at) => 100 * (at % side)),
		y: all.map((at) => 100 * Math.floor(at / side)),
		counts: all.map((at) => counts[at] ?? 1)
	};
}

describe('hot ground', () => {
	it('is where counts gather, surest in the middle, and is told once', () => {
		const at = 15 * 30 + 15;
		const found = hotGround(square(30, { [at]: 30, [at + 1]: 30, [at - 1]: 30, [at + 30]: 30 }), 150);
		expect(found).toMatchObject({ tested: 900, cold: 0 });
		expect(found.spots).toHaveLength(1);
		const [spot] = found.spots;
		expect(spot).toMatchObject({ grid: 1000 + at, observed: 4 * 30 + 5 });
		// Nine grids of the mean of all.
		expect(spot!.expected).toBeCloseTo((9 * (896 + 120)) / 900, 9);
		expect(spot!.q).toBeGreaterThanOrEqual(spot!.p);
		expect(spot!.q).toBeLessThan(0.01);
		expect(found.hot).toBe(found.ids.length);
		expect(found.classes[found.ids.indexOf(1000 + at)]).toBe(3);
		expect([...found.ids].sort((one, other) => one - other)).toEqual(found.ids);
	});

	it('is told apart where two gather, the surer first, and no grid is of both', () => {
		const around = (at: number, count: number) =>
			Object.fromEntries([at, at - 1, at + 1, at - 30, at + 30].map((grid) => [grid, count]));
		const [one, other] = [5 * 30 + 5, 20 * 30 + 20];
		const found = hotGround(square(30, { ...around(one, 12), ...around(other, 18) }), 150);
		expect(found.spots.map(({ grid, observed }) => [grid, observed])).toEqual([
			[1000 + other, 5 * 18 + 4],
			[1000 + one, 5 * 12 + 4]
		]);
	});

	it('is not where one grid alone has many: nothing gathers', () => {
		const found = hotGround(square(30, { 465: 60 }), 150);
		expect(found).toMatchObject({ hot: 0, tested: 900 });
	});

	it('is cold where fewer are reported than elsewhere', () => {
		const half = Object.fromEntries(Array.from({ length: 450 }, (_, at) => [at, 9 + (at % 3)]));
		const found = hotGround(square(30, half), 250);
		expect(found.cold).toBeGreaterThan(100);
		expect(found.classes.filter((depth) => depth < 0)).toHaveLength(found.cold);
	});

	it('is nowhere where all is alike, and nothing is tested there', () => {
		expect(hotGround(square(5), 150)).toEqual({
			ids: [],
			classes: [],
			spots: [],
			hot: 0,
			cold: 0,
			tested: 0
		});
	});
});

describe('bursts', () => {
	const grids = square(6);
	// One case a day here and there, and nine in one grid within two days.
	const place = [...Array.from({ length: 60 }, (_, nth) => (nth * 7) % 36), ...new Array<number>(9).fill(14)];
	const day = [...Array.from({ length: 60 }, (_, nth) => nth), 20, 20, 20, 20, 21, 21, 21, 21, 21];

	it('are found at their place and time, and tell how far they have come', () => {
		const told: number[] = [];
		const options = { days: 60, reach: 200, seed: 'a', permutations: 99 };
		const found = bursts(grids, { place, day }, { ...options, onProgress: (done) => told.push(done) });
		expect(found).toHaveLength(1);
		expect(found[0]).toMatchObject({
			grid: 1014,
			firstDay: 20,
			lastDay: 21,
			radius: 0,
			observed: 9,
			p: 0.01
		});
		expect(told).toEqual(Array.from({ length: 99 }, (_, nth) => nth + 1));
		expect(bursts(grids, { place, day }, options)).toEqual(found);
	});

	it('are none where place and time have nothing to do with each other', () => {
		const even = { place: place.slice(0, 60), day: day.slice(0, 60) };
		expect(bursts(grids, even, { days: 60, reach: 200, seed: 'a', permutations: 99 })).toEqual([]);
	});
});

it('finds nothing hot where cases are few and fall at random, as a normal distribution would', () => {
	const dice = new Random('few');
	const counts: Record<number, number> = Object.fromEntries(Array.from({ length: 3600 }, (_, at) => [at, 0]));
	for (let nth = 0; nth < 200; nth++) counts[dice.int(0, 3599)]!++;
	const grids = square(60, counts);
	expect(hotGround(grids, 250)).toMatchObject({ hot: 0, cold: 0, tested: 3600 });
	const { p } = getisOrd(grids, grids.counts, 250);
	expect(adjustedPValues(p).filter((q) => q <= 0.05).length).toBeGreaterThan(0);
});
