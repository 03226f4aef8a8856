/**
 * A Node server that does nothing but send files of a folder, held in memory, with as many headers as ours: what no
 * server in Node can be faster than.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { SECURITY_HEADERS } from '../../src/lib/server/security-headers.ts';
import { startChild } from '../setup/child.ts';
import { freePort } from '../setup/free-port.ts';
import type { FileServer } from '../setup/nginx.ts';

const PROGRAM = fileURLToPath(import.meta.url);
const PATIENCE_MS = 20_000;

/** In a process of its own. */
export async function serveBare(root: string): Promise<FileServer> {
	const port = await freePort();
	const child = startChild(process.execPath, ['--import', 'tsx', PROGRAM, root, String(port)]);
	const url = `http://127.0.0.1:${port}`;
	for (const until = Date.now() + PATIENCE_MS; Date.now() < until && child.runs();) {
		if (await fetch(url).catch(() => null)) return { url, stop: () => child.stop() };
		await pause(50);
	}
	await child.stop();
	throw new Error(`the bare server does not answer: ${child.said()}`);
}

function serve(root: string, port: number): void {
	const answers = new Map<string, { headers: string[]; body: Buffer }>();
	for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		const body = readFileSync(path);
		const headers = Object.entries<string>({
			...SECURITY_HEADERS,
			'cache-control': 'no-cache',
			vary: 'accept-encoding',
			etag: 'W/"0123456789abcdef-0123456789abcdef"',
			'content-type': 'application/vnd.mapbox-vector-tile',
			'content-encoding': 'gzip',
			'content-length': String(body.byteLength)
		}).flat();
		answers.set(`/${relative(root, path)}`, { headers, body });
	}
	createServer((request, response) => {
		const answer = answers.get(request.url ?? '');
		if (answer) response.writeHead(200, answer.headers).end(answer.body);
		else response.writeHead(404).end();
	}).listen(port, '127.0.0.1');
}

if (process.argv[1] === PROGRAM) serve(process.argv[2]!, Number(process.argv[3]));
