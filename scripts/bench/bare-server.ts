/**
 * A Node server that does nothing but send files of a folder, held in memory, with the headers of ours: what no
 * server in Node can be faster than.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hotHeaders } from '../../src/lib/server/tiles/response.ts';
import { tagOf } from '../../src/lib/server/tiles/tag.ts';
import { startChild, untilServing } from '../setup/child.ts';
import { freePort } from '../setup/free-port.ts';
import type { FileServer } from '../setup/nginx.ts';

const PROGRAM = fileURLToPath(import.meta.url);
const PATIENCE_MS = 20_000;

/** In a process of its own. */
export async function serveBare(root: string): Promise<FileServer> {
	const port = await freePort();
	const child = startChild(process.execPath, ['--import', 'tsx', PROGRAM, root, String(port)]);
	const url = `http://127.0.0.1:${port}`;
	await untilServing(child, url, PATIENCE_MS);
	return { url, stop: () => child.stop() };
}

function serve(root: string, port: number): void {
	const answers = new Map<string, { headers: string[]; body: Buffer }>();
	for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		const body = readFileSync(path);
		const headers = hotHeaders({ etag: tagOf('bare', 'bytes'), body });
		answers.set(`/${relative(root, path)}`, { headers, body });
	}
	createServer((request, response) => {
		const answer = answers.get(request.url ?? '');
		if (answer) response.writeHead(200, answer.headers).end(answer.body);
		else response.writeHead(404).end();
	}).listen(port, '127.0.0.1');
}

if (process.argv[1] === PROGRAM) serve(process.argv[2]!, Number(process.argv[3]));
