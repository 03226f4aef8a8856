import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../demo/random.ts';
import type { Windows } from './likeliest-cylinder.ts';
import type { Places } from './neighbour-sums.ts';
import {
	scanToEnd,
	spaceTimeScan,
	type Cases,
	type ScanOptions,
	type SpaceTimeCluster
} from './space-time-scan.ts';

const toEnd = (places: Places, cases: Cases, options: ScanOptions): SpaceTimeCluster[] =>
	scanToEnd(spaceTimeScan(places, cases, options));

const dice = (seed: number) => {
	const random = new Random(seed);
	return () => random.next();
};

interface Plain {
	ratio: number;
	observed: number;
	expected: number;
}

/** Every cylinder by itself, straight from the paper's formulas, but those that share a place and a day with one before. */
function everyCylinder(
	{ x, y }: Places,
	{ place, day }: Cases,
	{ days, maxRadius, maxDays, windows, fewestCases = 2 }: ScanOptions,
	before: readonly SpaceTimeCluster[] = []
): Plain[] {
	const all = place.length;
	const every = Array.from({ length: all }, (_, one) => one);
	const away = (one: number, other: number) => (x[one]! - x[other]!) ** 2 + (y[one]! - y[other]!) ** 2;
	const found: Plain[] = [];
	const withCases = [...new Set(Array.from(place))];
	for (let centre = 0; centre < x.length; centre++)
		for (const rim of withCases) {
			const radius = away(centre, rim);
			if (radius > maxRadius ** 2) continue;
			const isIn = (one: number) => away(centre, one) <= radius;
			for (let last = windows === 'all' ? 0 : days - 1; last < days; last++)
				for (let first = Math.max(0, last - maxDays + 1); first <= last; first++) {
					const isWhen = (one: number) => one >= first && one <= last;
					const shares = before.some(
						({ centre: other, radius: reach, firstDay, lastDay }) =>
							firstDay <= last &&
							lastDay >= first &&
							withCases.some((one) => isIn(one) && away(other, one) <= reach ** 2 * (1 + 1e-12))
					);
					const here = every.filter((one) => isIn(place[one]!));
					const now = every.filter((one) => isWhen(day[one]!));
					const observed = here.filter((one) => isWhen(day[one]!)).length;
					const expected = (here.length * now.length) / all;
					if (shares || observed < fewestCases || observed > all / 2 || observed <= expected) continue;
					const ratio =
						observed * Math.log(observed / expected) +
						(all - observed) * Math.log((all - observed) / (all - expected));
					found.push({ ratio, observed, expected });
				}
		}
	return found;
}

const SETTING = { seed: 'scan', permutations: 99, windows: 'all' as Windows };

describe('ten cases in three places on five days', () => {
	// Places a at 0, b at 10 and c at 100 m; all that happened on day 3 and 4 was at a and b.
	const places = { x: [0, 10, 100], y: [0, 0, 0] };
	const cases = { place: [0, 0, 1, 1, 0, 2, 2, 2, 2, 2], day: [3, 4, 3, 4, 0, 0, 0, 1, 2, 2] };
	const options = { ...SETTING, days: 5, maxRadius: 20, maxDays: 2 };

	it('burst at a and b on day 3 and 4: four cases where 5 x 4 / 10 are expected', () => {
		const [first] = toEnd(places, cases, options);
		expect(first).toMatchObject({ radius: 10, firstDay: 3, lastDay: 4, observed: 4, expected: 2 });
		expect(first!.logLikelihoodRatio).toBeCloseTo(4 * Math.log(4 / 2) + 6 * Math.log(6 / 8), 12);
		expect([...first!.cases]).toEqual([0, 1, 2, 3]);
	});

	it('are told with the narrowest circle that holds them, around a place without cases too', () => {
		const wider = { x: [0, 20, 100, 10], y: [0, 0, 0, 0] };
		expect(toEnd(wider, cases, options)[0]).toMatchObject({
			centre: 3,
			radius: 10,
			observed: 4,
			expected: 2
		});
	});

	it('say so in any order', () => {
		const order = [7, 2, 9, 5, 0, 6, 8, 4, 1, 3];
		const turned = toEnd(
			places,
			{ place: order.map((one) => cases.place[one]!), day: order.map((one) => cases.day[one]!) },
			options
		);
		const back = turned.map((cluster) => ({
			...cluster,
			cases: cluster.cases.map((one) => order[one]!).sort()
		}));
		expect(back).toEqual(toEnd(places, cases, options));
	});

	it('are seen place by place where no circle may be wider than that', () => {
		expect(toEnd(places, cases, { ...options, maxRadius: 0 }).map(({ radius }) => radius)).not.toContain(10);
		expect(toEnd(places, cases, { ...options, maxRadius: 9.99 }).every(({ radius }) => radius === 0)).toBe(
			true
		);
	});
});

const SIDE = 4;
const someScan = fc
	.record({
		placesXY: fc.array(fc.tuple(fc.nat({ max: SIDE }), fc.nat({ max: SIDE })), {
			minLength: 1,
			maxLength: 8
		}),
		days: fc.integer({ min: 1, max: 8 }),
		maxRadius: fc.constantFrom(0, 1, 1.5, 3, 10),
		maxDays: fc.integer({ min: 1, max: 9 }),
		windows: fc.constantFrom<Windows>('all', 'to-last-day'),
		fewestCases: fc.integer({ min: 1, max: 3 }),
		size: fc.nat({ max: 60 }),
		seed: fc.integer({ min: 1, max: 1e9 })
	})
	.map(({ placesXY, size, ...options }) => {
		const next = dice(options.seed);
		const upTo = (many: number) => Math.floor(next() * next() * many);
		return {
			places: { x: placesXY.map(([x]) => x), y: placesXY.map(([, y]) => y) },
			cases: {
				place: Array.from({ length: size }, () => upTo(placesXY.length)),
				day: Array.from({ length: size }, () => upTo(options.days))
			},
			options: { ...options, permutations: 3 }
		};
	});

describe('over random cases', () => {
	it('each cluster is the best of all cylinders that are left, and is what it says (property)', () => {
		fc.assert(
			fc.property(someScan, ({ places, cases, options }) => {
				const found = toEnd(places, cases, { ...options, mostClusters: 3 });
				for (let nth = 0; nth <= Math.min(found.length, 2); nth++) {
					const left = everyCylinder(places, cases, options, found.slice(0, nth));
					const best = Math.max(0, ...left.map(({ ratio }) => ratio));
					expect(found[nth]?.logLikelihoodRatio ?? 0).toBeCloseTo(best, 9);
					if (found[nth])
						expect(
							left.some(
								({ ratio, observed, expected }) =>
									Math.abs(ratio - best) < 1e-9 &&
									observed === found[nth]!.observed &&
									Math.abs(expected - found[nth]!.expected) < 1e-9
							)
						).toBe(true);
				}
				for (const { centre, radius, firstDay, lastDay, observed, cases: its } of found) {
					const inside = cases.place.flatMap((place, one) =>
						Math.hypot(places.x[place]! - places.x[centre]!, places.y[place]! - places.y[centre]!) <=
							radius + 1e-9 &&
						cases.day[one]! >= firstDay &&
						cases.day[one]! <= lastDay
							? [one]
							: []
					);
					expect([...its]).toEqual(inside);
					expect(observed).toBe(inside.length);
				}
			}),
			{ numRuns: 400 }
		);
	});

	it('p is the rank among the best of all cylinders of each permutation (property)', () => {
		fc.assert(
			fc.property(someScan, ({ places, cases: { place, day }, options }) => {
				const found = toEnd(places, { place, day }, { ...options, mostClusters: 2 });
				const order = [...place.keys()].sort((a, b) => place[a]! - place[b]! || day[a]! - day[b]!);
				const cases = { place: order.map((one) => place[one]!), day: order.map((one) => day[one]!) };
				const random = new Random(options.seed);
				const largest = Array.from({ length: options.permutations }, () => {
					for (let last = cases.day.length - 1; last > 0; last--) {
						const other = random.int(0, last);
						[cases.day[last], cases.day[other]] = [cases.day[other]!, cases.day[last]!];
					}
					return Math.max(0, ...everyCylinder(places, cases, options).map(({ ratio }) => ratio));
				});
				for (const { p, logLikelihoodRatio } of found)
					expect(p).toBe((1 + largest.filter((one) => one >= logLikelihoodRatio - 1e-9).length) / 4);
			}),
			{ numRuns: 200 }
		);
	});

	it('a circle of many cases is searched as thoroughly as one of few', () => {
		for (const seed of [1, 2, 3]) {
			const next = dice(seed);
			const many = { length: 30 };
			const places = { x: Array.from(many, () => next() * 9), y: Array.from(many, () => next() * 9) };
			const size = { length: 600 };
			const cases = {
				place: Array.from(size, () => Math.floor(next() * 30)),
				day: Array.from(size, () => Math.floor(next() * 12))
			};
			for (const windows of ['all', 'to-last-day'] as const) {
				const options = { days: 12, maxRadius: 5, maxDays: 3, windows, permutations: 1, seed };
				const [first] = toEnd(places, cases, options);
				const best = Math.max(...everyCylinder(places, cases, options).map(({ ratio }) => ratio));
				expect(first!.logLikelihoodRatio).toBeCloseTo(best, 9);
			}
		}
	});
});
