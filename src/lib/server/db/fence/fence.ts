/**
 * The second fence: what is asked on behalf of somebody is asked as the product's own role, which row-level security
 * holds, and the database is told by whom in a text that only this process can sign.
 */
import { createHmac, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import { WanggeError } from '../../../domain/errors.ts';
import { fromDriver } from '../errors.ts';
import { contextText, type Place, type Who } from './who.ts';

/** The role that holds the product's privileges (db/functions/96_privileges.sql). */
export const APP_ROLE = 'wangge_app';

/** What a transaction begins with. */
export interface Entry {
	/** A role to take on, where the connection has signed in as another. */
	readonly role?: string;
	/**
	 * The signed text for a transaction, of who asks; without it nobody does, and nothing is seen that is not for everybody.
	 */
	sign?(there: Place): string;
}

export class Fence {
	readonly #key: KeyObject;
	readonly #role: string | undefined;

	/** @param key signingKey of src/lib/server/fence/keys.ts @param role to be taken on: of the embedded engine, which has one connection */
	constructor(key: KeyObject, role?: string) {
		this.#key = key;
		this.#role = role;
	}

	/** @returns undefined where a connection is behind the fence as it is */
	entry(who?: Who): Entry | undefined {
		const role = this.#role === undefined ? {} : { role: this.#role };
		if (who) return { ...role, sign: (there) => this.#signed(contextText(who, there)) };
		return this.#role === undefined ? undefined : role;
	}

	#signed(text: string): string {
		return `${text} ${createHmac('sha256', this.#key).update(text).digest('hex')}`;
	}
}

/** When a transaction began, as the database has it: asked with its beginning where it is to be signed for. */
export const ASKING_TRANSACTION = 'select context_transaction()::text as transaction';

/**
 * Within a transaction that has just begun.
 * @param began the answer to ASKING_TRANSACTION
 * @throws WanggeError database-unfit { reason: 'context' } where the database has no key of this process; { reason:
 * 'prepared' } on a connection where somebody has left a statement behind: it is given up
 */
export async function enter(
	client: pg.ClientBase,
	entry: Entry,
	{ backend, began, lostAfterMs }: { backend: number; began: readonly unknown[]; lostAfterMs: number }
): Promise<void> {
	let known: boolean | undefined;
	try {
		if (entry.role !== undefined) await client.query(`set local role ${entry.role}`);
		if (!entry.sign) return;
		const [{ transaction }] = began as [{ transaction: string }];
		// As a value, so that nobody reads it in a list of running statements; and not kept under a name, in whose place
		// another statement could stand.
		const entering = {
			text: 'select enter_context($1) as known',
			values: [entry.sign({ backend, transaction })],
			query_timeout: lostAfterMs
		};
		const { rows } = await client.query<{ known: boolean }>(entering);
		known = rows[0]?.known;
	} catch (error) {
		throw fromDriver(error);
	}
	if (!known) throw new WanggeError('database-unfit', { reason: 'context' });
}
