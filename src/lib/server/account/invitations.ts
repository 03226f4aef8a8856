/** Links that hold once: who follows one chooses a password, or brings a device in. */
import { parseSignInName, parseTitle } from '../../domain/account/names.ts';
import { INVITATION_MS, type InvitationPurpose } from '../../domain/account/session.ts';
import { WanggeError } from '../../domain/errors.ts';
import { actorOf, endSessionsWithin, openSession } from '../access/sessions.ts';
import { newToken, tokenHash } from '../access/tokens.ts';
import { record } from '../audit/service.ts';
import type { Context, Within } from '../context.ts';
import { loadStatements, type Queryable } from '../db/index.ts';
import { hashOfChosen } from './passwords.ts';
import * as repository from './repository.ts';
import { stepFor, type CameIn } from './sign-in.ts';

const statement = loadStatements('invitation');

/** What a link is for, as whoever follows it may know. */
export interface Invitation {
	id: number;
	purpose: InvitationPurpose;
	account_id: number | null;
	expires_at: Date;
	sign_in_name: string | null;
	title: string | null;
}

/**
 * A link's token, to be handed to the person; an earlier link for the same holds no more.
 * @param by the account that makes it; null for the first
 */
export async function makeInvitation(
	{ db, now }: Within,
	{ purpose, account, by }: { purpose: InvitationPurpose; account: number | null; by: number | null }
): Promise<{ token: string; expires: Date }> {
	const token = newToken();
	const expires = new Date(now.getTime() + INVITATION_MS[purpose]);
	await db.query(statement('make'), [purpose, account, token.hash, now, by, expires]);
	return { token: token.text, expires };
}

/**
 * The link for the first administrator, where nobody can sign in as one: each start makes a new one.
 * @returns undefined where there is somebody
 */
export function firstInvitation(context: Context): Promise<{ token: string; expires: Date } | undefined> {
	return context.db.transaction(async (tx) => {
		if (await repository.isAnybodyAnAdministrator(tx, context.now)) return undefined;
		const made = await makeInvitation({ ...context, db: tx }, { purpose: 'first', account: null, by: null });
		await record({ ...context, db: tx }, { action: 'invitation.first', subject: '' });
		return made;
	});
}

/** @throws WanggeError link-over: it was used, is too old, or never was one */
export async function readInvitation({ db, now }: Within, token: string): Promise<Invitation> {
	const found = await findInvitation(db, token, now);
	if (!found) throw new WanggeError('link-over');
	return found;
}

async function findInvitation(db: Queryable, token: string, now: Date): Promise<Invitation | undefined> {
	const hash = tokenHash(token);
	if (!hash) return undefined;
	const [found] = await db.query<Invitation>(statement('find'), [hash, now]);
	return found;
}

export interface Accepted {
	token: string;
	/** Of a person. */
	password?: string;
	/** Of the first administrator. */
	name?: string;
	title?: string;
	device: string;
}

/**
 * Follows a link: afterwards the person, or the device, is signed in as far as their roles let them.
 * @throws WanggeError link-over, account-field { field, reason }, password-refused { fault }, duplicate { what: 'account' }
 */
export async function acceptInvitation(context: Context, given: Accepted): Promise<CameIn> {
	const invitation = await readInvitation(context, given.token);
	const { purpose } = invitation;
	const name = purpose === 'first' ? parseSignInName(given.name ?? '') : (invitation.sign_in_name ?? '');
	const title = purpose === 'first' ? parseTitle(given.title ?? '') : '';
	const former = invitation.account_id
		? ((await repository.byId(context.db, invitation.account_id, context.now))?.password_hash ?? null)
		: null;
	// Of two who follow it at once the other may have chosen by now: what was read is then not what held before.
	await readInvitation(context, given.token);
	const hash = purpose === 'device' ? null : await hashOfChosen(given.password ?? '', { name, former });
	return context.db.transaction(async (tx) => {
		const used = await tx.query(statement('use'), [invitation.id, context.now]);
		if (used.length === 0) throw new WanggeError('link-over');
		const within = { ...context, db: tx };
		const account = invitation.account_id ?? (await firstAdministrator(within, name, title));
		const acting = { ...within, actor: actorOf(account) };
		// Before their sessions end: whoever is signing in with the old one has done so, or will not.
		if (hash !== null && !(await repository.setPassword(tx, account, hash, context.now)))
			throw new WanggeError('link-over');
		await endSessionsWithin(acting, account);
		await record(acting, { action: 'invitation.accept', subject: actorOf(account), detail: { purpose } });
		const device = given.device;
		if (hash === null) return { token: await openDevice(acting, account, device), awaits: null };
		const credentials = (await repository.byId(tx, account, context.now))!;
		const awaits = stepFor(credentials, false, context.now);
		return {
			token: await openSession(acting, { account, roles: credentials.roles, awaits, device }),
			awaits
		};
	});
}

const openDevice = (within: Within, account: number, device: string) =>
	openSession(within, { account, roles: [], kind: 'device', device });

async function firstAdministrator(within: Within, name: string, title: string): Promise<number> {
	const { db, now } = within;
	// There may be one since the link was made.
	if (await repository.isAnybodyAnAdministrator(db, now)) throw new WanggeError('link-over');
	const fresh = {
		kind: 'person',
		name,
		title,
		organisation: null,
		demonstration: false,
		createdBy: null
	} as const;
	const account = await repository.insert(db, fresh, now);
	if (account === undefined) throw new WanggeError('duplicate', { what: 'account' });
	await repository.assign(db, {
		account,
		role: 'system_administrator',
		area: null,
		organisation: null,
		from: now,
		to: null,
		reason: '',
		grantedBy: null
	});
	return account;
}
