import type { Role } from '../../domain/access/roles.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('account');

export interface Credentials {
	id: number;
	password_hash: string | null;
	password_set_at: Date | null;
	has_second_factor: boolean;
	/** Those in force. */
	roles: Role[];
}

export interface Account extends Credentials {
	sign_in_name: string;
	title: string;
	kind: 'person' | 'device';
	ended_at: Date | null;
}

const first = async <R>(rows: Promise<R[]>): Promise<R | undefined> => (await rows)[0];

export const toSignIn = (db: Queryable, name: string, now: Date) =>
	first(db.query<Credentials>(statement('to_sign_in'), [name, now]));

/** Until the transaction ends nobody gives them another password, or ends them. */
export async function hold(tx: Queryable, id: number): Promise<void> {
	await tx.query(statement('hold'), [id]);
}

export const byId = (db: Queryable, id: number, now: Date) =>
	first(db.query<Account>(statement('by_id'), [id, now]));

export interface NewAccount {
	kind: 'person' | 'device';
	name: string;
	title: string;
	/** Code. */
	organisation: string | null;
	demonstration: boolean;
	createdBy: number | null;
}

/** @returns its id; undefined when the name is taken */
export async function insert(db: Queryable, account: NewAccount, now: Date): Promise<number | undefined> {
	const { kind, name, title, organisation, demonstration, createdBy } = account;
	const values = [kind, name, title, organisation, demonstration, now, createdBy];
	return (await first(db.query<{ id: number }>(statement('insert'), values)))?.id;
}

/** @returns false for one that has ended, or cannot have a password */
export async function setPassword(db: Queryable, id: number, hash: string, now: Date): Promise<boolean> {
	return (await db.query(statement('set_password'), [id, hash, now])).length > 0;
}

/** @param sealed null: none any more. @returns false where nothing was changed, or there is no such person */
export async function setPhone(db: Queryable, id: number, sealed: Buffer | null): Promise<boolean> {
	return (await db.query(statement('set_phone'), [id, sealed])).length > 0;
}

export interface KeptPhone {
	/** Sealed. */
	phone: Buffer | null;
	demonstration: boolean;
}

export const phone = (db: Queryable, id: number) => first(db.query<KeptPhone>(statement('phone'), [id]));

export interface NewAssignment {
	account: number;
	role: Role;
	/** Code. */
	area: string | null;
	/** Code. */
	organisation: string | null;
	from: Date;
	to: Date | null;
	reason: string;
	grantedBy: number | null;
}

export async function assign(db: Queryable, assignment: NewAssignment): Promise<number> {
	const { account, role, area, organisation, from, to, reason, grantedBy } = assignment;
	const values = [account, role, area, organisation, from, to, reason, grantedBy];
	return (await first(db.query<{ id: number }>(statement('assign'), values)))!.id;
}

export async function isAnybodyAnAdministrator(db: Queryable, now: Date): Promise<boolean> {
	const row = await first(db.query<{ found: boolean }>(statement('is_anybody_an_administrator'), [now]));
	return row!.found;
}

export async function isFounded(db: Queryable): Promise<boolean> {
	return (await first(db.query<{ founded: boolean }>(statement('is_founded'))))!.founded;
}

export const broughtInByDemonstration = (db: Queryable) =>
	db.query<{ id: number }>(statement('brought_in_by_demonstration'));

export interface Factor {
	/** Sealed. */
	secret: Buffer;
	last_step: string;
}

/** Locked until the transaction ends. */
export const secondFactor = (db: Queryable, account: number) =>
	first(db.query<Factor>(statement('second_factor'), [account]));

/** @returns false when there is one already */
export async function setSecondFactor(
	db: Queryable,
	account: number,
	sealed: Buffer,
	step: number,
	now: Date
): Promise<boolean> {
	return (await db.query(statement('second_factor_set'), [account, sealed, now, step])).length > 0;
}

export async function secondFactorShown(db: Queryable, account: number, step: number): Promise<void> {
	await db.query(statement('second_factor_shown'), [account, step]);
}

/** @returns false when there was none */
export async function removeSecondFactor(db: Queryable, account: number): Promise<boolean> {
	return (await db.query(statement('second_factor_remove'), [account])).length > 0;
}

export async function setRecoveryCodes(
	db: Queryable,
	account: number,
	hashes: readonly Buffer[]
): Promise<void> {
	await db.query(statement('recovery_codes_set'), [account, hashes]);
}

/** @returns false for one that is none, or was used */
export async function useRecoveryCode(
	db: Queryable,
	account: number,
	hash: Buffer,
	now: Date
): Promise<boolean> {
	return (await db.query(statement('recovery_code_use'), [account, hash, now])).length > 0;
}

export async function recoveryCodesLeft(db: Queryable, account: number): Promise<number> {
	return (await first(db.query<{ left: number }>(statement('recovery_codes_left'), [account])))!.left;
}
