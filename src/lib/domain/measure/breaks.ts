/**
 * Class breaks and distribution of a measure's values. Zero is a class of its own and no data lies apart, so both
 * are left out here: only values above zero are divided.
 *
 * Breaks are quantiles (each class holds about as many places), moved to numbers that a person can read: 1, 2, 2.5
 * or 5 times a power of ten where that keeps five classes, else multiples of such a number.
 */

/** Fewest classes above zero, where there are that many different values. */
export const FEWEST_CLASSES = 5;
/** Most classes above zero that the eye keeps apart. */
export const MOST_CLASSES = 7;
const WANTED_CLASSES = 6;

/** Digits that a break may begin with; or how many steps of 1, 2, 2.5 or 5 x 10^n fit between two classes. */
type Roundness = { digits: readonly number[] } | { steps: number } | 'exact';

// From what reads best to what always works.
const ROUNDNESS: readonly Roundness[] = [
	{ digits: [1, 2, 2.5, 5] },
	{ digits: [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8] },
	{ steps: 1 },
	{ steps: 4 },
	'exact'
];

/**
 * Upper ends of all classes but the last, ascending: class 1 is above zero up to and with breaks[0], the last class
 * is above the last break. Every class holds at least one value.
 * @param values the measure's values in its unit; null is no data. Order does not matter.
 * @param whole true for counts (residents, incidents): breaks are whole numbers then.
 */
export function breaksOf(values: readonly (number | null)[], whole = false): number[] {
	const sorted = positives(values);
	const distinct = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
	const classes = Math.min(WANTED_CLASSES, distinct.length);
	if (classes <= 1) return [];
	const least = Math.min(FEWEST_CLASSES, classes);
	for (const roundness of ROUNDNESS) {
		// Where most places share one value, quantiles of all places coincide: those of the different values do not.
		for (const source of [sorted, distinct]) {
			const found = withoutEmptyClasses(round(quantiles(source, classes), roundness, whole), distinct);
			if (found.length + 1 >= least) return found;
		}
	}
	return quantiles(distinct, classes);
}

/**
 * Class of a value on these breaks: -1 no data, 0 zero (or below), 1 to breaks.length + 1.
 */
export function classIndex(value: number | null, breaks: readonly number[]): number {
	if (value === null || Number.isNaN(value)) return -1;
	if (value <= 0) return 0;
	let index = 0;
	while (index < breaks.length && value > breaks[index]!) index++;
	return index + 1;
}

export interface Histogram {
	/** Borders of the bars, ascending, one more than counts: bar i holds values above edges[i] up to and with edges[i + 1]. */
	edges: number[];
	counts: number[];
	/** Places where the value is zero. */
	zero: number;
	/** Places without data. */
	nodata: number;
}

const BARS = 20;

/**
 * Distribution of the values. The bars are equally wide where the values lie close together, and follow 1, 2, 5, 10,
 * 20, 50, ... where they span so much that equal bars would put nearly all into the first.
 */
export function histogramOf(values: readonly (number | null)[], whole = false): Histogram {
	return countedIn(edgesOf(values, whole), values);
}

/** Borders of the bars into which a distribution is counted; none where nothing is above zero. */
export function edgesOf(values: readonly (number | null)[], whole = false): number[] {
	const sorted = positives(values);
	if (sorted.length === 0) return [];
	const top = sorted.at(-1)!;
	const middle = sorted[Math.floor(sorted.length / 2)]!;
	return top > 10 * middle ? stepped(sorted[0]!, top, whole) : even(top, whole);
}

/** @param edges borders of bars that hold all of the values, as for these or for more */
export function countedIn(edges: number[], values: readonly (number | null)[]): Histogram {
	const sorted = positives(values);
	const nodata = values.filter((value) => value === null || Number.isNaN(value)).length;
	const zero = values.length - nodata - sorted.length;
	const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
	let bar = 0;
	for (const value of sorted) {
		while (value > edges[bar + 1]!) bar++;
		counts[bar]!++;
	}
	return { edges, counts, zero, nodata };
}

/** Typed, so that a city's values are sorted as numbers without a function being called for each pair. */
function positives(values: readonly (number | null)[]): Float64Array {
	const found = new Float64Array(values.length);
	let count = 0;
	for (const value of values) if (value !== null && value > 0) found[count++] = value;
	return found.subarray(0, count).sort();
}

function quantiles(sorted: ArrayLike<number>, classes: number): number[] {
	return Array.from(
		{ length: classes - 1 },
		(_, step) => sorted[Math.ceil(((step + 1) * sorted.length) / classes) - 1]!
	);
}

/** Drops every break below which, down to the one before, or above which no value lies. */
function withoutEmptyClasses(breaks: readonly number[], distinct: Float64Array): number[] {
	const kept: number[] = [];
	let taken = 0;
	for (const border of [...breaks].sort((a, b) => a - b)) {
		let upTo = taken;
		while (upTo < distinct.length && distinct[upTo]! <= border) upTo++;
		if (upTo === taken || upTo === distinct.length) continue;
		kept.push(border);
		taken = upTo;
	}
	return kept;
}

function round(targets: readonly number[], roundness: Roundness, whole: boolean): number[] {
	if (roundness === 'exact') return [...targets];
	if ('digits' in roundness) return targets.map((target) => nearest(target, roundness.digits, whole));
	const between = (targets.at(-1)! - targets[0]!) / (targets.length * roundness.steps);
	if (!(between > 0)) return [];
	const exponent = Math.floor(Math.log10(between));
	const step = [5, 2.5, 2, 1].map((digit) => times(digit, exponent)).find((size) => size <= between)!;
	const size = whole ? Math.max(1, Math.floor(step)) : step;
	return targets.map((target) => Number((Math.max(1, Math.round(target / size)) * size).toPrecision(12)));
}

function nearest(value: number, digits: readonly number[], whole: boolean): number {
	const exponent = Math.floor(Math.log10(value));
	const choices = [...digits.map((digit) => times(digit, exponent)), times(1, exponent + 1)];
	const allowed = whole ? choices.filter(Number.isInteger) : choices;
	// Nearest by ratio: 30 lies as far from 20 as from 45.
	const away = (choice: number) => Math.abs(Math.log(choice / value));
	return (allowed.length ? allowed : [1]).reduce((best, choice) =>
		away(choice) < away(best) ? choice : best
	);
}

/** digit x 10^exponent without the dust of floating point (3 x 0.1). */
function times(digit: number, exponent: number): number {
	return Number(`${digit}e${exponent}`);
}

function even(top: number, whole: boolean): number[] {
	const raw = top / BARS;
	const exponent = Math.floor(Math.log10(raw));
	const step = [1, 2, 2.5, 5, 10]
		.map((digit) => times(digit, exponent))
		.find((candidate) => candidate >= raw * (1 - 1e-12) && (!whole || Number.isInteger(candidate)));
	// Counts below twenty: one bar for each.
	const width = step ?? 1;
	const edges = [0];
	while (edges.at(-1)! < top) edges.push(Number((edges.length * width).toPrecision(12)));
	return edges;
}

function stepped(lowest: number, top: number, whole: boolean): number[] {
	const edges = [0];
	const start = Math.max(whole ? 0 : -1, Math.floor(Math.log10(lowest)));
	for (let exponent = start; ; exponent++) {
		for (const digit of [1, 2, 5]) {
			const edge = times(digit, exponent);
			edges.push(edge);
			if (edge >= top) return edges;
		}
	}
}
