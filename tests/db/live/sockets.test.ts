/** Streams over real sockets: those that nobody reads, and those that there is no place for. */
import { once } from 'node:events';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setResponse } from '@sveltejs/kit/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, describe } from 'vitest';
import type { LiveEvent } from '../../../src/lib/domain/live/events.ts';
import { problemSchema } from '../../../src/lib/domain/api/problem.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { endStreams } from '../../../src/lib/server/live/service.ts';
import { eventStream, type Sending } from '../../../src/lib/server/live/stream.ts';
import { layTinyGround } from '../../fixtures/tiny-ground.ts';
import { ask, json } from '../api/ask.ts';
import { describeEngines } from '../harness/index.ts';

const EVENT_BYTES = 64 * 1024;
const event = (n: number): LiveEvent => ({ kind: 'column', tag: `${n} ${'x'.repeat(EVENT_BYTES)}` });

describe('a client that never reads its stream', () => {
	let server: Server;
	/** The server's side of each stream, in the order of coming. */
	let sides: { sending: Sending<LiveEvent>; ended: boolean; socket: IncomingMessage['socket'] }[];
	beforeEach(async () => {
		sides = [];
		server = createServer((request, response) => {
			const stream = eventStream({
				open(sending) {
					const side = { sending, ended: false, socket: request.socket };
					sides.push(side);
					return () => (side.ended = true);
				},
				missed: () => [event(-1)],
				beatMs: 20,
				giveUp: () => request.socket.destroy()
			});
			void setResponse(response, new Response(stream));
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
	});
	afterEach(() => {
		server.closeAllConnections();
		server.close();
	});

	const join = () =>
		new Promise<IncomingMessage>((resolve, reject) => {
			const { port } = server.address() as AddressInfo;
			const request = get({ port, host: '127.0.0.1', agent: false }, resolve);
			request.on('error', reject);
			request.flushHeaders();
			// The server sends its head with the first bytes of the body.
			server.once('request', () => setImmediate(() => sides.at(-1)!.sending.send(event(0))));
		});

	it('costs a bounded number of bytes, loses its connection, and keeps nobody else waiting', async () => {
		const deaf = await join();
		deaf.pause();
		const reader = await join();
		let heard = 0;
		let told: () => void = () => undefined;
		reader.on('data', (chunk: Buffer) => {
			heard += chunk.byteLength;
			told();
		});
		const [unread, read] = sides as [(typeof sides)[0], (typeof sides)[0]];
		const gone = once(unread.socket, 'close');
		// More than the system itself keeps for a socket, each one heard by the reader before the next is told.
		for (let n = 1; n <= 400; n++) {
			const before = heard;
			const heardIt = new Promise<void>((resolve) => {
				told = () => heard - before >= EVENT_BYTES && resolve();
			});
			for (const { sending } of sides) sending.send(event(n));
			await heardIt;
			expect(unread.socket.writableLength).toBeLessThan(1024 * 1024);
		}
		await gone;
		expect([unread.ended, read.ended]).toEqual([true, false]);
		expect(read.socket.destroyed).toBe(false);
		reader.destroy();
	});
});

describeEngines('places for streams', (db) => {
	const before = { ...process.env };
	let context: Context;
	beforeAll(async () => {
		Object.assign(process.env, { WANGGE_STREAMS: '3', WANGGE_STREAMS_EACH: '2' });
		await db.transaction((tx) => layTinyGround(tx));
		context = { db, actor: 'test', access: UNLIMITED, now: new Date() };
	});
	afterAll(() => {
		endStreams();
		process.env = before;
	});

	it('are bounded for one address and for all; what is beyond is told when to ask again, and health answers', async () => {
		const follow = (address: string) => ask(context, '/api/measures/gap/live', { address });
		const open = [await follow('192.0.2.7'), await follow('192.0.2.7')];
		await refused(await follow('192.0.2.7'), 429, 'too-many-requests');
		open.push(await follow('192.0.2.8'));
		await refused(await follow('192.0.2.9'), 503, 'server-busy');
		expect(await json<object>(context, '/healthz')).toMatchObject({ status: 'ready' });
		// What cannot be followed at all takes no place.
		await open.pop()!.body!.cancel();
		const wrong = await ask(context, '/api/measures/gap/live?duty=nonsense', { address: '192.0.2.9' });
		expect(wrong.status).toBe(400);
		open.push(await follow('192.0.2.9'));
		expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);
		for (const { body } of open) await body!.cancel();
	});
});

async function refused(response: Response, status: number, kind: string): Promise<void> {
	expect(response.status).toBe(status);
	expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(response.headers.get('content-type')).toBe('application/problem+json');
	expect(problemSchema.parse(await response.json())).toMatchObject({ type: `/problems/${kind}`, status });
}
