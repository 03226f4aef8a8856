import type { z } from 'zod';
import type { gridAtSchema } from '../../domain/api/grids.ts';
import type { GridCard } from '../../domain/grid/card.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('grid');

/** By record the areas (ids) whose ground is reached, null for everywhere; some also of organisations. */
export type Reach = Record<'people' | 'means' | 'incident' | 'greening', readonly number[] | null> & {
	greening_of: readonly number[];
	means_of: readonly number[];
};

/** The card of a grid on a day (YYYY-MM-DD), as far as the reach goes; null when there is no such grid. */
export async function card(db: Queryable, code: string, at: string, reach: Reach): Promise<GridCard | null> {
	const values = [code, at, JSON.stringify(reach)];
	const [row] = await db.query<{ card: GridCard | null }>(statement('card'), values);
	return row?.card ?? null;
}

export type HeldBy = Omit<z.infer<typeof gridAtSchema>, 'card'>;

/** The grid that holds [lng, lat] on a day. */
export async function holding(
	db: Queryable,
	[lng, lat]: readonly [number, number],
	on: string
): Promise<HeldBy | undefined> {
	const [row] = await db.query<HeldBy>(statement('holding'), [lng, lat, on]);
	return row;
}
