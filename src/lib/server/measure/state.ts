import type { Within } from '../context.ts';
import * as repository from './repository.ts';

/** The day that coverage describes and when it was worked out whole; undefined before the first time. */
export async function readCoverageState(within: Within) {
	const state = await repository.coverageState(within.db);
	return state && { as_of: state.as_of, computed_at: state.computed_at.toISOString() };
}
