/** When an open page reads anew what it shows, after it was told of a change. */

/** However much is done, it is not read more often, ms. */
const PAUSE_MS = 800;
/** Not all that are open ask at the same moment, ms. */
const SPREAD_MS = 150;

/**
 * The first change is shown at once, those that follow it together.
 * @param since how long ago it was read for a change, ms; Infinity: never
 * @returns how long to wait, ms
 */
export const waitToRead = (since: number): number => Math.max(Math.random() * SPREAD_MS, PAUSE_MS - since);
