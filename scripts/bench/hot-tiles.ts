import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { evenly, tilesOf } from '../../src/lib/server/tiles/bench.ts';
import { TILE_SETS } from '../../src/lib/server/tiles/sets.ts';
import { percentile } from '../../src/lib/domain/statistics/percentile.ts';
import { nginxProgram, serveTileFiles } from '../setup/nginx.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';
import { serveBare } from './bare-server.ts';
import { load, wrkProgram } from './load.ts';

const LEAST_OF_NGINX = 0.4;
const CONNECTIONS = 16;
const ROUNDS = 5;
/** Tiles of each zoom, evenly over the ground. */
const TILES = 25;

/** Tiles that the server has at hand, against nginx serving the same bytes from files; the same client asks both. */
export async function benchHotTiles(bench: Bench): Promise<Figure[]> {
	const { url } = await bench.product();
	const [wrk, nginx] = [wrkProgram(bench.say), nginxProgram(bench.say)];
	if (!wrk || !nginx) {
		bench.say('apt-get install wrk nginx-light');
		return [];
	}
	const folder = mkdtempSync(join(tmpdir(), 'wangge-hot-tiles-'));
	try {
		const paths: string[] = [];
		const { minzoom, maxzoom } = TILE_SETS.grids;
		const tiles = [];
		for (let zoom = minzoom; zoom <= maxzoom; zoom++)
			tiles.push(...evenly(await tilesOf(bench.context(), zoom), TILES));
		for (const path of tiles.map(({ z, x, y }) => `/tiles/grids/${z}/${x}/${y}`)) {
			const body = await compressed(url + path);
			if (!body) continue;
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), body);
			paths.push(path);
		}
		const servers = [await serveTileFiles(nginx, folder)];
		try {
			servers.push(await serveBare(folder));
			const order = { connections: CONNECTIONS, seconds: Math.ceil(bench.seconds / ROUNDS) };
			const urls = [url, ...servers.map((server) => server.url)];
			// In turn, so that a machine that is slower for a while is so for all; the first round warms up.
			const rounds = Array.from({ length: 1 + ROUNDS }, () =>
				urls.map((from) => load(wrk, from, paths, order))
			).slice(1);
			const [product, files, node] = urls.map((_, at) =>
				percentile(
					rounds.map((loads) => loads[at]!.perSecond),
					0.5
				)
			) as [number, number, number];
			return [
				{
					row: 'hotTiles',
					value: product / files,
					unit: 'times',
					goal: { least: LEAST_OF_NGINX },
					from: { product, nginx: files, node, tiles: paths.length }
				},
				{ row: 'hotTilesPerSecond', value: product, unit: 'count' },
				{
					row: 'hotTilesRefused',
					value: rounds.reduce((sum, [ours]) => sum + ours!.refused, 0),
					unit: 'count',
					goal: { most: 0 }
				},
				{ row: 'hotTilesBare', value: node / files, unit: 'times' }
			];
		} finally {
			for (const server of servers) await server.stop();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** The bytes on the wire, as they are; null where there is no tile. fetch would unpack them. */
function compressed(url: string): Promise<Buffer | null> {
	return new Promise((resolve, reject) => {
		request(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('error', reject);
			response.on('end', () => {
				const whole = response.statusCode === 200 && response.headers['content-encoding'] === 'gzip';
				resolve(whole ? Buffer.concat(parts) : null);
			});
		})
			.on('error', reject)
			.end();
	});
}
