import type { z } from 'zod';
import type { gridAtSchema } from '../../domain/api/grids.ts';
import { WanggeError } from '../../domain/errors.ts';
import { areasOf } from '../../domain/access/access.ts';
import type { GridCard } from '../../domain/grid/card.ts';
import { accessOf, dayOf, type Within } from '../context.ts';
import * as repository from './repository.ts';

function reachOf(context: Pick<Within, 'access'>): repository.Reach {
	const access = accessOf(context);
	const areas = (record: 'people' | 'means' | 'incident' | 'greening') =>
		areasOf(access.scopeOf('read', record));
	return {
		people: areas('people'),
		means: areas('means'),
		incident: areas('incident'),
		greening: areas('greening'),
		greening_of: access.scopeOf('read', 'greening').organisations,
		means_of: access.scopeOf('read', 'means').organisations
	};
}

/**
 * All that whoever asks may know of a unit grid on a day (YYYY-MM-DD, today when left out).
 * @throws WanggeError not-found { what: 'grid', code, at }
 */
export async function readCard(
	within: Within,
	{ code, at = dayOf(within.now) }: { code: string; at?: string | undefined }
): Promise<GridCard> {
	const card = await repository.card(within.db, code, at, reachOf(within));
	if (!card) throw new WanggeError('not-found', { what: 'grid', code, at });
	return card;
}

/**
 * The unit grid that holds a place, [longitude, latitude] in degrees, on a day.
 * @throws WanggeError not-found { what: 'grid', position, on } where there is none.
 */
export async function findGridAt(
	within: Within,
	{ at, on = dayOf(within.now) }: { at: readonly [number, number]; on?: string | undefined }
): Promise<z.infer<typeof gridAtSchema>> {
	const grid = await repository.holding(within.db, at, on);
	if (!grid) throw new WanggeError('not-found', { what: 'grid', position: at.join(','), on });
	return { ...grid, card: `/api/grids/${grid.code}` };
}
