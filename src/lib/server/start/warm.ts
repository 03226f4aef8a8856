/**
 * A process that has just been started reads and compiles what makes a page with the first one, for a second in which
 * it hears nobody, and runs slowly for some more. So it asks itself for some before it says that it is ready.
 */
import { request, type RequestOptions } from 'node:http';

/** Pages asked for; after as many each takes a thirtieth of the first. */
const PAGES = 10;
const PATIENCE_MS = 20_000;

/** Where a server with these settings listens (adapter-node); null: at a socket that whoever started it has opened. */
export function ownAddress(
	settings: NodeJS.ProcessEnv
): { host: string; port: number } | { socketPath: string } | null {
	if (settings.LISTEN_PID) return null;
	if (settings.SOCKET_PATH) return { socketPath: settings.SOCKET_PATH };
	const host = settings.HOST || '0.0.0.0';
	const any = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host];
	return { host: any ?? host, port: Number(settings.PORT || 3000) };
}

/** Never fails: what is not warm is only slower. */
export async function warmUp(settings: NodeJS.ProcessEnv): Promise<void> {
	const address = ownAddress(settings);
	if (!address) return;
	const signal = AbortSignal.timeout(PATIENCE_MS);
	try {
		for (let page = 0; page < PAGES; page++) await ask({ ...address, signal });
	} catch {
		// Whoever comes first waits a little longer.
	}
}

/** @throws Error when there is no whole answer */
const ask = (where: RequestOptions) =>
	new Promise<void>((resolve, reject) => {
		request(where, (answer) => {
			answer.resume();
			answer.once('end', resolve);
			answer.once('error', reject);
		})
			.once('error', reject)
			.end();
	});
