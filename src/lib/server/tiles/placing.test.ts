import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { chooseMetricFrame } from '../../domain/jurisdiction/metric-frame.ts';
import { tileBox } from '../../domain/tile/box.ts';
import { Placing } from './placing.ts';

const WORLD_M = 40_075_016.685578488;

/** The projection itself, and nodes as the database gives them. */
function around(lng: number, lat: number, z: number) {
	const project = proj4(chooseMetricFrame([lng + 0.7, lat]).proj4, 'EPSG:3857');
	const [east, north] = proj4('EPSG:4326', 'EPSG:3857', [lng, lat]) as [number, number];
	const tile = {
		z,
		x: Math.floor((east / WORLD_M + 0.5) * 2 ** z),
		y: Math.floor((0.5 - north / WORLD_M) * 2 ** z)
	};
	const [w, s, e, n] = tileBox(tile);
	const corners = [
		[w, s],
		[w, n],
		[e, s],
		[e, n]
	].map((corner) => project.inverse(corner as [number, number]));
	const [xs, ys] = [corners.map(([x]) => x!), corners.map(([, y]) => y!)];
	const [west, south, width, height] = [
		Math.min(...xs),
		Math.min(...ys),
		Math.max(...xs) - Math.min(...xs),
		Math.max(...ys) - Math.min(...ys)
	];
	const steps = [0, 0.5, 1];
	const nodes = steps.flatMap((up) =>
		steps.flatMap((right) => project.forward([west + right * width, south + up * height]))
	);
	return {
		tile,
		project,
		west,
		south,
		width,
		height,
		nodes: [west, south, west + width, south + height, ...nodes]
	};
}

describe('a place in a tile', () => {
	it.each(
		[8, 10, 12, 14, 16].flatMap((z) => [
			[z, 109.5, 18.2],
			[z, 121.47, 31.23],
			[z, 126.6, 53.4]
		])
	)('at zoom %i, %f° east, %f° north is where the projection puts it', (z, lng, lat) => {
		const { tile, project, west, south, width, height, nodes } = around(lng, lat, z);
		const placing = new Placing(nodes, tile);
		// Within the tile, and as far beyond it as ground that crosses its edge may reach.
		for (const right of [-1, 0.13, 0.5, 0.77, 2])
			for (const up of [-1, 0.21, 0.5, 0.9, 2]) {
				const [east, north] = [west + right * width, south + up * height];
				const [X, Y] = project.forward([east, north]);
				placing.at(east, north);
				const off = Math.hypot(
					placing.x - ((X! / WORLD_M + 0.5) * 2 ** z - tile.x) * 4096,
					placing.y - ((0.5 - Y! / WORLD_M) * 2 ** z - tile.y) * 4096
				);
				const isWithin = right >= 0 && right <= 1 && up >= 0 && up <= 1;
				// Half a unit is what whole numbers cost in each direction.
				expect(off).toBeLessThan(Math.SQRT1_2 + (isWithin ? 0.1 : z <= 10 ? 4 : 0.2));
			}
	});
});
