import { EventEmitter, once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { problemSchema } from '../../domain/api/problem.ts';
import { addressOf, Door, doorLimits } from './door.ts';
import { keepFront, putFrontBefore } from '../start/front.ts';
import { keeperOf } from './keeper.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the door', () => {
	it('lets in so many of one address, and so many of all', () => {
		const door = new Door({ all: 3, each: 2 });
		const leave = door.enter('/', 'a') as () => void;
		door.enter('/', 'a');
		expect(door.enter('/', 'a')).toBe('too-many-requests');
		door.enter('/', 'b');
		expect(door.enter('/', 'c')).toBe('server-busy');
		leave();
		expect(door.enter('/', 'c')).toBeTypeOf('function');
	});
	it('lets in whoever watches, and streams, which have places of their own', () => {
		const door = new Door({ all: 1, each: 1 });
		door.enter('/', 'a');
		for (let n = 0; n < 20; n++) expect(door.enter('/healthz', 'a')).toBeTypeOf('function');
		expect(door.enter('/healthz', 'a')).toBe('too-many-requests');
		for (let n = 0; n < 50; n++)
			expect(door.enter('/api/measures/gap/live?level=grid', 'a')).toBeTypeOf('function');
		for (const other of ['/live/x', '/?a=/live', '/openapi.json?a=/live', '/x/live'])
			expect(door.enter(other, 'a'), other).toBe('too-many-requests');
	});
	it('is set by two variables, which must be whole numbers above 0', () => {
		expect(doorLimits({})).toEqual({ all: 300, each: 150 });
		expect(doorLimits({ WANGGE_REQUESTS: '9', WANGGE_REQUESTS_EACH: '7' })).toEqual({ all: 9, each: 7 });
		expect(() => doorLimits({ WANGGE_REQUESTS: '0' })).toThrow('WANGGE_REQUESTS');
	});
	it('takes an address from the connection, or from the header of a proxy that is known', () => {
		const request = {
			headers: { 'x-forwarded-for': '192.0.2.1, 198.51.100.2', 'x-real-ip': '203.0.113.3' },
			socket: { remoteAddress: '127.0.0.1' }
		};
		expect(addressOf(request, {})).toBe('127.0.0.1');
		expect(addressOf(request, { ADDRESS_HEADER: 'X-Real-IP' })).toBe('203.0.113.3');
		expect(addressOf(request, { ADDRESS_HEADER: 'x-forwarded-for' })).toBe('198.51.100.2');
		expect(addressOf(request, { ADDRESS_HEADER: 'x-forwarded-for', XFF_DEPTH: '2' })).toBe('192.0.2.1');
		expect(addressOf(request, { ADDRESS_HEADER: 'x-client' })).toBe('127.0.0.1');
		expect(addressOf({ headers: {}, socket: {} }, {})).toBe('');
	});
});

describe('whoever was let in', () => {
	/** As much of a request and its response as the keeper looks at. */
	const coming = (url: string) => {
		const response = Object.assign(new EventEmitter(), { destroyed: false });
		return {
			request: { url, headers: {}, socket: { remoteAddress: '192.0.2.7' } } as IncomingMessage,
			response: response as unknown as ServerResponse,
			leave: () => {
				response.destroyed = true;
				response.emit('close');
			}
		};
	};
	it('is begun one in each turn, but whoever watches at once', async () => {
		const keep = keeperOf(new Door({ all: 9, each: 9 }), () => false);
		const begun: string[] = [];
		for (const url of ['/a', '/b', '/c', '/healthz']) {
			const { request, response } = coming(url);
			keep(request, response, () => begun.push(url));
		}
		expect(begun).toEqual(['/a', '/healthz']);
		await turn();
		expect(begun).toEqual(['/a', '/healthz', '/b']);
		await turn();
		expect(begun).toEqual(['/a', '/healthz', '/b', '/c']);
		await turn();
	});
	it('is not asked to wait, nor counted, for what is at hand', async () => {
		const door = new Door({ all: 1, each: 1 });
		const answered: string[] = [];
		const keep = keeperOf(door, ({ url }) => url!.startsWith('/tiles/') && answered.push(url!) > 0);
		const begun: string[] = [];
		for (const url of ['/a', '/tiles/1', '/tiles/2']) {
			const { request, response } = coming(url);
			keep(request, response, () => begun.push(url));
		}
		await turn();
		expect(answered).toEqual(['/tiles/1', '/tiles/2']);
		expect(begun).toEqual(['/a']);
	});
	it('is not begun when it has gone before its turn, and leaves its place', async () => {
		const door = new Door({ all: 2, each: 2 });
		const keep = keeperOf(door, () => false);
		const begun: string[] = [];
		const comers = ['/a', '/b'].map((url) => {
			const one = coming(url);
			keep(one.request, one.response, () => begun.push(url));
			return one;
		});
		expect(door.enter('/c', '192.0.2.7')).toBe('too-many-requests');
		comers[1]!.leave();
		await turn();
		await turn();
		expect(begun).toEqual(['/a']);
		expect(door.enter('/c', '192.0.2.7')).toBeTypeOf('function');
	});
});

describe.each([
	['of a server', false],
	['of the server that a request comes to', true]
])('the door %s', (_, byRequest) => {
	it('sends away with a problem document before anything is done, and lets in again when one has gone', async () => {
		const begun: ServerResponse[] = [];
		let came: () => void = () => undefined;
		const server = createServer((_request, response) => {
			begun.push(response);
			came();
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const door = new Door({ all: 2, each: 2 });
		const front = keeperOf(door, () => false);
		if (byRequest) keepFront(front);
		else putFrontBefore(server, front);
		const { port } = server.address() as AddressInfo;
		const ask = () => {
			const inside = new Promise<void>((resolve) => (came = resolve));
			const request = get({
				port,
				host: '127.0.0.1',
				agent: false,
				path: '/x?y',
				headers: { 'accept-language': 'en' }
			});
			const answer = new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
			request.on('error', () => undefined);
			return { inside, answer, request };
		};
		try {
			const first = ask();
			await first.inside;
			const other = ask();
			await other.inside;
			const refused = await ask().answer;
			expect(refused.statusCode).toBe(429);
			expect(refused.headers['retry-after']).toBe('2');
			expect(problemSchema.parse(JSON.parse(await textOf(refused)))).toMatchObject({
				type: '/problems/too-many-requests',
				instance: '/x'
			});
			expect(begun).toHaveLength(2);
			const gone = once(begun[0]!, 'close');
			begun[0]!.end('done');
			expect(await textOf(await first.answer)).toBe('done');
			await gone;
			const left = once(begun[1]!, 'close');
			other.request.destroy();
			await left;
			await ask().inside;
			expect(begun).toHaveLength(3);
		} finally {
			server.closeAllConnections();
			server.close();
		}
	});
});

async function textOf(message: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of message) text += String(chunk);
	return text;
}
