import { latitudeAt } from '../../domain/mercator.ts';
import { boxOfBounds, WORLD_M } from '../../domain/tile/box.ts';
import { WanggeError } from '../../domain/errors.ts';
import type { Refusal } from '../../domain/api/refusals.ts';
import { tileSet, type TileSet, type TileSetId } from './sets.ts';

export interface TileAddress {
	set: TileSetId;
	z: number;
	/** Columns from the west, rows from the north. */
	x: number;
	y: number;
	/** Duty code; empty where the set takes none. */
	duty: string;
}

const WHOLE = /^(0|[1-9][0-9]{0,8})$/;
const DUTY = /^[a-z0-9_]{1,60}$/;

/**
 * A tile's address from the parts of a request. Costs no query.
 * @throws WanggeError not-found { what: 'tile-set' } for an unknown set; invalid { refusals } for a part that is not a
 * whole number, a zoom that the set does not have, a tile outside the world, and where the set needs a duty and none,
 * or a malformed one, is given
 */
export function parseTileAddress(parts: {
	set: string;
	z: string;
	x: string;
	y: string;
	duty: string | null;
}): TileAddress {
	const set = knownSet(parts.set);
	const z = within('z', parts.z, set.minzoom, set.maxzoom);
	const last = 2 ** z - 1;
	const x = within('x', parts.x, 0, last);
	const y = within('y', parts.y, 0, last);
	if (!set.takesDuty) return { set: set.id, z, x, y, duty: '' };
	const duty = parts.duty ?? '';
	if (!DUTY.test(duty)) throw refused({ parameter: 'duty', reason: duty ? 'malformed' : 'missing' });
	return { set: set.id, z, x, y, duty };
}

/** The path of a tile, with its query, as TileJSON writes it. */
export const pathOfTile = ({ set, z, x, y, duty }: TileAddress): string =>
	`/tiles/${set}/${z}/${x}/${y}${duty ? `?duty=${duty}` : ''}`;

// What anything else stands for is the router's to say.
const PATH = /^\/tiles\/([\w-]+)\/([\w-]+)\/([\w-]+)\/([\w-]+)(?:\?duty=(\w*))?$/;

/**
 * @param path of a request, with its query
 * @returns undefined when it is written in another way than pathOfTile does
 * @throws WanggeError as parseTileAddress
 */
export function tileOfPath(path: string): TileAddress | undefined {
	const [whole, set, z, x, y, duty] = PATH.exec(path) ?? [];
	return whole === undefined
		? undefined
		: parseTileAddress({ set: set!, z: z!, x: x!, y: y!, duty: duty ?? null });
}

/** @throws WanggeError not-found { what: 'tile-set', id } */
export function knownSet(id: string): TileSet & { id: TileSetId } {
	const set = tileSet(id);
	if (!set) throw new WanggeError('not-found', { what: 'tile-set', id: id.slice(0, 80) });
	return set;
}

function within(parameter: string, value: string, from: number, to: number): number {
	const number = WHOLE.test(value) ? Number(value) : NaN;
	if (Number.isNaN(number)) throw refused({ parameter, reason: 'malformed' });
	if (number < from || number > to) throw refused({ parameter, reason: 'out_of_range', from, to });
	return number;
}

const refused = (refusal: Refusal) => new WanggeError('invalid', { refusals: [refusal] });

/** [west, south, east, north] of a tile, degrees. */
export function tileBounds({ z, x, y }: { z: number; x: number; y: number }): Bounds {
	const lng = (column: number) => (column / 2 ** z) * 360 - 180;
	const lat = (row: number) => latitudeAt(row / 2 ** z);
	return [lng(x), lat(y + 1), lng(x + 1), lat(y)];
}

/** The tile of a zoom that holds a place. */
export function tileAt(z: number, [lng, lat]: readonly [lng: number, lat: number]) {
	const [east, north] = boxOfBounds([lng, lat, lng, lat]);
	const whole = (share: number) => Math.floor(share * 2 ** z);
	return { z, x: whole(east / WORLD_M + 0.5), y: whole(0.5 - north / WORLD_M) };
}

export type Bounds = [west: number, south: number, east: number, north: number];

export function boundsMeet(a: Bounds, b: Bounds): boolean {
	return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
