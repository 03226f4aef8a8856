/** Guessing is slowed, by sign-in name and by address, in the database: a restart forgets nothing. */
import { networkOf, THROTTLES, waitAfter, type ThrottleKind } from '../../domain/account/throttle.ts';
import { WanggeError } from '../../domain/errors.ts';
import { loadStatements, type Database, type Queryable } from '../db/index.ts';
import { keyedHash } from '../secrets/keys.ts';
import { loadKeys } from '../secrets/load.ts';

const statement = loadStatements('account');

export type Tried = Readonly<Record<ThrottleKind, string>>;

/** What is tried with a sign-in name and a password. */
export const nameTried = (name: string) => `name ${name}`;
/** What is tried with a code of the second factor. */
export const codeTried = (account: number) => `code ${account}`;

interface Row {
	failures: number;
	last_at: Date;
	until: Date;
}

const KINDS = Object.keys(THROTTLES) as ThrottleKind[];
const SWEEP_AFTER_MS = Math.max(...KINDS.map((kind) => THROTTLES[kind].forgottenMs));

const keyOf = (kind: ThrottleKind, what: string): Buffer =>
	keyedHash(loadKeys(), `throttle ${kind} ${kind === 'address' ? networkOf(what) : what}`);

/**
 * Counts an attempt as failed before it is looked at, so that of a thousand at once no more are looked at than may be.
 * @throws WanggeError sign-in-slowed { seconds } when none may be looked at now; then nothing was counted.
 */
export async function beginAttempt(db: Database, tried: Tried, now: Date): Promise<void> {
	await db.transaction(async (tx) => {
		await tx.query(statement('throttle_sweep'), [new Date(now.getTime() - SWEEP_AFTER_MS)]);
		const counts: (readonly [Buffer, number, Date])[] = [];
		let until = now.getTime();
		for (const kind of KINDS) {
			const key = keyOf(kind, tried[kind]);
			const row = await rowOf(tx, key, now);
			until = Math.max(until, row.until.getTime());
			const rule = THROTTLES[kind];
			const failures = now.getTime() - row.last_at.getTime() > rule.forgottenMs ? 1 : row.failures + 1;
			counts.push([key, failures, new Date(now.getTime() + waitAfter(failures, rule))]);
		}
		// Undone with it are the rows that were made to be locked: who is sent away has not tried.
		if (until > now.getTime())
			throw new WanggeError('sign-in-slowed', { seconds: Math.ceil((until - now.getTime()) / 1000) });
		for (const [key, failures, next] of counts)
			await tx.query(statement('throttle_count'), [key, failures, now, next]);
	});
}

/** Locked until the transaction ends; made where there is none, as of nobody's failure yet. */
async function rowOf(tx: Queryable, key: Buffer, now: Date): Promise<Row> {
	for (;;) {
		const made = await tx.query(statement('throttle_place'), [key, now]);
		const [row] = await tx.query<Row>(statement('throttled'), [key]);
		// Whoever came in between the two has taken it away.
		if (row) return made.length > 0 ? { ...row, failures: 0 } : row;
	}
}

/** Whoever tried has come in: to be called in the transaction that lets them in. */
export async function attemptSucceeded(tx: Queryable, tried: Tried, now: Date): Promise<void> {
	await tx.query(statement('throttle_forget'), [keyOf('account', tried.account)]);
	await tx.query(statement('throttle_one_less'), [keyOf('address', tried.address), now]);
}

/** Of an account that is erased: keyed hashes of what it was called are of it as well. */
export async function forgetAttempts(tx: Queryable, account: number, name: string): Promise<void> {
	for (const what of [nameTried(name), codeTried(account)])
		await tx.query(statement('throttle_forget'), [keyOf('account', what)]);
}
