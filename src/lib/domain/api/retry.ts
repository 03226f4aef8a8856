/** When a server that could not take a question now is asked again. */

/** Seconds after which asking again is worth it, where it is (Retry-After). */
export const RETRY_AFTER_S = 2;
const LONGEST_PAUSE_S = 10;

/** Whether a status says that the server could not take the question now: from anybody, or so many from one address. */
export const isWorthAskingAgain = (status: number): boolean => status === 503 || status === 429;

/**
 * How long to wait, in ms: what the server asks for, longer each time, and up to half as much again, so that not all
 * come back at once.
 * @param seconds that the server asks for
 * @param attempt 0 for the first time
 * @param roll from 0 to 1
 */
export const pauseMs = (seconds: number, attempt: number, roll: number): number =>
	Math.round(Math.min(seconds * 2 ** attempt, LONGEST_PAUSE_S) * (1 + roll / 2) * 1000);
