import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ownAddress, warmUp } from './warm.ts';

/** A server at an address of its own while `work` runs; what it was asked for. */
async function served(answer: RequestListener, work: (port: number) => Promise<void>) {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		answer(request, response);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	try {
		await work((server.address() as AddressInfo).port);
	} finally {
		server.close();
		server.closeAllConnections();
	}
	return asked;
}

describe('a process that warms itself up', () => {
	it.each([
		[{}, { host: '127.0.0.1', port: 3000 }],
		[
			{ HOST: '::', PORT: '80' },
			{ host: '::1', port: 80 }
		],
		[
			{ HOST: '10.0.0.7', PORT: '8080' },
			{ host: '10.0.0.7', port: 8080 }
		],
		[{ SOCKET_PATH: '/run/wangge.sock', PORT: '80' }, { socketPath: '/run/wangge.sock' }],
		[{ LISTEN_PID: '7' }, null]
	])('knows where it listens with %j', (settings, address) => {
		expect(ownAddress(settings)).toEqual(address);
	});
	it('asks itself for pages one after the other', async () => {
		let [now, most] = [0, 0];
		const asked = await served(
			(_, response) => {
				most = Math.max(most, ++now);
				setImmediate(() => response.end('page', () => now--));
			},
			(port) => warmUp({ HOST: '127.0.0.1', PORT: String(port) })
		);
		expect(asked).toEqual(Array(10).fill('GET /'));
		expect(most).toBe(1);
	});
	it('goes on without where nobody answers', async () => {
		const asked = await served(
			(request) => request.socket.destroy(),
			(port) => warmUp({ HOST: '127.0.0.1', PORT: String(port) })
		);
		expect(asked).toHaveLength(1);
	});
});
