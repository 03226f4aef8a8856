/**
 * Whether a grid is called built up. Two signs, one is enough:
 *
 * - half of it is built-up ground (density.ts), which is how grids are cut to size;
 * - people live densely in it. Towers have small footprints: an estate of three of them, with its lawn, has 300
 *   households under a fifteenth of its ground, and is town all the same.
 */

const SHARE = 0.5;
const HECTARE_M2 = 10_000;
/** Households per hectare from which ground is town: some 4,000 people to a square kilometre. A village with its fields has half. */
const DENSE = 15;

/** @param share of the grid that is built-up ground, 0 to 1 */
export const isBuiltUpGround = (share: number): boolean => share >= SHARE;

/**
 * @param households that live in the grid; undefined when that is not known
 * @param area m²; a smaller grid than a hectare counts as one, so that no farm alone is a town, however small its grid
 */
export const isLivedInDensely = (households: number | undefined, area: number): boolean =>
	households !== undefined && households >= (DENSE * Math.max(area, HECTARE_M2)) / HECTARE_M2;
