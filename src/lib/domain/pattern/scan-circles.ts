/** The circles in which cases are looked for: around every place, as wide as to each place with cases near it. */
import type { Places } from './neighbour-sums.ts';

/** More would need gigabytes and hours. */
export const MOST_STEPS = 20_000_000;

/** Centre i's circles grow by the steps first[i] up to, not including, first[i + 1]: nearest first. */
export interface Circles {
	first: Int32Array;
	/** The place with cases that a step takes in. */
	place: Int32Array;
	/** How far it lies from the centre, metres squared. */
	square: Float64Array;
	/** How many cases the circle has with this step. */
	cases: Int32Array;
	/** 1 where a circle ends: the next place is farther. Places equally far are taken in together. */
	ends: Uint8Array;
}

/**
 * @param casesOf how many a place has: one without changes no circle
 * @param maxRadius metres; a place just so far away is within it
 * @throws RangeError for more than MOST_STEPS
 */
export function circlesAround(
	places: Places,
	casesOf: (place: number) => number,
	maxRadius: number
): Circles {
	const { x, y } = places;
	const many = x.length;
	const byX = Int32Array.from(Array.from({ length: many }, (_, place) => place).filter(casesOf)).sort(
		(one, other) => x[one]! - x[other]! || one - other
	);
	const limit = maxRadius * maxRadius;
	const distance = new Float64Array(many);
	const first = new Int32Array(many + 1);
	const [place, square, cases, ends]: [number[], number[], number[], number[]] = [[], [], [], []];
	for (let centre = 0; centre < many; centre++) {
		const near: number[] = [];
		// The margin is for rounding; the distance itself decides.
		for (let at = firstFrom(byX, x, x[centre]! - maxRadius * (1 + 1e-9)); at < byX.length; at++) {
			const other = byX[at]!;
			const dx = x[other]! - x[centre]!;
			if (dx > maxRadius) break;
			const dy = y[other]! - y[centre]!;
			distance[other] = dx * dx + dy * dy;
			if (distance[other]! <= limit) near.push(other);
		}
		near.sort((one, other) => distance[one]! - distance[other]! || one - other);
		if (place.length + near.length > MOST_STEPS)
			throw new RangeError(
				`a largest radius of ${maxRadius} m: too many places lie within it of one another`
			);
		let inCircle = 0;
		for (const [nth, other] of near.entries()) {
			place.push(other);
			square.push(distance[other]!);
			cases.push((inCircle += casesOf(other)));
			ends.push(nth + 1 === near.length || distance[near[nth + 1]!]! > distance[other]! ? 1 : 0);
		}
		first[centre + 1] = place.length;
	}
	return {
		first,
		place: Int32Array.from(place),
		square: Float64Array.from(square),
		cases: Int32Array.from(cases),
		ends: Uint8Array.from(ends)
	};
}

/** Where in an order by x the places from some x on begin. */
function firstFrom(byX: Int32Array, x: ArrayLike<number>, from: number): number {
	let [low, high] = [0, byX.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (x[byX[middle]!]! < from) low = middle + 1;
		else high = middle;
	}
	return low;
}
