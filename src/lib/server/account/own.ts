/** What somebody may know and change of their own account. */
import type { Role } from '../../domain/access/roles.ts';
import { WanggeError } from '../../domain/errors.ts';
import { actorOf, endSessions, listSessions, type OpenSession, type Reader } from '../access/sessions.ts';
import { record } from '../audit/service.ts';
import type { Context } from '../context.ts';
import { loadStatements } from '../db/index.ts';
import * as repository from './repository.ts';
import { readMaskedPhone } from './phone.ts';
import { newRecoveryCodes } from './second-factor.ts';

const statement = loadStatements('account');

interface OwnAssignment {
	role: Role;
	/** Name of the area or organisation, or its code where there is none such; null for the whole. */
	place: string | null;
	/** The last day, YYYY-MM-DD; null: until further notice. */
	until: string | null;
}

export interface OwnAccount {
	title: string;
	name: string;
	kind: 'person' | 'device';
	demonstration: boolean;
	assignments: (OwnAssignment & { waiting: boolean })[];
	/** Null where there is no second factor. */
	recoveryCodes: number | null;
	/** Masked; null where none is known. */
	phone: string | null;
}

export async function readOwnAccount({ db, now }: Context, reader: Reader): Promise<OwnAccount> {
	const { account, title, signInName, kind, demonstration, waitingRoles } = reader;
	const known = await repository.byId(db, account, now);
	const assignments = await db.query<OwnAssignment>(statement('own_assignments'), [account, now]);
	return {
		title,
		name: signInName,
		kind,
		demonstration,
		assignments: assignments.map((one) => ({ ...one, waiting: waitingRoles.includes(one.role) })),
		recoveryCodes: known?.has_second_factor ? await repository.recoveryCodesLeft(db, account) : null,
		phone: await readMaskedPhone(db, account)
	};
}

/** Where they are signed in. In a demonstration an account is everybody's, and each sees their own session alone. */
export async function ownSessions(context: Context, reader: Reader): Promise<OpenSession[]> {
	const all = await listSessions(context, reader.account);
	return reader.demonstration ? all.filter(({ id }) => id === reader.session) : all;
}

/** Ends one of their sessions, or all but this one; of a demonstration's none but this one. @returns how many were open */
export async function endOwnSessions(
	context: Context,
	reader: Reader,
	which: { only: number } | { but: number }
): Promise<number> {
	const isOwn = 'only' in which && which.only === reader.session;
	return reader.demonstration && !isOwn ? 0 : endSessions(context, reader.account, which);
}

/**
 * New codes on paper; the old ones hold no more.
 * @returns them, to be shown once
 * @throws WanggeError code-refused where the second factor was not shown in this session
 */
export function renewRecoveryCodes(context: Context, reader: Reader): Promise<string[]> {
	if (!reader.proven) throw new WanggeError('code-refused');
	return context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		const codes = await newRecoveryCodes(within, reader.account);
		await record(within, { action: 'recovery-codes.renew', subject: actorOf(reader.account) });
		return codes;
	});
}
