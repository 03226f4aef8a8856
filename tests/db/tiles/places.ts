/** Tiles of the tiny ground, and a database that counts how many of them it was asked for. */
import type { Context } from '../../../src/lib/server/context.ts';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import type { Database, Statement } from '../../../src/lib/server/db/index.ts';
import type { TileAddress } from '../../../src/lib/server/tiles/address.ts';
import { readTile } from '../../../src/lib/server/tiles/service.ts';
import type { TileSetId } from '../../../src/lib/server/tiles/sets.ts';
import { lngLatOf, TINY_DAY } from '../../fixtures/tiny-ground.ts';

const NOW = new Date(`${TINY_DAY}T10:20:30+08:00`);

/** @param later ms after the tiny day's morning */
export const contextOf = (db: Database, later = 0): Context => ({
	db,
	actor: 'test',
	access: UNLIMITED,
	now: new Date(NOW.getTime() + later)
});

/** The tile that holds a point of the tiny ground (metres from its corner). */
export function tileAt(set: TileSetId, z: number, x: number, y: number, duty = ''): TileAddress {
	const [lng, lat] = lngLatOf(x, y);
	const sin = Math.sin((lat * Math.PI) / 180);
	return {
		set,
		z,
		x: Math.floor(((lng + 180) / 360) * 2 ** z),
		y: Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z),
		duty
	};
}

/** Longitude and latitude of a place in a tile, in shares of its side from the west and from the north. */
export function placeIn({ z, x, y }: TileAddress, east: number, south: number): [number, number] {
	return [
		((x + east) / 2 ** z) * 360 - 180,
		(Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + south)) / 2 ** z))) * 180) / Math.PI
	];
}

/** The tiles around one, `reach` away in each direction, row by row. */
export function around(centre: TileAddress, reach: number): TileAddress[] {
	const steps = Array.from({ length: 2 * reach + 1 }, (_, n) => n - reach);
	return steps.flatMap((down) =>
		steps.map((right) => ({ ...centre, x: centre.x + right, y: centre.y + down }))
	);
}

export interface Counting {
	/** The same database to another cache: what a process that has just been started would see. */
	db: Database;
	/** Queries for rows of tiles so far. */
	tiles: () => number;
}

export function counting(db: Database): Counting {
	let tiles = 0;
	const counted = new Proxy(db, {
		get(_target, key) {
			if (key !== 'query') {
				const value: unknown = Reflect.get(db, key, db);
				return typeof value === 'function' ? (value.bind(db) as unknown) : value;
			}
			return (statement: string | Statement, values?: readonly unknown[]) => {
				if (typeof statement !== 'string' && /_(tile|rows)$/.test(statement.name)) tiles++;
				return db.query(statement, values);
			};
		}
	});
	return { db: counted, tiles: () => tiles };
}

/** An open page: it holds tiles with their tags, and asks for all of them again. */
export class Page {
	readonly #counting: Counting;
	readonly #addresses: readonly TileAddress[];
	readonly tags = new Map<TileAddress, string>();

	constructor(db: Database, addresses: readonly TileAddress[]) {
		this.#counting = counting(db);
		this.#addresses = addresses;
	}

	/** Asks for every tile; those for which the database was asked, as column and row from the first. */
	async refresh(later: number): Promise<string[]> {
		const asked: string[] = [];
		const [first] = this.#addresses;
		for (const address of this.#addresses) {
			const before = this.#counting.tiles();
			const tag = this.tags.get(address);
			const answer = await readTile(contextOf(this.#counting.db, later), address, {
				known: tag ? [tag] : []
			});
			if (answer.kind === 'gone') throw new Error(answer.kind);
			this.tags.set(address, answer.etag);
			if (this.#counting.tiles() > before) asked.push(`${address.x - first!.x},${address.y - first!.y}`);
		}
		return asked;
	}
}
