/**
 * The search of a space-time scan: of all cylinders, the one whose cases are least likely by chance.
 *
 * How many cases a circle has in all days, and a window in all places, is the same in every permutation; so is what is
 * expected, their product over the number of all cases. The ratio grows with the cases and falls with the expected.
 * Hence a wider circle can only do better in windows that hold a case which it has just taken in, and a window only
 * matters if it may beat the best so far: `limit` says for each number of cases from which product on it cannot.
 *
 * Most is ruled out many at a time, with all cases that any of them may have and as few expected as the least: circles
 * as a stretch of steps, windows as all of a length around a case.
 */
import type { Circles } from './scan-circles.ts';

export type Windows = 'all' | 'to-last-day';

/** What no permutation changes. */
export interface Margins {
	circles: Circles;
	/** Cases of place i are those from start[i] up to, not including, start[i + 1]. */
	start: Int32Array;
	/** How many cases were before each day, and last in all. */
	before: Int32Array;
	/** Longest window, days: not more than there are. */
	maxDays: number;
	windows: Windows;
	/** Fewest cases of a cylinder. */
	fewest: number;
}

export interface Cylinder {
	centre: number;
	/** Its last step of the centre's circles. */
	step: number;
	firstDay: number;
	lastDay: number;
	observed: number;
	/** Cases of the circle in all days, times those of the window in all places. */
	product: number;
	/** Logarithm of the likelihood ratio, above 0. */
	ratio: number;
}

/** Places and days that are not to be searched: for each place, windows as first and last day. */
export type Taken = ReadonlyMap<number, readonly (readonly [number, number])[]>;

/**
 * ln((c / mu)^c ((C - c) / (C - mu))^(C - c)); 0 where there are no more than expected.
 * @param product C mu, so that equal cylinders have equal ratios to the last digit
 */
export function logLikelihoodRatio(observed: number, product: number, all: number): number {
	const expected = product / all;
	if (observed <= expected) return 0;
	const rest = all - observed;
	const outside = rest === 0 ? 0 : rest * Math.log1p((expected - observed) / (all - expected));
	return observed * Math.log(observed / expected) + outside;
}

/** Of the cases that the longest window has by chance: a stretch twice as long would seldom be ruled out. */
const STRETCH = 1.5;
/** About as many windows are compared one by one in the time that one case takes. */
const WINDOWS_PER_CASE = 16;

export class LikeliestCylinder {
	readonly #margins: Margins;
	readonly #all: number;
	readonly #days: number;
	/** By length less one, and day: the fewest cases that a window of that length around that day has in all places. */
	readonly #least: Float64Array;
	readonly #noLimit: Float64Array;
	readonly #limit: Float64Array;
	/** Cases of the circle by day, between margins of no cases as long as a window. */
	readonly #held: Int32Array;
	readonly #takenDays: Uint8Array;
	#best: Cylinder | null = null;
	#ratio = 0;

	constructor(margins: Margins) {
		this.#margins = margins;
		const { before, maxDays, fewest } = margins;
		this.#days = before.length - 1;
		this.#all = before[this.#days]!;
		this.#least = new Float64Array(maxDays * this.#days).fill(Infinity);
		for (let length = 1; length <= maxDays; length++)
			for (let day = 0; day < this.#days; day++)
				for (let last = this.#firstEnd(day, length); last <= this.#lastEnd(day, length); last++) {
					const at = (length - 1) * this.#days + day;
					this.#least[at] = Math.min(this.#least[at]!, before[last + 1]! - before[last + 1 - length]!);
				}
		this.#noLimit = Float64Array.from({ length: this.#all + 1 }, (_, cases) =>
			cases < fewest ? 0 : cases * this.#all
		);
		this.#limit = this.#noLimit.slice();
		this.#held = new Int32Array(this.#days + 2 * maxDays);
		this.#takenDays = new Uint8Array(this.#days);
	}

	/** Null where no cylinder has more cases than expected, and a ratio as asked for. */
	get best(): Cylinder | null {
		return this.#best;
	}

	/** Forgets what was found. @param ratio of cylinders that are looked for at all, or above */
	begin(ratio = 0): void {
		this.#best = null;
		this.#ratio = ratio;
		this.#limit.set(this.#noLimit);
	}

	/**
	 * Searches the cylinders around some centres. Of several that are equally likely it keeps the narrowest, then the
	 * one found first.
	 * @param day of each case, in the order of the places
	 * @param centres first, and the one after the last
	 */
	search(day: Int32Array, [from, to]: readonly [number, number], taken?: Taken): void {
		const { first, place } = this.#margins.circles;
		for (let centre = from; centre < to; centre++) {
			this.#held.fill(0);
			this.#takenDays.fill(0);
			const end = first[centre + 1]!;
			for (let step = first[centre]!; step < end;) {
				const before = step === first[centre] ? 0 : this.#margins.circles.cases[step - 1]!;
				const next = this.#stretchEnd(step, end, before);
				if (this.#isHopeless(day, step, next, before)) {
					if (taken) for (let one = step; one < next; one++) this.#take(taken, place[one]!);
				} else this.#grow(day, centre, step, next, taken);
				step = next;
			}
		}
	}

	/** The end of a stretch of steps over which a circle's windows grow by about STRETCH standard deviations. */
	#stretchEnd(step: number, end: number, before: number): number {
		const { circles, maxDays } = this.#margins;
		const wanted = before + STRETCH * Math.sqrt((before * this.#days) / maxDays);
		let next = step + 1;
		while (next < end && (circles.cases[next - 1]! < wanted || circles.ends[next - 1] === 0)) next++;
		return next;
	}

	/**
	 * Whether no circle of a stretch can beat the best so far: even if it had all cases of the widest and were as narrow
	 * as the first. Not asked where it takes longer than to look; the cases are taken in where it is so, and only then.
	 */
	#isHopeless(day: Int32Array, step: number, next: number, before: number): boolean {
		const { cases, place } = this.#margins.circles;
		const windows =
			this.#margins.windows === 'all' ? this.#days * this.#margins.maxDays : this.#margins.maxDays;
		if ((cases[next - 1]! - before) * WINDOWS_PER_CASE < windows) return false;
		for (let one = step; one < next; one++) this.#hold(day, place[one]!, 1);
		if (!this.#anyMayBeat(cases[step]!)) return true;
		for (let one = step; one < next; one++) this.#hold(day, place[one]!, -1);
		return false;
	}

	/** Whether any window with the cases held may, in a circle of so many. */
	#anyMayBeat(inCircle: number): boolean {
		const { before, maxDays, windows } = this.#margins;
		const held = this.#held;
		const limit = this.#limit;
		for (let last = windows === 'all' ? 0 : this.#days - 1; last < this.#days; last++) {
			// A window that ends without cases is no better than a shorter one.
			if (windows === 'all' && held[maxDays + last] === 0) continue;
			let cases = 0;
			const upTo = before[last + 1]!;
			for (let day = last; day > last - maxDays && day >= 0; day--) {
				cases += held[maxDays + day]!;
				const product = inCircle * (upTo - before[day]!);
				if (product < limit[cases]! && this.#mayBeat(cases, product)) return true;
			}
		}
		return false;
	}

	#hold(day: Int32Array, place: number, change: 1 | -1): void {
		const { start, maxDays } = this.#margins;
		const end = start[place + 1]!;
		for (let one = start[place]!; one < end; one++) this.#held[maxDays + day[one]!]! += change;
	}

	/** Takes in the places of a stretch, and looks at the windows around each case where a circle ends. */
	#grow(day: Int32Array, centre: number, from: number, to: number, taken: Taken | undefined): void {
		const { circles, start, maxDays } = this.#margins;
		const { place, ends, cases } = circles;
		const days = this.#days;
		const held = this.#held;
		const limit = this.#limit;
		const least = this.#least;
		let newFrom = from;
		for (let step = from; step < to; step++) {
			this.#hold(day, place[step]!, 1);
			if (taken) this.#take(taken, place[step]!);
			if (ends[step] === 0) continue;
			const inCircle = cases[step]!;
			for (; newFrom <= step; newFrom++) {
				const newEnd = start[place[newFrom]! + 1]!;
				for (let one = start[place[newFrom]!]!; one < newEnd; one++) {
					const when = day[one]!;
					// A window to the last day reaches no farther back.
					if (least[(maxDays - 1) * days + when] === Infinity) continue;
					const middle = maxDays + when;
					let around = held[middle]!;
					for (let length = 1, at = when; ; at += days) {
						const product = inCircle * least[at]!;
						if (product < limit[around]! && this.#mayBeat(around, product))
							this.#windows(centre, step, inCircle, when, length);
						if (length === maxDays) break;
						around += held[middle - length]! + held[middle + length]!;
						length++;
					}
				}
			}
		}
	}

	/** Whether so many cases may be as unlikely as the best so far; if not, remembers from which product on. */
	#mayBeat(cases: number, product: number): boolean {
		const ratio = logLikelihoodRatio(cases, product, this.#all);
		if (ratio > 0 && ratio >= this.#ratio) return true;
		this.#limit[cases] = product;
		return false;
	}

	/** Looks at every window of a length around a day. */
	#windows(centre: number, step: number, inCircle: number, day: number, length: number): void {
		const { before, maxDays, circles } = this.#margins;
		const held = this.#held;
		const lastEnd = this.#lastEnd(day, length);
		let last = this.#firstEnd(day, length);
		let observed = 0;
		for (let one = last - length + 1; one <= last; one++) observed += held[maxDays + one]!;
		for (; last <= lastEnd; last++) {
			const firstDay = last - length + 1;
			const product = inCircle * (before[last + 1]! - before[firstDay]!);
			if (
				2 * observed <= this.#all &&
				product < this.#limit[observed]! &&
				this.#mayBeat(observed, product) &&
				this.#isFree(firstDay, last)
			) {
				const ratio = logLikelihoodRatio(observed, product, this.#all);
				const { square } = circles;
				if (!this.#best || ratio > this.#ratio || square[step]! < square[this.#best.step]!) {
					this.#ratio = ratio;
					this.#best = { centre, step, firstDay, lastDay: last, observed, product, ratio };
				}
			}
			observed += held[maxDays + last + 1]! - held[maxDays + firstDay]!;
		}
	}

	/** The first and last of the days on which a window of a length around a day may end; none if they are the wrong way round. */
	#firstEnd(day: number, length: number): number {
		if (this.#margins.windows === 'all') return Math.max(day, length - 1);
		return day >= this.#days - length ? this.#days - 1 : this.#days;
	}
	#lastEnd(day: number, length: number): number {
		return Math.min(this.#days, day + length) - 1;
	}

	#take(taken: Taken, place: number): void {
		for (const [firstDay, lastDay] of taken.get(place) ?? []) this.#takenDays.fill(1, firstDay, lastDay + 1);
	}
	#isFree(firstDay: number, lastDay: number): boolean {
		for (let day = firstDay; day <= lastDay; day++) if (this.#takenDays[day] === 1) return false;
		return true;
	}
}
