/**
 * Bursts of cases at a place and a time: the space-time permutation scan statistic of M. Kulldorff, R. Heffernan, J.
 * Hartman, R. Assuncao and F. Mostashari, 'A space-time permutation scan statistic for disease outbreak detection', PLoS
 * Medicine 2 (2005) e59. It needs cases only, not who lives there: as many are expected of a place and a time as if the two
 * had nothing to do with each other. How likely the best cylinder is by chance is told by permuting the days among the
 * cases.
 */
import { Random } from '../demo/random.ts';
import { LikeliestCylinder, type Cylinder, type Margins, type Windows } from './likeliest-cylinder.ts';
import { checkPlaces, type Places } from './neighbour-sums.ts';
import { circlesAround } from './scan-circles.ts';

/** One entry for each case, in any order. */
export interface Cases {
	/** Index of its place. */
	place: ArrayLike<number>;
	/** From 0 for the first day on. */
	day: ArrayLike<number>;
}

export interface ScanOptions {
	/** How many days the cases were gathered on, with or without cases. */
	days: number;
	/** Widest circle, metres; 0: each place by itself. */
	maxRadius: number;
	/** Longest window, days. One longer than half of all days says little. */
	maxDays: number;
	/** 'to-last-day' finds what goes on still, and is the one to run every day. */
	windows: Windows;
	/** 999 give p to a thousandth. */
	permutations: number;
	/** The same gives the same p. */
	seed: string | number;
	/** Fewest cases of a cluster; 2 if not said. */
	fewestCases?: number;
	/** How many clusters are told at most; 10 if not said. */
	mostClusters?: number;
}

export interface SpaceTimeCluster {
	/** Index of the place in its middle. */
	centre: number;
	/** Metres; 0: that place alone. */
	radius: number;
	/** Window, both included. */
	firstDay: number;
	lastDay: number;
	/** How many cases it has. */
	observed: number;
	expected: number;
	logLikelihoodRatio: number;
	/** Rank of the ratio among the largest of every permutation, over one more than these: for others than the first too large, never too small. */
	p: number;
	/** Which cases, ascending. */
	cases: Int32Array;
}

/** How many permutations are done, of how many. */
export interface ScanProgress {
	done: number;
	all: number;
}

/** Cases taken in between two rests: some milliseconds. */
const TURN = 50_000;

/**
 * Clusters, the least likely by chance first; none of them has a place and a day of an earlier one. A cylinder has at
 * most half of all cases. Nothing is done but when the next step is asked for; each takes some
 * milliseconds, and the first also finds the circles.
 * @throws RangeError for places, cases or options that cannot be, once the first step is asked for
 */
export function* spaceTimeScan(
	places: Places,
	cases: Cases,
	options: ScanOptions
): Generator<ScanProgress, SpaceTimeCluster[], void> {
	check(places, cases, options);
	const { days, permutations, seed, mostClusters = 10 } = options;
	// By place and day, so that the order in which the cases come changes nothing.
	const order = Int32Array.from({ length: cases.place.length }, (_, one) => one).sort(
		(one, other) =>
			cases.place[one]! - cases.place[other]! || cases.day[one]! - cases.day[other]! || one - other
	);
	const day = Int32Array.from(order, (one) => cases.day[one]!);
	const start = tallied(cases.place, places.x.length);
	const margins: Margins = {
		circles: circlesAround(places, (place) => start[place + 1]! - start[place]!, options.maxRadius),
		start,
		before: tallied(cases.day, days),
		maxDays: Math.min(options.maxDays, days),
		windows: options.windows,
		fewest: options.fewestCases ?? 2
	};
	const turns = turnsOf(margins);
	const search = new LikeliestCylinder(margins);
	const taken = new Map<number, (readonly [number, number])[]>();
	const found: Cylinder[] = [];
	while (found.length < mostClusters) {
		search.begin();
		for (const turn of turns) {
			search.search(day, turn, taken);
			yield { done: 0, all: permutations };
		}
		const { best } = search;
		if (!best) break;
		found.push(best);
		for (const place of placesOf(best, margins)) {
			const windows = taken.get(place) ?? [];
			taken.set(place, [...windows, [best.firstDay, best.lastDay]]);
		}
	}
	if (found.length === 0) return [];

	const rank = new Int32Array(found.length).fill(1);
	const [top, bottom] = [found[0]!.ratio, found.at(-1)!.ratio];
	const dice = new Random(seed);
	const permuted = day.slice();
	for (let done = 0; done < permutations; done++) {
		shuffle(permuted, dice);
		// Only how the largest ratio ranks among those found is asked: not what it is below them, nor by how much it is above.
		search.begin(bottom);
		for (const turn of turns) {
			search.search(permuted, turn);
			if ((search.best?.ratio ?? 0) >= top) break;
			if (turn !== turns.at(-1)) yield { done, all: permutations };
		}
		const largest = search.best?.ratio ?? 0;
		for (const [nth, { ratio }] of found.entries()) if (largest >= ratio) rank[nth]!++;
		yield { done: done + 1, all: permutations };
	}
	return found.map((cylinder, nth) => ({
		centre: cylinder.centre,
		radius: Math.sqrt(margins.circles.square[cylinder.step]!),
		firstDay: cylinder.firstDay,
		lastDay: cylinder.lastDay,
		observed: cylinder.observed,
		expected: cylinder.product / cases.place.length,
		logLikelihoodRatio: cylinder.ratio,
		p: rank[nth]! / (permutations + 1),
		cases: casesOf(cylinder, margins, day, order)
	}));
}

export type SpaceTimeScan = ReturnType<typeof spaceTimeScan>;

/** Runs a scan to its end without a rest, as in a thread of its own. */
export function scanToEnd(scan: SpaceTimeScan): SpaceTimeCluster[] {
	for (;;) {
		const step = scan.next();
		if (step.done) return step.value;
	}
}

export interface Turns {
	/** Lets others have a turn, as () => setImmediate() of node:timers/promises. */
	rest: () => Promise<unknown>;
	onPermutation?: (done: number, all: number) => void;
	/** Ends the scan before its next step. */
	signal?: AbortSignal;
}

/**
 * Runs a scan to its end and rests after each step.
 * @throws the signal's reason where it is given up, and what the scan throws
 */
export async function scanInTurns(
	scan: SpaceTimeScan,
	{ rest, onPermutation, signal }: Turns
): Promise<SpaceTimeCluster[]> {
	let told = 0;
	for (;;) {
		signal?.throwIfAborted();
		const step = scan.next();
		if (step.done) return step.value;
		const { done, all } = step.value;
		if (done > told) onPermutation?.((told = done), all);
		await rest();
	}
}

/** How many there are of less than each number up to a largest. */
function tallied(numbers: ArrayLike<number>, upTo: number): Int32Array {
	const before = new Int32Array(upTo + 1);
	for (let one = 0; one < numbers.length; one++) before[numbers[one]! + 1]!++;
	for (let number = 0; number < upTo; number++) before[number + 1]! += before[number]!;
	return before;
}

/** Centres, first and the one after the last, that make about as much work as one another. */
function turnsOf({ circles: { first, cases } }: Margins): (readonly [number, number])[] {
	const turns: (readonly [number, number])[] = [];
	const centres = first.length - 1;
	let [from, work] = [0, 0];
	for (let centre = 0; centre < centres; centre++) {
		if (first[centre + 1]! > first[centre]!) work += cases[first[centre + 1]! - 1]!;
		if (work < TURN && centre + 1 < centres) continue;
		turns.push([from, centre + 1]);
		[from, work] = [centre + 1, 0];
	}
	return turns;
}

/** Fisher and Yates's, in place. */
function shuffle(items: Int32Array, dice: Random): void {
	for (let last = items.length - 1; last > 0; last--) {
		const other = dice.int(0, last);
		const item = items[last]!;
		items[last] = items[other]!;
		items[other] = item;
	}
}

const placesOf = ({ centre, step }: Cylinder, { circles: { first, place } }: Margins): Int32Array =>
	place.subarray(first[centre]!, step + 1);

function casesOf(cylinder: Cylinder, margins: Margins, day: Int32Array, order: Int32Array): Int32Array {
	const { start } = margins;
	const found: number[] = [];
	for (const place of placesOf(cylinder, margins))
		for (let at = start[place]!; at < start[place + 1]!; at++)
			if (day[at]! >= cylinder.firstDay && day[at]! <= cylinder.lastDay) found.push(order[at]!);
	return Int32Array.from(found).sort();
}

function check(places: Places, { place, day }: Cases, options: ScanOptions): void {
	checkPlaces(places);
	const { days, maxRadius, maxDays, permutations, fewestCases = 2, mostClusters = 10 } = options;
	const whole = Object.entries({ days, maxDays, permutations, fewestCases, mostClusters });
	for (const [name, number] of whole)
		if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`${name} is ${number}`);
	if (!(maxRadius >= 0 && maxRadius < Infinity)) throw new RangeError(`maxRadius is ${maxRadius}`);
	if (place.length !== day.length)
		throw new RangeError(`${place.length} places of cases for ${day.length} days of cases`);
	for (let one = 0; one < place.length; one++) {
		if (!isIndex(place[one]!, places.x.length))
			throw new RangeError(`case ${one} is at place ${place[one]} of ${places.x.length}`);
		if (!isIndex(day[one]!, days)) throw new RangeError(`case ${one} is on day ${day[one]} of ${days}`);
	}
}

const isIndex = (number: number, upTo: number): boolean =>
	Number.isInteger(number) && number >= 0 && number < upTo;
