/**
 * npm start: builds the page where the sources are newer than the last build, then serves it.
 * PORT and HOST are honoured (3000, 0.0.0.0); DATABASE_URL chooses a PostgreSQL server, else .data/ is used.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MOST_SENT_BYTES } from '../src/lib/domain/photo/photo.ts';
import { embeddedFolder, preparedFolder, projectRoot } from '../src/lib/server/db/index.ts';
import { buildWhereStale } from './setup/build.ts';

process.chdir(projectRoot());
// The embedded engine's first folder and the page are made side by side: each takes a quarter of a minute.
const folder = firstFolder();
await buildWhereStale(() => console.log('正在构建页面（首次启动或源码有变）… Building the page …'));
await folder;
// A browser keeps connections open; a stop need not wait for them.
process.env.SHUTDOWN_TIMEOUT ??= '3';
// Photos; what takes less says so itself (src/lib/server/security/body.ts).
process.env.BODY_SIZE_LIMIT ??= String(MOST_SENT_BYTES);
console.log(`网格 Wangge  http://${shown(process.env.HOST)}:${process.env.PORT ?? '3000'}`);
await import(pathToFileURL(join(projectRoot(), 'build', 'index.js')).href);

async function firstFolder(): Promise<void> {
	if (process.env.DATABASE_URL || existsSync(embeddedFolder())) return;
	// What goes wrong here goes wrong again when the server opens the database, and is told there.
	await preparedFolder().catch(() => undefined);
}

/** 0.0.0.0 is where a server listens, not where a person goes. */
function shown(host: string | undefined): string {
	return !host || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
}
