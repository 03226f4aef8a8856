/** Ground of an area that no area below it has: a hole in the tree, or only a sliver between two drawings of a border. */

/** One connected piece of such ground. */
export interface OpenPart {
	/** The area above. */
	ref: string;
	name: string;
	/** Its ground, and how much of it nobody below has in all. */
	parent_m2: number;
	open_m2: number;
	m2: number;
	perimeter_m: number;
	/** A place inside the piece, degrees. */
	lng: number;
	lat: number;
}

/** One unit grid: what is smaller could not be a grid. */
const LEAST_M2 = 10_000;
/** A tenth of a percent: two drawings of one border differ by less, in sum. */
const LEAST_SHARE = 0.001;
/**
 * In a large city a tenth of a percent is some square kilometres, more than a community. But a sliver is thin: what is
 * as wide as a square unit grid (2 x area / perimeter = 50 m) is ground where people may live.
 */
const LEAST_WIDTH_M = 50;

export function isHole({ m2, perimeter_m, parent_m2 }: OpenPart): boolean {
	return m2 > LEAST_M2 && (m2 > parent_m2 * LEAST_SHARE || (2 * m2) / perimeter_m >= LEAST_WIDTH_M);
}

/** The largest piece of each area above. */
export function largestOfEach(parts: readonly OpenPart[]): OpenPart[] {
	const largest = new Map<string, OpenPart>();
	for (const part of parts) if (!(part.m2 <= (largest.get(part.ref)?.m2 ?? 0))) largest.set(part.ref, part);
	return [...largest.values()];
}
