/**
 * Who serves people signs in to the database as somebody who owns nothing there: with the address that was given, where
 * that is such a login; else with one that the owner makes for it. The embedded engine has one connection for all, on
 * which each transaction takes the role on.
 */
import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { isWanggeError, WanggeError } from '../../domain/errors.ts';
import {
	APP_ROLE,
	asProcess,
	fencedBy,
	isCurrent,
	loadStatements,
	openDatabase,
	openReads,
	ownerAddress,
	type Database,
	type FencedPool
} from '../db/index.ts';
import type { Keys } from '../secrets/keys.ts';
import { loadKeys } from '../secrets/load.ts';
import { contextKeys, loginPassword, scramVerifier, signingKey } from './keys.ts';

const log = pino({ name: 'fence', level: process.env.LOG_LEVEL ?? 'info' });

type Environment = Readonly<Record<string, string | undefined>>;

const statement = loadStatements('fence');

export interface Opened {
	/** As it is for nobody in particular; as() gives it as it is for whoever asks. */
	database: Database;
	/** The same for those who read: with a replica where there is one. */
	reads: Database;
}

/**
 * Opens the database for requests.
 * @param prepare what only the owner may do; not called where the owner's address is not known, since then somebody has
 * run npm run migrate
 * @throws WanggeError schema-behind where nobody has; role-refused { login }, role-unfit { login, reason }; database-unfit
 * { reason: 'context' } where the database does not know the keys of this process
 */
export async function openBehindFence(
	prepare: (owner: Database) => Promise<void>,
	environment: Environment = process.env
): Promise<Opened> {
	const keys = loadKeys(environment);
	const { pool, readUrl } = await openPool(prepare, keys, environment);
	try {
		// Before the schema is there a replica cannot say how far it has come.
		const reading = await openReads(pool, readUrl, environment);
		const database = await fenced(pool, keys);
		return { database, reads: reading === pool ? database : await fenced(reading, keys) };
	} catch (error) {
		await pool.close();
		throw error;
	}
}

async function openPool(
	prepare: (owner: Database) => Promise<void>,
	keys: Keys,
	environment: Environment
): Promise<{ pool: FencedPool; readUrl: string | undefined }> {
	const { DATABASE_URL, DATABASE_OWNER_URL, DATABASE_READ_URL } = environment;
	const owner = ownerAddress(environment);
	const first = (await openDatabase(owner ? { url: owner } : {})) as FencedPool;
	let url = DATABASE_URL?.trim() || DATABASE_OWNER_URL?.trim();
	let readUrl = DATABASE_READ_URL?.trim() || undefined;
	try {
		if (await isOwner(first)) {
			await prepare(first);
			await keepContextKeys(first, keys);
			// The embedded engine has one connection, for its owner and for everybody.
			if (!url) return { pool: first, readUrl: undefined };
			if (url === owner) {
				const login = await ownLogin(first, keys);
				url = withLogin(url, login);
				readUrl &&= withLogin(readUrl, login);
			}
		} else if (!(await isCurrent(first))) throw new WanggeError('schema-behind');
	} catch (error) {
		await first.close();
		throw error;
	}
	await first.close();
	return { pool: await openAsApp(url!), readUrl };
}

/** Whether whoever has signed in may bring up the schema. */
async function isOwner(db: Database): Promise<boolean> {
	const [row] = await db.query<{ owns: boolean }>(statement('owns'));
	return row!.owns;
}

/**
 * The database knows from now on what these keys sign, and lets nobody make tables for a while; to be called as its owner,
 * once its schema is there.
 */
export async function keepContextKeys(owner: Database, keys: Keys): Promise<void> {
	await owner.query(statement('no_temporary_tables'));
	const known = contextKeys(keys);
	await owner.query(statement('keep_keys'), [
		known.map(({ name }) => name),
		known.map(({ inner }) => inner),
		known.map(({ outer }) => outer)
	]);
}

export interface Login {
	name: string;
	password: string;
}

/**
 * A login of the product's own for this database, which is made or given its password again.
 * @throws WanggeError role-refused { login } where the owner may make none
 */
export async function ownLogin(owner: Database, keys: Keys): Promise<Login> {
	const [row] = await owner.query<{ name: string }>(statement('database'));
	const name = `${APP_ROLE}_${row!.name}`.slice(0, 63);
	const password = loginPassword(keys, name);
	try {
		await owner.query(statement('login'), [name, scramVerifier(password, randomBytes(16))]);
	} catch (error) {
		if (isWanggeError(error, 'database-refused')) throw new WanggeError('role-refused', { login: name });
		throw error;
	}
	return { name, password };
}

export function withLogin(url: string, { name, password }: Login): string {
	const address = new URL(url);
	// One without a host, as for a socket, has no place for a login before it.
	address.searchParams.delete('user');
	if (address.host) {
		address.username = encodeURIComponent(name);
		address.password = password;
	} else {
		address.searchParams.set('user', name);
		address.searchParams.set('password', password);
	}
	return address.href;
}

async function openAsApp(url: string): Promise<FencedPool> {
	const pool = (await openDatabase({ url })) as FencedPool;
	try {
		const [standing] = await pool.query<Record<string, unknown>>(statement('standing'));
		const { login, too_mighty, owns, is_member, is_told_statistics } = standing!;
		const reason = too_mighty ? 'mighty' : owns ? 'owner' : is_member ? undefined : 'stranger';
		if (reason) throw new WanggeError('role-unfit', { login, reason });
		if (is_told_statistics)
			log.warn(
				'PostGIS tells the product’s login of statistics: let an administrator run db/administrator.sql'
			);
		return pool;
	} catch (error) {
		await pool.close();
		throw error;
	}
}

/**
 * A database behind the fence.
 * @param pool signed in as a login of the product; of the embedded engine as it is
 * @throws WanggeError database-unfit { reason: 'context' }
 */
export async function fenced(pool: FencedPool, keys: Keys): Promise<Database> {
	const db = fencedBy(pool, signingKey(keys));
	await asProcess(db, new Date()).query(statement('entered'));
	return db;
}
