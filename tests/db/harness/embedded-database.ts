import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, versionKey } from '../../../src/lib/server/db/engine/cache.ts';
import { placeFolder, preparedFolder } from '../../../src/lib/server/db/engine/prepared.ts';
import { migrate, openDatabase, schemaHash } from '../../../src/lib/server/db/index.ts';

const DAY_MS = 86_400_000;

/** A fresh migrated folder of the embedded engine; `drop` removes it. */
export interface EmbeddedDatabase {
	dataDir: string;
	drop(): Promise<void>;
}

/** A copy of the prepared folder (`bare`) or of the migrated one, which is made once for each state of the engine, migrations and functions. */
export async function createEmbeddedDatabase(bare: boolean): Promise<EmbeddedDatabase> {
	const template = await (bare ? preparedFolder() : migratedFolder());
	const parent = await mkdtemp(join(tmpdir(), 'wangge-test-'));
	const dataDir = join(parent, 'database');
	await placeFolder(template, dataDir, false);
	return { dataDir, drop: () => rm(parent, { recursive: true, force: true }) };
}

async function migratedFolder(): Promise<string> {
	const place = join(cacheFolder(), `schema-${versionKey()}-${schemaHash().slice(0, 16)}`);
	if (existsSync(join(place, 'PG_VERSION'))) return place;
	await removeOld();
	const partial = `${place}.${process.pid}.${randomBytes(4).toString('hex')}.partial`;
	await mkdir(cacheFolder(), { recursive: true });
	try {
		const database = await openDatabase({ dataDir: partial, durable: false });
		try {
			await migrate(database);
			await database.settle();
		} finally {
			await database.close();
		}
		await rename(partial, place).catch((error: NodeJS.ErrnoException) => {
			if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
		});
	} finally {
		await rm(partial, { recursive: true, force: true });
	}
	return place;
}

async function removeOld(): Promise<void> {
	if (!existsSync(cacheFolder())) return;
	for (const name of await readdir(cacheFolder())) {
		const path = join(cacheFolder(), name);
		const known = await stat(path).catch(() => undefined);
		if (name.startsWith('schema-') && known && Date.now() - known.mtimeMs > DAY_MS) {
			await rm(path, { recursive: true, force: true });
		}
	}
}
