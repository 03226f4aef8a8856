/** Accounts for a measurement: many people of a demonstration at their posts, each come in already. */
import type { Role } from '../../domain/access/roles.ts';
import { openSession } from '../access/sessions.ts';
import type { Context } from '../context.ts';
import { loadStatements, type Queryable } from '../db/index.ts';
import * as repository from './repository.ts';

const statement = loadStatements('bench');

export interface Post {
	role: Role;
	/** Code of the area, or of the organisation; neither: the whole. */
	area?: string;
	organisation?: string;
	/** A display on a wall. */
	device?: boolean;
}

/** @returns the token of each one's session, in the order of the posts */
export function comeToWork(context: Context, posts: readonly Post[]): Promise<string[]> {
	const { now } = context;
	return context.db.transaction(async (tx) => {
		const tokens: string[] = [];
		for (const [nth, { role, area = null, organisation = null, device = false }] of posts.entries()) {
			const kind = device ? 'device' : 'person';
			const name = `bench-${nth}`;
			const made = {
				kind,
				name,
				title: name,
				organisation: null,
				demonstration: true,
				createdBy: null
			} as const;
			const account = await repository.insert(tx, made, now);
			if (account === undefined) throw new Error(`the name ${name} is taken`);
			const post = { account, role, area, organisation, from: now, to: null, reason: '', grantedBy: null };
			await repository.assign(tx, post);
			const within = { ...context, db: tx };
			tokens.push((await openSession(within, { account, roles: [role], kind, device: '' })).text);
		}
		return tokens;
	});
}

export interface Ground {
	/** Codes. */
	duty_grid: string;
	community: string;
	street: string;
	city: string;
	/** Middles of its grids, [lng, lat]. */
	places: [number, number][];
}

/** Where most is to be done. */
export const postsOnGround = (db: Queryable, most: number) =>
	db.query<Ground>(statement('posts_on_ground'), [most]);

/** @returns codes of organisations */
export async function postsInUnits(db: Queryable, most: number): Promise<string[]> {
	return (await db.query<{ code: string }>(statement('posts_in_units'), [most])).map(({ code }) => code);
}
