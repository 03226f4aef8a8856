import { fenced, keepContextKeys, ownLogin, withLogin } from '../../../src/lib/server/fence/service.ts';
import { keysFrom, newKey } from '../../../src/lib/server/secrets/keys.ts';
import {
	openDatabase,
	type Database,
	type FencedPool,
	type OpenOptions
} from '../../../src/lib/server/db/index.ts';
import { testServer, withDatabaseName } from './server-database.ts';

export const TEST_KEYS = keysFrom([newKey()]);

/**
 * The same database as requests have it: as() gives it as it is for whoever asks. To be closed before its owner; of the
 * embedded engine it is the owner's own connection.
 */
export async function behindFence(owner: Database, options: OpenOptions = {}): Promise<Database> {
	await keepTestKeys(owner);
	if (owner.engine === 'embedded') return fenced(owner as FencedPool, TEST_KEYS);
	return fenced((await openDatabase({ ...options, url: await loginUrl(owner) })) as FencedPool, TEST_KEYS);
}

export const keepTestKeys = (owner: Database): Promise<void> => keepContextKeys(owner, TEST_KEYS);

/** The address with which the product signs in to a server's test database. */
export const loginUrl = async (owner: Database): Promise<string> =>
	withLogin(await ownerUrl(owner), await ownLogin(owner, TEST_KEYS));

/** The address of its owner. */
export async function ownerUrl(owner: Database): Promise<string> {
	const server = await testServer();
	if ('missing' in server) throw new Error(server.missing);
	const [row] = await owner.query<{ name: string }>('select current_database() as name');
	return withDatabaseName(server.url, row!.name);
}
