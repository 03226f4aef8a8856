/**
 * Vector tiles of the ground. Finished tiles are kept, in memory and in files, for as long as no change of the ground
 * touches them.
 */
import { areasOf, EVERYWHERE, requireAnywhere, scopeKey, type Scope } from '../../domain/access/access.ts';
import { WanggeError } from '../../domain/errors.ts';
import { boxesMeet, tileBox } from '../../domain/tile/box.ts';
import { accessOf, dayOf, type Context } from '../context.ts';
import { ofNobody, PerDatabase, type Database } from '../db/index.ts';
import { ANY_TAG } from '../if-none-match.ts';
import { pathOfTile, tileOfPath, type TileAddress } from './address.ts';
import { GroundBounds, isOutside } from './bounds.ts';
import { RecentlyUsed } from './cache.ts';
import type { TileFiles } from './files.ts';
import { Held } from './held.ts';
import { HotTiles } from './hot.ts';
import { InForce } from './in-force.ts';
import { packedTile } from './packing.ts';
import * as repository from './repository.ts';
import { hotHeaders } from './response.ts';
import { TILE_SETS, tileSet, type TileSet, type TileSetId } from './sets.ts';
import { Sharing } from './sharing.ts';
import { contentOf, tagOf } from './tag.ts';
import { Turns } from './turns.ts';
import { digest, GroundVersions, type Changes } from './versions.ts';

/** Raised when the same rows are encoded differently, so that whoever keeps tiles lets go of them. */
const FORMAT = 3;
const CACHE_BYTES = 96 * 1024 * 1024;
/** What an entry of the cache takes besides its body: its key, its tag and the objects around them, about 400 bytes. */
const ENTRY_BYTES = 500;
/** Tiles worked on at a time where the database has connections enough; the embedded engine has one. */
const AT_ONCE = 6;
const SHARE_FOR_TILES = 0.6;
/** Tiles that may wait for their turn, and how long: a screen has some fifty, and a person's patience ends. */
const MOST_WAITING = 256;
const WAIT_MS = 15_000;
/** Content of a tile in which nothing lies. */
const NOTHING = '0';

export interface Tile {
	/** Weak entity tag (tag.ts): what it was made from, its content, and what was generalised in it. */
	etag: string;
	/** Gzipped; null when nothing lies in the tile. */
	body: Uint8Array<ArrayBuffer> | null;
}

export type TileAnswer =
	| ({ kind: 'tile' } & Tile)
	| { kind: 'unchanged'; etag: string }
	/** The asker has gone. */
	| { kind: 'gone' };

/** A finished tile, and all that its answer says besides it: worked out once, not for each who asks. */
export interface HotTile {
	tile: Tile;
	/** Names and values in turn. */
	headers: string[];
}

/** What lies outside of the ground, whatever its version. */
const OUTSIDE_TILE: Tile = { etag: tagOf('outside', NOTHING), body: null };
const OUTSIDE: HotTile = { tile: OUTSIDE_TILE, headers: hotHeaders(OUTSIDE_TILE) };

interface Room {
	tiles: RecentlyUsed<Tile>;
	hot: HotTiles<HotTile>;
	making: Sharing<Tile>;
	versions: GroundVersions;
	duties: Held<ReadonlySet<string>>;
	bounds: GroundBounds;
	inForce: InForce;
	files?: TileFiles;
}

const rooms = new PerDatabase((asked: Database): Room => {
	const db = ofNobody(asked);
	// Not all connections are for tiles: whoever clicks a grid would wait behind a screen full of them.
	const places = Math.max(1, Math.min(AT_ONCE, Math.floor(db.connections * SHARE_FOR_TILES)));
	return {
		tiles: new RecentlyUsed(CACHE_BYTES),
		hot: new HotTiles(),
		making: new Sharing(new Turns({ places, waiting: MOST_WAITING, waitMs: WAIT_MS })),
		versions: new GroundVersions((known) => repository.changes(db, known)),
		duties: new Held(() => repository.duties(db)),
		bounds: new GroundBounds(() => repository.bounds(db)),
		inForce: new InForce((day) => repository.inForceSince(db, day))
	};
});

/** From now on finished tiles of this database are kept in these files as well, and looked for there. */
export function keepInFiles(db: Database, files: TileFiles): void {
	rooms.of(db).files = files;
}

/** Lets go of all finished tiles in memory, and of the files as well: as in a process that has just been started. */
export function forgetTiles(db: Database): void {
	rooms.forget(db);
}

/**
 * One tile, as whoever asks may see it.
 * @param known entity tags that the asker holds (If-None-Match)
 * @throws WanggeError not-found { what: 'path' } where they may see nothing of it, { what: 'duty' } for a duty that is not in
 * the catalogue; database-busy when too many
 * tiles wait
 */
export async function readTile(
	context: Context,
	address: TileAddress,
	asked: { known?: readonly string[]; signal?: AbortSignal } = {}
): Promise<TileAnswer> {
	const { db, now } = context;
	const room = rooms.of(db);
	const set: TileSet = TILE_SETS[address.set];
	const scope = set.scoped ? requireAnywhere(accessOf(context), 'read', set.record) : EVERYWHERE;
	if (set.takesDuty) requireDuty(address.duty, await room.duties.at(now));
	const changes = await room.versions.at(now);
	if (isOutside(await room.bounds.at(changes), address)) return asKnown(OUTSIDE_TILE, asked.known);
	const clock = await clockOf(room, changes, set, now);
	const seal = sealOf(changes, address, `${clock.text} ${scopeKey(scope)}`);
	const held = asked.known?.find((tag) => tag.startsWith(`W/"${seal}-`));
	if (held) return { kind: 'unchanged', etag: held };

	const name = [address.set, address.z, address.x, address.y, address.duty, nameOf(scope)].join('/');
	const key = `${name}/${seal}`;
	const make = () =>
		keptOrMade(room, key, `${changes.identity}/${name}`, seal, () =>
			makeTile(db, address, scope, clock.value, seal)
		);
	const tile = room.tiles.get(key) ?? (await room.making.once(key, make, asked.signal));
	if (!tile) return { kind: 'gone' };
	// What is not for everybody is never answered without asking who asks.
	if (!set.scoped)
		room.hot.remember(pathOfTile(address), changes.token, now, { tile, headers: hotHeaders(tile) });
	return asKnown(tile, asked.known);
}

/**
 * A tile that was asked for before, when nothing can have changed since, and the empty one of where there is no ground;
 * costs no query and no digest.
 * @param path of the request, with its query; only the way that TileJSON writes it is known
 * @throws WanggeError as parseTileAddress, and not-found { what: 'duty' } as readTile
 */
export function tileAtHand(db: Database, now: Date, path: string): HotTile | undefined {
	const room = rooms.known(db);
	const changes = room?.versions.held(now);
	const hot = changes && room?.hot.find(path, changes.token, now);
	if (hot) return hot;
	const address = tileOfPath(path);
	if (!address || !room || !changes) return undefined;
	if (address.duty) {
		const duties = room.duties.held(now);
		if (!duties) return undefined;
		requireDuty(address.duty, duties);
	}
	const bounds = room.bounds.held(changes);
	return bounds && isOutside(bounds.value, address) ? OUTSIDE : undefined;
}

/** @throws WanggeError not-found { what: 'duty', id } */
function requireDuty(duty: string, duties: ReadonlySet<string>): void {
	if (!duties.has(duty)) throw new WanggeError('not-found', { what: 'duty', id: duty });
}

/** Another version may have come and left this tile as the asker has it. */
export function asKnown(tile: Tile, known: readonly string[] = []): Exclude<TileAnswer, { kind: 'gone' }> {
	const same = known.some((tag) => tag === ANY_TAG || contentOf(tag) === contentOf(tile.etag));
	return same ? { kind: 'unchanged', etag: tile.etag } : { kind: 'tile', ...tile };
}

/** Of a file, by the scope of whoever may see it; empty where that is everybody. */
const nameOf = (scope: Scope): string => (scope.everywhere ? '' : digest(scopeKey(scope)));

/** Another one for another content: of what the tile may show, and of how it is made. */
function sealOf(changes: Changes, address: TileAddress, clock: string): string {
	const set = TILE_SETS[address.set];
	const shown = Object.entries(set.tables).filter(([, from]) => address.z >= from);
	const box = tileBox(address);
	const version = changes.version(
		shown.map(([table]) => table),
		(...one) => boxesMeet(one, box)
	);
	return digest([FORMAT, makingOf(address.set), changes.identity, version, clock].join(' '));
}

const makings = new Map<TileSetId, string>();

function makingOf(set: TileSetId): string {
	const known = makings.get(set) ?? digest(repository.making(TILE_SETS[set]));
	makings.set(set, known);
	return known;
}

/** From its file where there is one; else made, and then kept there too. */
async function keptOrMade(
	room: Room,
	key: string,
	file: string,
	seal: string,
	make: () => Promise<Tile>
): Promise<Tile> {
	const kept = await room.files?.read(file, seal);
	const tile = kept ?? (await make());
	room.tiles.set(key, tile, (tile.body?.byteLength ?? 0) + ENTRY_BYTES);
	// Nobody waits for the disk.
	if (!kept) room.files?.write(file, seal, tile);
	return tile;
}

async function makeTile(
	db: Database,
	{ set: id, z, x, y, duty }: TileAddress,
	scope: Scope,
	clock: string | Date | undefined,
	seal: string
): Promise<Tile> {
	const set: TileSet = TILE_SETS[id];
	const areas = areasOf(scope);
	const values: repository.TileValues = [
		z,
		x,
		y,
		...(clock ? [clock] : []),
		...(set.takesDuty ? [duty] : []),
		...(set.scoped ? [areas && (await repository.areasBelow(db, areas))] : []),
		...(set.scoped === 'areas-and-organisations' ? [scope.organisations] : [])
	];
	const { bytes, body, generalised } = await packedTile(
		set,
		{ z, x, y },
		await repository.layerRows(db, set, values)
	);
	return { etag: tagOf(seal, body ? digest(bytes) : NOTHING, generalised), body };
}

/** What the rows depend on besides the ground, and the text that stands for it. Moments are whole hours, so that a tile holds for one. */
async function clockOf(room: Room, changes: Changes, { clock, tables }: TileSet, now: Date) {
	if (clock === 'none') return { text: '', value: undefined };
	const day = dayOf(now);
	if (clock === 'day') return { text: day, value: day };
	if (clock === 'in-force')
		return { text: await room.inForce.since(changes, day, Object.keys(tables)), value: day };
	const hour = new Date(now);
	hour.setUTCMinutes(0, 0, 0);
	return { text: hour.toISOString(), value: hour };
}

/**
 * The TileJSON 3.0 document of a set (github.com/mapbox/tilejson-spec), its tiles addressed relative to the page.
 * @param origin scheme and host that the asker used
 * @throws WanggeError not-found for an unknown set
 */
export async function tileJson(context: Context, id: string, origin: string, duty: string | null) {
	const set = tileSet(id);
	if (!set) throw new WanggeError('not-found', { what: 'tile-set', id: id.slice(0, 80) });
	const room = rooms.of(context.db);
	const bounds = await room.bounds.at(await room.versions.at(context.now));
	const names = await repository.attributions(context.db);
	const query = set.takesDuty && duty ? `?duty=${encodeURIComponent(duty)}` : '';
	return {
		tilejson: '3.0.0',
		name: `wangge-${set.id}`,
		description: set.description,
		version: `${FORMAT}.0.0`,
		scheme: 'xyz',
		tiles: [`${origin}/tiles/${set.id}/{z}/{x}/{y}${query}`],
		minzoom: set.minzoom,
		maxzoom: set.maxzoom,
		bounds: bounds ?? [-180, -85.0511, 180, 85.0511],
		...(names.length > 0 ? { attribution: names.map(escapeHtml).join(' · ') } : {}),
		vector_layers: set.layers.map(({ id: layer, description, minzoom, fields }) => ({
			id: layer,
			description,
			minzoom: Math.max(minzoom, set.minzoom),
			maxzoom: set.maxzoom,
			fields
		}))
	};
}

// TileJSON lets an attribution hold HTML; ours is text out of files.
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
