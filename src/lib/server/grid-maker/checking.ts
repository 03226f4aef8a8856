/** Do the grids in force divide the ground as they must? */
import { WanggeError } from '../../domain/errors.ts';
import { loadStatements } from '../db/index.ts';
import { dayOf, type Within } from '../context.ts';
import * as repository from './repository.ts';

const statement = loadStatements('grid-maker');

export interface GridCheck {
	communities: number;
	/** Communities that their grids do not cover to one part in a million, m². */
	unbalanced: { code: string; name: string; community_m2: number; grids_m2: number; grids: number }[];
	/** Edges that do not match the neighbours', degrees; the first hundred. */
	unmatched: { code: string; lng: number; lat: number }[];
	/** Grids that the engine's own coverage check reports; null where it has none. */
	invalidCoverage: number | null;
}

/** @throws WanggeError not-found for an area without communities */
export async function checkGrids({ db, now }: Within, area?: string): Promise<GridCheck> {
	const day = dayOf(now);
	const communities = await repository.communities(db, day, area);
	if (communities.length === 0) throw new WanggeError('not-found', { what: 'communities', area });
	const values = [area === undefined ? null : communities.map(({ id }) => id), day];
	const unbalanced = await db.query<GridCheck['unbalanced'][number]>(statement('check_balance'), values);
	const unmatched = await db.query<GridCheck['unmatched'][number]>(statement('check_edges'), values);
	const [own] = await db.query<{ wrong: number | null }>(statement('check_coverage'), values);
	return { communities: communities.length, unbalanced, unmatched, invalidCoverage: own?.wrong ?? null };
}

/** True when nothing is wrong. */
export function isClean(check: GridCheck): boolean {
	return check.unbalanced.length === 0 && check.unmatched.length === 0 && !check.invalidCoverage;
}
