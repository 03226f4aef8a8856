import type { Role } from '../../domain/access/roles.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('contact');

export interface Contact {
	id: number;
	title: string;
	demonstration: boolean;
	has_phone: boolean;
	/** Those within reach; the place by its name, null for the whole. */
	posts: { role: Role; place: string | null }[];
}

/** @param areas ids; null: the whole @param some ids of those that are wanted; null: all */
export const list = (
	db: Queryable,
	{ now, areas, asker }: { now: Date; areas: readonly number[] | null; asker: number },
	some: readonly number[] | null = null
): Promise<Contact[]> => db.query<Contact>(statement('list'), [now, areas, asker, some]);

export interface OpenWork {
	number: string;
	name_zh: string;
	name_en: string | null;
	address: string | null;
}

/** The newest that is open within reach. @param number of one alone */
export const openWork = (
	db: Queryable,
	areas: readonly number[] | null,
	{ number = null, most }: { number?: string | null; most: number }
): Promise<OpenWork[]> => db.query<OpenWork>(statement('open_work'), [areas, number, most]);

/** @param day YYYY-MM-DD. @returns how many it are with this one; undefined where it would be more than `most` */
export async function countReveal(
	db: Queryable,
	account: number,
	day: string,
	most: number
): Promise<number | undefined> {
	return (await db.query<{ count: number }>(statement('count_reveal'), [account, day, most]))[0]?.count;
}

export async function revealed(db: Queryable, account: number, day: string): Promise<number> {
	return (await db.query<{ count: number }>(statement('revealed'), [account, day]))[0]?.count ?? 0;
}
