/** Coming in: the password, then the second factor, then a new password where the old one is over. */
import { foldedName, isSignInName } from '../../domain/account/names.ts';
import { nextStep, type Awaited } from '../../domain/account/steps.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import { WanggeError } from '../../domain/errors.ts';
import { actorOf, advanceSession, endSessionsWithin, openSession, type Reader } from '../access/sessions.ts';
import type { Token } from '../access/tokens.ts';
import { record } from '../audit/service.ts';
import type { Context, Within } from '../context.ts';
import { isPassword } from './hashing.ts';
import { hashOfChosen, isPasswordOver } from './passwords.ts';
import * as repository from './repository.ts';
import type { Account, Credentials } from './repository.ts';
import { keepSecondFactor, showSecondFactor } from './second-factor.ts';
import { attemptSucceeded, beginAttempt, codeTried, nameTried } from './throttle.ts';

export interface CameIn {
	token: Token;
	/** What is still to be done; null when the door is open. */
	awaits: Awaited | null;
}

/**
 * The first step.
 * @param from address of the asker, and the browser as it calls itself
 * @throws WanggeError sign-in-refused for a wrong name or password alike, in the same time; sign-in-slowed { seconds };
 * server-busy
 */
export async function signIn(
	context: Context,
	given: { name: string; password: string },
	from: { address: string; device: string }
): Promise<CameIn> {
	const { db, now } = context;
	const name = foldedName(given.name).slice(0, 200);
	const tried = { account: nameTried(name), address: from.address };
	await beginAttempt(db, tried, now);
	const found = isSignInName(name) ? await repository.toSignIn(db, name, now) : undefined;
	if (!(await isPassword(found?.password_hash ?? null, given.password.slice(0, 1000)))) {
		await refused(context, found?.id);
		throw new WanggeError('sign-in-refused');
	}
	return db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		// They may have been ended, or have another password, since it was looked up; from here on that waits for us.
		await repository.hold(tx, found!.id);
		const credentials = await repository.toSignIn(tx, name, now);
		if (!credentials || credentials.password_hash !== found!.password_hash)
			throw new WanggeError('sign-in-refused');
		await attemptSucceeded(tx, tried, now);
		const { id: account, roles } = credentials;
		const awaits = stepFor(credentials, false, now);
		return { token: await openSession(within, { account, roles, awaits, device: from.device }), awaits };
	});
}

export const stepFor = (of: Credentials, proven: boolean, now: Date): Awaited | null =>
	nextStep({
		roles: of.roles,
		hasSecondFactor: of.has_second_factor,
		proven,
		passwordOver: isPasswordOver(of.password_set_at, now)
	});

/** Never what was typed: it may be a password in the wrong place. */
const refused = (context: Context, account: number | undefined, what: AuditAction = 'sign-in.refuse') =>
	context.db.transaction((tx) =>
		record(
			{ ...context, db: tx, actor: 'visitor' },
			{ action: what, subject: account === undefined ? '' : actorOf(account) }
		)
	);

/**
 * The code of the second factor, of the app or from paper.
 * @throws WanggeError code-refused, sign-in-slowed { seconds }, session-over
 */
export async function giveCode(
	context: Context,
	{ reader, token, code }: { reader: Reader; token: string; code: string },
	address: string
): Promise<CameIn> {
	const { db, now } = context;
	const tried = { account: codeTried(reader.account), address };
	await beginAttempt(db, tried, now);
	const came = await db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		const how = await showSecondFactor(within, reader.account, code.slice(0, 40));
		if (!how) return null;
		await attemptSucceeded(tx, tried, now);
		const came = await advance(within, reader, token, true);
		if (how === 'paper')
			await record(
				{ ...within, actor: actorOf(reader.account) },
				{ action: 'recovery-code.use', subject: actorOf(reader.account) }
			);
		return came;
	});
	if (came) return came;
	await refused(context, reader.account, 'code.refuse');
	throw new WanggeError('code-refused');
}

/**
 * Sets up the second factor that secondFactorToSetUp showed.
 * @throws WanggeError code-refused, account-limit { reason: 'second-factor' }, session-over, forbidden
 */
export async function setUpSecondFactor(
	context: Context,
	{ reader, token, code }: { reader: Reader; token: string; code: string }
): Promise<CameIn & { codes: string[] }> {
	requirePerson(reader);
	return context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		const codes = await keepSecondFactor(within, reader.account, { token, code });
		const came = await advance(within, reader, token, true);
		await record(
			{ ...within, actor: actorOf(reader.account) },
			{ action: 'second-factor.set', subject: actorOf(reader.account) }
		);
		return { ...came, codes };
	});
}

/** Passwords and second factors are a person's: no display has one, and in a demonstration an account is everybody's. */
function requirePerson({ kind, demonstration }: Reader): void {
	if (kind !== 'person' || demonstration) throw new WanggeError('forbidden');
}

/**
 * Another password. All other sessions of the account end.
 * @throws WanggeError sign-in-refused for a wrong old one, sign-in-slowed, password-refused { fault }, session-over,
 * forbidden
 */
export async function changePassword(
	context: Context,
	{ reader, token, old, chosen }: { reader: Reader; token: string; old: string; chosen: string },
	address: string
): Promise<CameIn> {
	requirePerson(reader);
	const { db, now } = context;
	const tried = { account: nameTried(reader.signInName), address };
	await beginAttempt(db, tried, now);
	const account = await accountOf(context, reader);
	if (!(await isPassword(account.password_hash, old.slice(0, 1000)))) {
		await refused(context, reader.account);
		throw new WanggeError('sign-in-refused');
	}
	// Whatever they choose, that was no failure.
	await db.transaction((tx) => attemptSucceeded(tx, tried, now));
	const hash = await hashOfChosen(chosen, { name: reader.signInName, former: account.password_hash });
	return db.transaction(async (tx) => {
		const within = { ...context, actor: actorOf(reader.account), db: tx };
		if (!(await repository.setPassword(tx, reader.account, hash, now))) throw new WanggeError('session-over');
		await endSessionsWithin(within, reader.account, { but: reader.session });
		await record(within, { action: 'password.change', subject: actorOf(reader.account) });
		return advance(within, reader, token, false);
	});
}

async function advance(within: Within, reader: Reader, token: string, shown: boolean): Promise<CameIn> {
	const account = await accountOf(within, reader);
	const awaits = stepFor(account, shown || reader.proven, within.now);
	const { roles } = account;
	return {
		token: await advanceSession(within, { reader, token, awaits, proven: shown, roles }),
		awaits
	};
}

async function accountOf({ db, now }: Within, reader: Reader): Promise<Account> {
	const account = await repository.byId(db, reader.account, now);
	if (!account || account.ended_at) throw new WanggeError('session-over');
	return account;
}
