import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nginxProgram, serveTileFiles } from '../setup/nginx.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';
import { load, wrkProgram } from './load.ts';

const LEAST_OF_NGINX = 0.4;
const CONNECTIONS = 16;
/** Tiles of each zoom around the middle of the densest ground, in a square of so many by so many. */
const ZOOMS = [12, 13, 14, 15, 16];
const SIDE = 5;

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
		let largest = 0;
		for (const path of ZOOMS.flatMap((z) => around(bench.middle, z).map((at) => `/tiles/grids/${at}`))) {
			const body = await compressed(url + path);
			if (!body) continue;
			largest = Math.max(largest, body.length);
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), body);
			paths.push(path);
		}
		const files = await serveTileFiles(nginx, folder);
		try {
			const order = { connections: CONNECTIONS, seconds: bench.seconds };
			const [ours, theirs] = [load(wrk, url, paths, order), load(wrk, files.url, paths, order)];
			return [
				{
					row: 'hotTiles',
					value: ours.perSecond / theirs.perSecond,
					unit: 'times',
					goal: { least: LEAST_OF_NGINX },
					from: { product: ours.perSecond, nginx: theirs.perSecond, tiles: paths.length }
				},
				{ row: 'hotTilesPerSecond', value: ours.perSecond, unit: 'count' },
				{ row: 'hotTilesRefused', value: ours.refused, unit: 'count', goal: { most: 0 } }
			];
		} finally {
			await files.stop();
		}
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

function around([lng, lat]: readonly [number, number], z: number): string[] {
	const world = 2 ** z;
	const column = Math.floor(((lng + 180) / 360) * world);
	const row = Math.floor(
		(0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * world
	);
	const offsets = Array.from({ length: SIDE }, (_, at) => at - Math.floor(SIDE / 2));
	return offsets.flatMap((x) => offsets.map((y) => `${z}/${column + x}/${row + y}`));
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
