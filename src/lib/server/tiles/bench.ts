/**
 * What a tile costs that nobody has asked for before, against the plain query: ST_AsMVT of the same grids. Both run over
 * the same connections, in turns of a few tiles, so that whatever else the machine does slows both.
 */
import { WanggeError } from '../../domain/errors.ts';
import type { Context } from '../context.ts';
import { loadStatements } from '../db/index.ts';
import type { TileAddress } from './address.ts';
import { forgetTiles, readTile } from './service.ts';
import { TILE_SETS, type TileSetId } from './sets.ts';

const statement = loadStatements('bench');
/** Tiles of one turn, for each connection. */
const TURN = 2;

export interface TileBenchOrder {
	/** Tiles of each zoom, evenly over the ground; where there are fewer, all of them several times over. */
	tiles: number;
	/** How many are asked for at a time. */
	connections: number;
	/** A clock in milliseconds. */
	clock: () => number;
}

export interface TileBenchZoom {
	zoom: number;
	tiles: number;
	/** Tiles a second: finished ones, compressed and kept; and those of the plain query, as they come. */
	coldPerSecond: number;
	rawPerSecond: number;
	/** The largest of the finished ones, bytes after compression. */
	largestBytes: number;
}

/**
 * Cold tiles of grids, from the farthest zoom that has them to the closest. Lets go of all finished tiles in memory;
 * nothing must keep tiles of this database in files.
 * @throws WanggeError not-found { what: 'grid' } while there are no grids; internal where the engine has no ST_AsMVT
 */
export async function benchTiles(context: Context, order: TileBenchOrder): Promise<TileBenchZoom[]> {
	const { minzoom, maxzoom } = TILE_SETS.grids;
	const zooms: TileBenchZoom[] = [];
	for (let zoom = minzoom; zoom <= maxzoom; zoom++) {
		const tiles = evenly(await tilesOf(context, zoom), order.tiles);
		if (tiles.length === 0) throw new WanggeError('not-found', { what: 'grid' });
		// Connections are opened and code is compiled before anything is timed.
		if (zoom === minzoom) await benchZoom(context, { ...order, tiles: 4 * order.connections }, zoom, tiles);
		zooms.push(await benchZoom(context, order, zoom, tiles));
	}
	return zooms;
}

/** The largest tile of a set at each zoom, of all tiles in which there are grids: bytes after compression. */
export async function largestTiles(
	context: Context,
	set: TileSetId,
	duty = ''
): Promise<Map<number, number>> {
	const { minzoom, maxzoom } = TILE_SETS[set];
	const largest = new Map<number, number>();
	for (let zoom = minzoom; zoom <= maxzoom; zoom++) {
		let bytes = 0;
		for (const place of await tilesOf(context, zoom))
			bytes = Math.max(bytes, await bytesOf(context, { ...place, set, duty }));
		largest.set(zoom, bytes);
	}
	return largest;
}

type Place = Pick<TileAddress, 'z' | 'x' | 'y'>;

/** Every tile of a zoom in which there are grids, from the north-west along the rows. */
export const tilesOf = ({ db }: Context, zoom: number): Promise<Place[]> =>
	db.query<Place>(statement('grid_tiles'), [zoom]);

/** So many of them at the most, from the first on. */
export function evenly<T>(all: readonly T[], most: number): T[] {
	const step = Math.max(1, all.length / most);
	return Array.from({ length: Math.min(most, all.length) }, (_, n) => all[Math.floor(n * step)]!);
}

async function benchZoom(
	context: Context,
	{ connections, clock, tiles: wanted }: TileBenchOrder,
	zoom: number,
	places: readonly Place[]
): Promise<TileBenchZoom> {
	let largestBytes = 0;
	const ways = {
		cold: async (place: Place) => {
			const bytes = await bytesOf(context, { ...place, set: 'grids', duty: '' });
			largestBytes = Math.max(largestBytes, bytes);
		},
		raw: async ({ z, x, y }: Place) => {
			await context.db.query(statement('raw_grids_tile'), [z, x, y]);
		}
	};
	const spent = { cold: 0, raw: 0 };
	let done = 0;
	for (let turn = 0; done < wanted; turn++) {
		const from = (turn * TURN * connections) % places.length;
		// Once round, and they are no longer cold.
		if (from < TURN * connections) forgetTiles(context.db);
		const these = places.slice(from, from + TURN * connections);
		// Who comes first finds the ground on the disk, who comes second in memory.
		for (const way of turn % 2 === 0 ? (['cold', 'raw'] as const) : (['raw', 'cold'] as const)) {
			const began = clock();
			await atATime(connections, these, ways[way]);
			spent[way] += clock() - began;
		}
		done += these.length;
	}
	return {
		zoom,
		tiles: done,
		coldPerSecond: (1000 * done) / spent.cold,
		rawPerSecond: (1000 * done) / spent.raw,
		largestBytes
	};
}

async function bytesOf(context: Context, address: TileAddress): Promise<number> {
	const answer = await readTile(context, address);
	return answer.kind === 'tile' ? (answer.body?.byteLength ?? 0) : 0;
}

async function atATime<T>(many: number, things: readonly T[], work: (thing: T) => Promise<void>) {
	const left = [...things];
	await Promise.all(
		Array.from({ length: many }, async () => {
			for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
		})
	);
}
