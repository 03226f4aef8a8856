/**
 * Where more is reported than chance explains, of all grids with their counts: each grid's Gi* with its false discovery
 * rate, the hot spots that stand out of them, and bursts at a place and a time by the space-time scan. Both know counts
 * only: not how many live or pass there. By chance means, to Gi*, that the grids' counts were dealt out among them anew:
 * it finds where high counts gather, not one grid that has many by itself.
 */
import { adjustedPValues } from './false-discovery.ts';
import { getisOrd, type LocalStatistic } from './getis-ord.ts';
import { momentsOf, permutedSumP } from './permuted-sum.ts';
import { spaceTimeScan, type Cases } from './space-time-scan.ts';
import type { Places } from './neighbour-sums.ts';

/** False discovery rates below which a grid is of class 1, 2 and 3: what is usually called 90, 95 and 99 % sure. */
export const RATES = [0.1, 0.05, 0.01] as const;
export type HotClass = -3 | -2 | -1 | 0 | 1 | 2 | 3;

export interface Grids extends Places {
	/** Ids. */
	ids: ArrayLike<number>;
	/** Cases of each. */
	counts: ArrayLike<number>;
}

export interface HotSpot {
	/** Id of the grid in its middle. */
	grid: number;
	/** Cases in the grids within the reach, and as many as so many grids have on average. */
	observed: number;
	expected: number;
	/** Gi*. */
	z: number;
	/** Two-sided, of the counts dealt out to the grids at random. */
	p: number;
	/** Adjusted for that every grid was tested. */
	q: number;
}

export interface HotGround {
	/** Grids of a class other than 0, ascending by id; below 0 where fewer are reported. */
	ids: number[];
	classes: HotClass[];
	/** Those that stand out most, the surest first; none shares a grid with one before it. */
	spots: HotSpot[];
	/** How many grids are hot, and cold, and how many were tested. */
	hot: number;
	cold: number;
	tested: number;
}

/** How many are told at most. */
const MOST_SPOTS = 20;

/** @param reach metres: grids within it of one another are counted together */
export function hotGround(grids: Grids, reach: number): HotGround {
	const { z, neighbours, sums } = getisOrd(grids, grids.counts, reach);
	const p = permutedPs(grids.counts, { z, neighbours, sums });
	const q = adjustedPValues(p);
	const found: HotGround = { ids: [], classes: [], spots: [], hot: 0, cold: 0, tested: 0 };
	const hot: number[] = [];
	const { mean } = momentsOf(grids.counts);
	for (let at = 0; at < grids.ids.length; at++) {
		if (Number.isNaN(q[at]!)) continue;
		found.tested++;
		const depth = RATES.filter((rate) => q[at]! <= rate).length;
		if (depth === 0) continue;
		found.ids.push(grids.ids[at]!);
		found.classes.push((z[at]! > 0 ? depth : -depth) as HotClass);
		if (z[at]! > 0) hot.push(at);
		else found.cold++;
	}
	found.hot = hot.length;
	hot.sort((one, other) => p[one]! - p[other]! || z[other]! - z[one]! || one - other);
	const taken: number[] = [];
	for (const at of hot) {
		if (found.spots.length === MOST_SPOTS) break;
		if (taken.some((other) => distance2(grids, at, other) <= (2 * reach) ** 2)) continue;
		taken.push(at);
		found.spots.push({
			grid: grids.ids[at]!,
			observed: Math.round(sums[at]!),
			expected: mean * neighbours[at]!,
			z: z[at]!,
			p: p[at]!,
			q: q[at]!
		});
	}
	return found;
}

function distance2({ x, y }: Places, one: number, other: number): number {
	return (x[one]! - x[other]!) ** 2 + (y[one]! - y[other]!) ** 2;
}

/** Of each grid; NaN where z is. What many have in common is worked out once. */
function permutedPs(
	counts: ArrayLike<number>,
	{ z, neighbours, sums }: Pick<LocalStatistic, 'z' | 'neighbours' | 'sums'>
): Float64Array {
	const moments = momentsOf(counts);
	const known = new Map<string, number>();
	return z.map((score, at) => {
		if (Number.isNaN(score)) return NaN;
		const sum = Math.round(sums[at]!);
		const key = `${neighbours[at]} ${sum}`;
		let p = known.get(key);
		if (p === undefined) known.set(key, (p = permutedSumP(moments, neighbours[at]!, sum)));
		return p;
	});
}

export interface Burst {
	/** Id of the grid in its middle. */
	grid: number;
	/** Metres, to a millionth: 0 for that grid alone. */
	radius: number;
	/** Days from 0 on, both included. */
	firstDay: number;
	lastDay: number;
	observed: number;
	expected: number;
	/** Of the largest of all circles and stretches: adjusted already for that all were looked at. */
	p: number;
}

/** Largest p of a burst that is told. */
const TOLD_BELOW = 0.05;
/** A longer stretch is a state rather than a burst. */
const MOST_BURST_DAYS = 30;
export const PERMUTATIONS = 999;

export interface BurstOptions {
	days: number;
	/** Widest circle, metres. */
	reach: number;
	seed: string;
	permutations?: number;
	onProgress?: (done: number, all: number) => void;
}

/**
 * Bursts, the least likely by chance first.
 * @param cases by the place of their grid among `grids`
 */
export function bursts(grids: Grids, cases: Cases, options: BurstOptions): Burst[] {
	const { days, reach, seed, permutations = PERMUTATIONS, onProgress } = options;
	const scan = spaceTimeScan(grids, cases, {
		days,
		maxRadius: reach,
		maxDays: Math.max(1, Math.min(MOST_BURST_DAYS, Math.floor(days / 2))),
		windows: 'all',
		permutations,
		seed
	});
	for (let told = 0; ;) {
		const step = scan.next();
		if (!step.done) {
			const { done, all } = step.value;
			if (done > told) onProgress?.((told = done), all);
			continue;
		}
		return step.value
			.filter(({ p }) => p <= TOLD_BELOW)
			.map(({ centre, radius, firstDay, lastDay, observed, expected, p }) => ({
				grid: grids.ids[centre]!,
				radius: Math.round(radius * 1e6) / 1e6,
				firstDay,
				lastDay,
				observed,
				expected,
				p
			}));
	}
}
