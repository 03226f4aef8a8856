import type { Database, OpenOptions } from './database.ts';
import { openEmbedded } from './open-embedded.ts';
import { openServer } from './open-server.ts';

export { embeddedFolder } from './open-embedded.ts';

/** Of whoever owns the database's tables: DATABASE_OWNER_URL, where the product signs in as another, else DATABASE_URL. */
export const ownerAddress = (environment: Readonly<Record<string, string | undefined>>): string | undefined =>
	environment.DATABASE_OWNER_URL?.trim() || environment.DATABASE_URL;

/**
 * Opens the database: the server at `url`, DATABASE_OWNER_URL or DATABASE_URL, else the embedded engine in `dataDir`. The schema is
 * not touched (see schema.ts).
 * @throws WanggeError database-unreachable, database-refused, database-unfit (older than PostgreSQL 15),
 * engine-locked (another process has the folder), engine-broken, invalid (a variable of the environment)
 */
export async function openDatabase(options: OpenOptions = {}): Promise<Database> {
	const url = options.url ?? (options.dataDir === undefined ? ownerAddress(process.env) : undefined);
	return url ? openServer(url, options) : openEmbedded(options);
}
