/** Accounts with an assignment and an open session, and what each may do as a request would find it. */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../../src/lib/domain/access/roles.ts';
import { readerOf } from '../../../src/lib/server/access/sessions.ts';
import { newToken } from '../../../src/lib/server/access/tokens.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';

export interface Post {
	role: Role;
	/** Codes. */
	area?: string | null;
	organisation?: string | null;
	from?: Date;
	/** Null: until further notice. */
	to?: Date | null;
}

const DAY_MS = 86_400_000;

/**
 * Somebody who has signed in, with the second factor where their role needs one.
 * @returns their session's token
 */
export async function signedIn(db: Database, posts: readonly Post[], now: Date): Promise<string> {
	const token = newToken();
	const before = new Date(now.getTime() - DAY_MS);
	const [account] = await db.query<{ id: number }>(
		`insert into account (kind, sign_in_name, title, created_at) values ('person', $1, '某人', $2) returning id`,
		[`t${randomUUID().replaceAll('-', '')}`, before]
	);
	for (const { role, area = null, organisation = null, from = before, to = null } of posts)
		await db.query(
			`insert into assignment (account_id, role, area_code, organisation_code, valid_from, valid_to)
			values ($1, $2, $3, $4, $5, $6)`,
			[account!.id, role, area, organisation, from, to]
		);
	await db.query(
		`insert into session (account_id, token_hash, token_made_at, second_factor_at, created_at, last_seen_at, idle_s, expires_at)
		values ($1, $2, $3, $3, $3, $3, 36000, $4)`,
		[account!.id, token.hash, now, new Date(now.getTime() + DAY_MS)]
	);
	return token.text;
}

/** The context of a request with that token. */
export async function contextWith(db: Database, token: string, now: Date): Promise<Context> {
	const reader = await readerOf({ primary: db, reads: db, now, demonstration: false }, token);
	if (!reader) throw new Error('nobody has signed in with this token');
	const asked = db.as?.(reader.who) ?? db;
	return { db: asked, actor: `account:${reader.account}`, access: reader.access, now };
}
