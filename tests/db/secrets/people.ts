/** Accounts with a sealed phone number and a sealed second factor, and what is kept of them. */
import type { Queryable } from '../../../src/lib/server/db/index.ts';
import { placeOf } from '../../../src/lib/server/secrets/columns.ts';
import type { Keys } from '../../../src/lib/server/secrets/keys.ts';
import { open, seal } from '../../../src/lib/server/secrets/seal.ts';

let made = 0;

/** So many accounts, every one with both; their ids. Texts say which account they are of. */
export async function addPeople(db: Queryable, keys: Keys, count: number): Promise<number[]> {
	const names = Array.from({ length: count }, () => `worker-${++made}`);
	const rows = await db.query<{ id: number }>(
		`insert into account (kind, sign_in_name, title, created_at)
		select 'person', name, name, now() from unnest($1::text[]) as name returning id`,
		[names]
	);
	const ids = rows.map(({ id }) => id);
	await db.query(
		`update account set phone = given.sealed from unnest($1::integer[], $2::bytea[]) as given (id, sealed)
		where account.id = given.id`,
		[ids, ids.map((id) => seal(keys, phoneOf(id), placeOf('account.phone', id)))]
	);
	await db.query(
		'insert into second_factor (account_id, secret, confirmed_at, last_step) select id, secret, now(), 0 from unnest($1::integer[], $2::bytea[]) as given (id, secret)',
		[ids, ids.map((id) => seal(keys, factorOf(id), placeOf('second_factor.secret', id)))]
	);
	return ids;
}

export const phoneOf = (id: number) => `139${String(id).padStart(8, '0')}`;
export const factorOf = (id: number) => `FACTOR${id}`;

export async function removePeople(db: Queryable): Promise<void> {
	await db.script('delete from second_factor; delete from account');
}

export interface Kept {
	id: number;
	phone: Buffer | null;
	secret: Buffer | null;
}

/** As it is in the database. */
export const kept = (db: Queryable): Promise<Kept[]> =>
	db.query('select id, phone, secret from account left join second_factor on account_id = id order by id');

/** Opened, with whether the current key did it. */
export async function opened(db: Queryable, keys: Keys) {
	return (await kept(db)).map(({ id, phone, secret }) => {
		const one = phone && open(keys, phone, placeOf('account.phone', id));
		const other = secret && open(keys, secret, placeOf('second_factor.secret', id));
		const current = [one, other].every((part) => !part || part.key === keys.current);
		return { id, phone: one?.text ?? null, secret: other?.text ?? null, current };
	});
}

export const rotations = (db: Queryable) =>
	db.query<{ actor: string; subject: string; at: Date; detail: unknown }>(
		`select actor, subject, at, detail from audit_entry where action = 'keys.rotate' order by id`
	);
