import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, untilServing } from './child.ts';
import { debianProgram } from './debian.ts';
import { freePort } from './free-port.ts';

const PLACES = ['/usr/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx'];
const PATIENCE_MS = 10_000;

export const nginxProgram = (say: (line: string) => void): string | undefined =>
	debianProgram(PLACES, 'nginx-light', say);

export interface FileServer {
	url: string;
	stop(): Promise<void>;
}

/** nginx with one worker, serving files of a folder that hold tiles compressed by gzip, as it does best. */
export async function serveTileFiles(program: string, root: string): Promise<FileServer> {
	const folder = join(tmpdir(), `wangge-nginx-${randomBytes(6).toString('hex')}`);
	mkdirSync(folder, { mode: 0o755 });
	const port = await freePort();
	const settings = join(folder, 'nginx.conf');
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		.map((name) => `${name}_temp_path ${folder}/${name};`)
		.join('\n');
	writeFileSync(
		settings,
		`daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr error;
		${process.getuid?.() === 0 ? 'user root;' : ''}
		events { worker_connections 512; }
		http {
			access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10000;
			${temporary}
			default_type application/vnd.mapbox-vector-tile;
			server { listen 127.0.0.1:${port}; root ${root}; add_header content-encoding gzip; }
		}`
	);
	const child = startChild(program, ['-c', settings, '-e', 'stderr']);
	const url = `http://127.0.0.1:${port}`;
	const stop = async () => {
		await child.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await untilServing(child, url, PATIENCE_MS);
		return { url, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}
