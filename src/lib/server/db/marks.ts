/**
 * Marks of changes (ground_change, measure_change): random, 48 bits, so that their sum is another one for another set of
 * changes, in whatever order transactions end, and stays a whole number that is exact.
 */
const MARKS = 2 ** 48;

export const withMark = (sum: number, mark: number): number => (sum + mark) % MARKS;
