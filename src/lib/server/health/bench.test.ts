import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { benchFlood, randomTile } from './bench.ts';

/** The same numbers each time. */
const numbers = () => {
	let state = 1;
	return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
};

it('asks for every tile, counts the answers, and watches health meanwhile', async () => {
	const asked: string[] = [];
	let healths = 0;
	const server = createServer(({ url }, response) => {
		if (url === '/healthz') healths++;
		else asked.push(url!);
		response.statusCode = url === '/healthz' ? 200 : asked.length % 3 === 0 ? 429 : 204;
		response.end();
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	try {
		let now = 0;
		let bytes = 100;
		const report = await benchFlood({
			url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
			requests: 300,
			concurrency: 20,
			clock: () => (now += 500),
			random: numbers(),
			memory: () => (bytes += 7)
		});
		expect(report.statuses).toEqual({ 204: 200, 429: 100 });
		expect(report.requestsPerS).toBe(600);
		expect(report.health).toMatchObject({ asked: healths - 1, failed: 0 });
		expect(report.health.p99Ms).toBeGreaterThanOrEqual(report.health.p50Ms);
		expect(report).toMatchObject({ memory: { before: 107, after: 114 }, recoveredMs: 500 });
		expect(asked).toHaveLength(300);
		const again = numbers();
		expect(asked.sort()).toEqual(Array.from({ length: 300 }, () => randomTile(again)).sort());
	} finally {
		server.closeAllConnections();
		server.close();
	}
});

it('says that a server which is not there did not answer', async () => {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const url = `http://127.0.0.1:${(probe.address() as AddressInfo).port}`;
	probe.close();
	await once(probe, 'close');
	const report = await benchFlood({ url, requests: 5, concurrency: 2, clock: () => 0, random: numbers() });
	expect(report).toMatchObject({ statuses: { 0: 5 }, memory: null, recoveredMs: Infinity });
	expect(report.health.failed).toBe(report.health.asked);
});
