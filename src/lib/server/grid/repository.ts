import type { z } from 'zod';
import type { gridAtSchema } from '../../domain/api/grids.ts';
import type { GridCard } from '../../domain/grid/card.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('grid');

/** The card of a grid on a day (YYYY-MM-DD); null when there is no such grid. */
export async function card(db: Queryable, code: string, at: string): Promise<GridCard | null> {
	const [row] = await db.query<{ card: GridCard | null }>(statement('card'), [code, at]);
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
