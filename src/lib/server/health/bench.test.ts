import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { parseTileAddress, tileBounds } from '../tiles/address.ts';
import { benchFlood, crowdPath, randomTile } from './bench.ts';

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
			path: randomTile,
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
	const order = { url, requests: 5, concurrency: 2, path: randomTile, clock: () => 0, random: numbers() };
	const report = await benchFlood(order);
	expect(report).toMatchObject({ statuses: { 0: 5 }, memory: null, recoveredMs: Infinity });
	expect(report.health.failed).toBe(report.health.asked);
});

it('asks as a crowd does for pages, grids and tiles around a place', () => {
	const random = numbers();
	const paths = Array.from({ length: 2000 }, () => crowdPath(random, [117, 36]));
	const close = paths.filter((path) => {
		const [, set, z, x, y] = /^\/tiles\/(grids|ground)\/(1[2-6])\/(\d+)\/(\d+)$/.exec(path) ?? [];
		if (!set) return false;
		const [west, south, east, north] = tileBounds(parseTileAddress({ set, z: z!, x: x!, y: y!, duty: null }));
		return west < 117.05 && east > 116.95 && south < 36.05 && north > 35.95;
	});
	expect(close.length).toBeGreaterThan(800);
	expect(paths.filter((path) => path === '/').length).toBeGreaterThan(50);
	expect(
		paths.filter((path) => /^\/api\/grids\?at=11[67]\.\d+,3[56]\.\d+$/.test(path)).length
	).toBeGreaterThan(200);
});
