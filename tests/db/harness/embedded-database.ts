import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, versionKey } from '../../../src/lib/server/db/engine/cache.ts';
import { placeFolder, preparedFolder } from '../../../src/lib/server/db/engine/prepared.ts';
import { migrate, openDatabase, schemaHash } from '../../../src/lib/server/db/index.ts';

const DAY_MS = 86_400_000;
/** Memory, where there is plenty: a suite writes 60 MB for each of its databases, and a disk may be slow. */
const IN_MEMORY = '/dev/shm';
const PLENTY_BYTES = 4 * 1024 ** 3;

/** A fresh migrated folder of the embedded engine; `drop` removes it. */
export interface EmbeddedDatabase {
	dataDir: string;
	drop(): Promise<void>;
}

/** A copy of the prepared folder (`bare`) or of the migrated one, which is made once for each state of the engine, migrations and functions. */
export async function createEmbeddedDatabase(bare: boolean): Promise<EmbeddedDatabase> {
	const template = await (bare ? preparedFolder() : migratedFolder());
	const parent = await mkdtemp(join(await scratchFolder(), 'wangge-test-'));
	const dataDir = join(parent, 'database');
	await placeFolder(template, dataDir, false);
	return { dataDir, drop: () => rm(parent, { recursive: true, force: true }) };
}

let scratch: Promise<string> | undefined;

/** Where folders of tests are; what killed runs left there a day ago is removed. */
export function scratchFolder(): Promise<string> {
	scratch ??= (async () => {
		const memory = await statfs(IN_MEMORY).catch(() => undefined);
		const folder = memory && memory.bavail * memory.bsize >= PLENTY_BYTES ? IN_MEMORY : tmpdir();
		await removeOld(folder, 'wangge-test-');
		return folder;
	})();
	return scratch;
}

async function migratedFolder(): Promise<string> {
	const place = join(cacheFolder(), `schema-${versionKey()}-${schemaHash().slice(0, 16)}`);
	if (existsSync(join(place, 'PG_VERSION'))) return place;
	await removeOld(cacheFolder(), 'schema-');
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

async function removeOld(folder: string, prefix: string): Promise<void> {
	if (!existsSync(folder)) return;
	for (const name of await readdir(folder)) {
		if (!name.startsWith(prefix)) continue;
		const path = join(folder, name);
		const known = await stat(path).catch(() => undefined);
		if (known && Date.now() - known.mtimeMs > DAY_MS) {
			await rm(path, { recursive: true, force: true });
		}
	}
}
