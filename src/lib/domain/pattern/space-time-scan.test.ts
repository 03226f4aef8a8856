import { describe, expect, it } from 'vitest';
import { Random } from '../demo/random.ts';
import type { Windows } from './likeliest-cylinder.ts';
import type { Places } from './neighbour-sums.ts';
import {
	scanInTurns,
	scanToEnd,
	spaceTimeScan,
	type Cases,
	type ScanOptions,
	type ScanProgress,
	type SpaceTimeCluster
} from './space-time-scan.ts';

const toEnd = (places: Places, cases: Cases, options: ScanOptions): SpaceTimeCluster[] =>
	scanToEnd(spaceTimeScan(places, cases, options));

const dice = (seed: number) => {
	const random = new Random(seed);
	return () => random.next();
};

const SETTING = { seed: 'scan', permutations: 99, windows: 'all' as Windows };

/** Cases all over a town, and some more at one place and time. */
function town(seed: number, planted: number): { places: Places; cases: Cases } {
	const next = dice(seed);
	const x = Array.from({ length: 100 }, (_, one) => (one % 10) * 100);
	const y = Array.from({ length: 100 }, (_, one) => Math.floor(one / 10) * 100);
	const place = Array.from({ length: 300 }, () => Math.floor(next() * 100));
	const day = Array.from({ length: 300 }, () => Math.floor(next() * 30));
	for (let one = 0; one < planted; one++) {
		place.push([44, 45, 54, 55][one % 4]!);
		day.push(20 + (one % 3));
	}
	return { places: { x, y }, cases: { place, day } };
}
const IN_TOWN = { ...SETTING, days: 30, maxRadius: 250, maxDays: 5 };

describe('a planted burst', () => {
	it('is found where and when it is, and is hardly by chance', () => {
		const { places, cases } = town(11, 16);
		const [first, ...others] = toEnd(places, cases, IN_TOWN);
		expect(first!.p).toBe(0.01);
		expect([first!.firstDay, first!.lastDay]).toEqual([20, 22]);
		expect([44, 45, 54, 55]).toContain(first!.centre);
		for (let one = 300; one < 316; one++) expect(first!.cases).toContain(one);
		expect(others.length).toBeGreaterThan(0);
		expect(others[0]!.p).toBeGreaterThan(0.05);
	});

	it('that is over is not found by a scan for what goes on still', () => {
		const { places, cases } = town(11, 16);
		const found = toEnd(places, cases, { ...IN_TOWN, windows: 'to-last-day' });
		expect(found.every(({ lastDay, p }) => lastDay === 29 && p > 0.05)).toBe(true);
		const until = cases.day as number[];
		const cut = Array.from(until.keys()).filter((one) => until[one]! <= 22);
		const then = { place: cut.map((one) => cases.place[one]!), day: cut.map((one) => until[one]!) };
		const [first] = toEnd(places, then, { ...IN_TOWN, days: 23, windows: 'to-last-day' });
		expect(first).toMatchObject({ firstDay: 20, lastDay: 22, p: 0.01 });
	});

	it('comes out the same with the same seed, and each later cluster is likelier', () => {
		const { places, cases } = town(5, 8);
		const found = toEnd(places, cases, IN_TOWN);
		expect(toEnd(places, cases, IN_TOWN)).toEqual(found);
		expect(found).toHaveLength(10);
		for (let nth = 1; nth < found.length; nth++) {
			expect(found[nth]!.logLikelihoodRatio).toBeLessThanOrEqual(found[nth - 1]!.logLikelihoodRatio);
			expect(found[nth]!.p).toBeGreaterThanOrEqual(found[nth - 1]!.p);
		}
		expect(toEnd(places, cases, { ...IN_TOWN, mostClusters: 2 })).toEqual(found.slice(0, 2));
	});
});

it('where there is no burst p is about evenly spread', () => {
	const p = Array.from({ length: 200 }, (_, nth) => {
		const next = dice(1000 + 7919 * nth);
		const place = Array.from({ length: 80 }, () => Math.floor(next() * 12));
		const day = Array.from({ length: 80 }, () => Math.floor(next() * 15));
		const places = {
			x: Array.from({ length: 12 }, (_, one) => one % 4),
			y: Array.from({ length: 12 }, (_, one) => Math.floor(one / 4))
		};
		const options = { ...SETTING, seed: nth, permutations: 39, days: 15, maxRadius: 1.5, maxDays: 3 };
		return toEnd(places, { place, day }, { ...options, mostClusters: 1 })[0]!.p;
	}).sort((one, other) => one - other);
	// Kolmogorov and Smirnov's bound for 200 at a thousandth is 0.138; p has steps of 1 / 40.
	p.forEach((one, nth) => expect(Math.abs(one - (nth + 0.5) / 200)).toBeLessThan(0.138 + 1 / 40));
	expect(p.filter((one) => one <= 0.05).length).toBeLessThan(22);
});

describe('nothing is found', () => {
	const places = { x: [0, 50], y: [0, 0] };
	const options = { ...SETTING, days: 4, maxRadius: 100, maxDays: 2 };
	it.each<[string, Cases, number]>([
		['of no cases', { place: [], day: [] }, 4],
		['of one case', { place: [1], day: [2] }, 4],
		['on one day', { place: [0, 0, 1, 1, 1], day: [0, 0, 0, 0, 0] }, 1],
		['in one place', { place: [1, 1, 1, 1], day: [0, 1, 1, 3] }, 4]
	])('%s', (_, cases, days) => {
		expect(toEnd(places, cases, { ...options, days })).toEqual([]);
	});
	it('of no places', () => {
		expect(toEnd({ x: [], y: [] }, { place: [], day: [] }, options)).toEqual([]);
	});
});

describe('in turns', () => {
	const { places, cases } = town(5, 8);
	it('it rests after each step, tells how far it is, and finds the same', async () => {
		let rests = 0;
		const told: ScanProgress[] = [];
		const found = await scanInTurns(spaceTimeScan(places, cases, IN_TOWN), {
			rest: async () => void rests++,
			onPermutation: (done, all) => told.push({ done, all })
		});
		expect(found).toEqual(toEnd(places, cases, IN_TOWN));
		expect(told).toEqual(Array.from({ length: 99 }, (_, nth) => ({ done: nth + 1, all: 99 })));
		expect(rests).toBeGreaterThanOrEqual(99);
	});
	it('it can be given up', async () => {
		const giveUp = new AbortController();
		let last = 0;
		const scan = scanInTurns(spaceTimeScan(places, cases, IN_TOWN), {
			rest: async () => undefined,
			onPermutation: (done) => {
				last = done;
				if (done === 5) giveUp.abort(new Error('enough'));
			},
			signal: giveUp.signal
		});
		await expect(scan).rejects.toThrow('enough');
		expect(last).toBe(5);
	});
});

describe('refused is', () => {
	const places = { x: [0, 50], y: [0, 0] };
	const cases = { place: [0, 1], day: [0, 1] };
	const options: ScanOptions = { ...SETTING, days: 4, maxRadius: 100, maxDays: 2 };
	it.each<[string, Partial<ScanOptions>, string]>([
		['no day', { days: 0 }, 'days is 0'],
		['half a day', { maxDays: 0.5 }, 'maxDays is 0.5'],
		['no permutation', { permutations: 0 }, 'permutations is 0'],
		['a cluster of no cases', { fewestCases: 0 }, 'fewestCases is 0'],
		['to find none', { mostClusters: 0 }, 'mostClusters is 0'],
		['a radius below 0', { maxRadius: -1 }, 'maxRadius is -1'],
		['an endless radius', { maxRadius: Infinity }, 'maxRadius is Infinity']
	])('%s', (_, wrong, said) => {
		expect(() => toEnd(places, cases, { ...options, ...wrong })).toThrow(new RangeError(said));
	});
	it.each<[string, Places, Cases, string]>([
		['a place nowhere', { x: [NaN, 0], y: [0, 0] }, cases, 'place 0 has no finite coordinates'],
		['a case without a day', places, { place: [0, 1], day: [0] }, '2 places of cases for 1 days of cases'],
		[
			'a case at a place that there is not',
			places,
			{ place: [0, 2], day: [0, 1] },
			'case 1 is at place 2 of 2'
		],
		['a case before the first day', places, { place: [0, 1], day: [-1, 1] }, 'case 0 is on day -1 of 4'],
		['a case in the middle of a day', places, { place: [0, 1], day: [0, 1.5] }, 'case 1 is on day 1.5 of 4']
	])('%s', (_, where, which, said) => {
		expect(() => toEnd(where, which, options)).toThrow(new RangeError(said));
	});
});
