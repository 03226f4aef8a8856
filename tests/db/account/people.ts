/** Accounts of every kind, the way in, and what the audit says of it. The clock is what each test says it is. */
import { generateSync } from 'otplib';
import { isWanggeError } from '../../../src/lib/domain/errors.ts';
import type { Role } from '../../../src/lib/domain/access/roles.ts';
import { readerOf, type Reader } from '../../../src/lib/server/access/sessions.ts';
import { hashPassword } from '../../../src/lib/server/account/hashing.ts';
import { secondFactorToSetUp } from '../../../src/lib/server/account/second-factor.ts';
import { setUpSecondFactor, signIn, type CameIn } from '../../../src/lib/server/account/sign-in.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database, Queryable } from '../../../src/lib/server/db/index.ts';
import { newKey } from '../../../src/lib/server/secrets/keys.ts';

// No test makes a file of keys.
process.env.WANGGE_KEYS = newKey();

/** Before every clock by which a test is run. */
const LONG_AGO = new Date('2020-01-01T00:00:00Z');
export const NOW = new Date('2026-11-29T09:00:00Z');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const later = (ms: number, since = NOW) => new Date(since.getTime() + ms);

/** For what comes by itself: a loaded machine is slow, not wrong. */
export const PATIENT = { timeout: 30_000 };

export const PASSWORD = 'nine old trees on the road';
export const OTHER_PASSWORD = 'a bench below each of them';
let hashes: Promise<string> | undefined;

export const contextAt = (db: Database, now = NOW): Context => ({ db, actor: 'visitor', now });

export interface Person {
	id: number;
	name: string;
	address: string;
}

interface Given {
	kind?: 'person' | 'device';
	demonstration?: boolean;
	/** Null: the invitation is not accepted yet. */
	password?: null;
	setAt?: Date;
	ended?: Date;
	roles?: readonly Role[];
}

let made = 0;

/** One more, with an address of their own, so that nobody waits for another's failures. */
export async function addPerson(db: Queryable, given: Given = {}): Promise<Person> {
	const { kind = 'person', demonstration = false, roles = [], setAt = LONG_AGO } = given;
	const nth = ++made;
	const name = `tree-keeper-${nth}`;
	const none = given.password === null || kind === 'device' || demonstration;
	const hash = none ? null : await (hashes ??= hashPassword(PASSWORD));
	const [row] = await db.query<{ id: number }>(
		`insert into account (kind, sign_in_name, title, demonstration, password_hash, password_set_at, created_at, ended_at)
		values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
		[kind, name, `岗位 ${nth}`, demonstration, hash, hash && setAt, LONG_AGO, given.ended ?? null]
	);
	// A display looks at one area.
	for (const role of roles) await assign(db, row!.id, { role, area: kind === 'device' ? '990102' : null });
	return { id: row!.id, name, address: `10.${nth >> 16}.${(nth >> 8) & 255}.${nth & 255}` };
}

export interface Assigned {
	role: Role;
	area?: string | null;
	organisation?: string | null;
	from?: Date;
	to?: Date | null;
	by?: number | null;
}

export async function assign(db: Queryable, account: number, assigned: Assigned): Promise<number> {
	const { role, area = null, organisation = null, from = LONG_AGO, to = null, by = null } = assigned;
	const [row] = await db.query<{ id: number }>(
		`insert into assignment (account_id, account_kind, role, area_code, organisation_code, valid_from, valid_to, granted_by)
		select id, kind, $2, $3, $4, $5::timestamptz, $6::timestamptz, $7::int from account where id = $1 returning id`,
		[account, role, area, organisation, from, to, by]
	);
	return row!.id;
}

export const reader = (db: Database, token: string, now = NOW, demonstration = false) =>
	readerOf({ primary: db, reads: db, now, demonstration }, token);

/** The reader of a token that must open something. */
export async function readerNow(db: Database, token: string, now = NOW): Promise<Reader> {
	const found = await reader(db, token, now);
	if (!found) throw new Error('the token opens nothing');
	return found;
}

export const enter = (
	db: Database,
	{ name, address }: Pick<Person, 'name' | 'address'>,
	now = NOW,
	password = PASSWORD
): Promise<CameIn> => signIn(contextAt(db, now), { name, password }, { address, device: 'Chrome · Linux' });

export const codeAt = (secret: string, now: Date): string =>
	generateSync({ secret, epoch: Math.floor(now.getTime() / SECOND) });

export interface Inside {
	token: string;
	reader: Reader;
	/** Of the second factor. */
	secret: string;
	codes: string[];
}

/** Comes in with a right password, and sets up the second factor there and then. */
export async function comeInWithFactor(db: Database, person: Person, now = NOW): Promise<Inside> {
	const { token } = await enter(db, person, now);
	const before = await readerNow(db, token.text, now);
	const { secret } = secondFactorToSetUp(token.text, person.name);
	const given = { reader: before, token: token.text, code: codeAt(secret, now) };
	const came = await setUpSecondFactor(contextAt(db, now), given);
	const text = came.token.text;
	return { token: text, reader: await readerNow(db, text, now), secret, codes: came.codes };
}

export interface Audited {
	actor: string;
	action: string;
	subject: string;
	detail: Record<string, unknown>;
}

/** What the audit says since it was asked for the last time. */
export function auditOf(db: Queryable): () => Promise<Audited[]> {
	let last = 0;
	return async () => {
		const rows = await db.query<Audited & { id: string }>(
			'select id, actor, action, subject, detail from audit_entry where id > $1 order by id',
			[last]
		);
		last = Number(rows.at(-1)?.id ?? last);
		return rows.map(({ actor, action, subject, detail }) => ({ actor, action, subject, detail }));
	};
}

/** The same, by actions alone. */
export const actions = (entries: readonly Audited[]): string[] => entries.map(({ action }) => action);

export const count = async (db: Queryable, table: string, where = 'true'): Promise<number> =>
	(await db.query<{ count: number }>(`select count(*)::int as count from ${table} where ${where}`))[0]!.count;

/** All that somebody outside can know of an error. */
export async function toldBy(work: Promise<unknown>) {
	const error = await work.then(
		() => undefined,
		(thrown: unknown) => thrown
	);
	if (!isWanggeError(error)) throw new Error('no error of ours', { cause: error });
	return { kind: error.kind, details: error.details, message: error.message };
}

export const REFUSED = { kind: 'sign-in-refused', details: {}, message: 'sign-in-refused {}' };
