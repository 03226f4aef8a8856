/** Which of the tiles at hand cover the screen while others are on their way. */

export interface TilePlace {
	z: number;
	x: number;
	y: number;
}

/** Part of a tile that is drawn: sides as shares of the tile from its top left. */
export type Part = readonly [left: number, top: number, right: number, bottom: number];

export interface Drawn<T extends TilePlace> {
	/** The tile that is wanted here, by which the drawn one is placed. */
	wanted: T;
	/** The tile that is drawn. */
	tile: TilePlace;
	part: Part;
}

const WHOLE: Part = [0, 0, 1, 1];
/** So many zooms closer than wanted are still looked at. */
const CLOSER = 2;

export const tileKey = ({ z, x, y }: TilePlace) => `${z}/${x}/${y}`;

/**
 * For each wanted tile itself; while it is missing, the nearest one farther out that holds it, and else those closer
 * in that lie within it. No ground is drawn twice, since what is drawn lets through what is below.
 * @param farthest zoom of the farthest tiles that there are
 */
export function cover<T extends TilePlace>(
	wanted: readonly T[],
	farthest: number,
	has: (tile: TilePlace) => boolean
): Drawn<T>[] {
	return wanted.flatMap((tile) => {
		if (has(tile)) return [{ wanted: tile, tile, part: WHOLE }];
		for (let up = 1; tile.z - up >= farthest; up++) {
			const outer = { z: tile.z - up, x: tile.x >> up, y: tile.y >> up };
			if (has(outer)) return [{ wanted: tile, tile: outer, part: partOf(tile, outer) }];
		}
		return within(tile, CLOSER, has).map((inner) => ({ wanted: tile, tile: inner, part: WHOLE }));
	});
}

function partOf(tile: TilePlace, outer: TilePlace): Part {
	const side = 2 ** (outer.z - tile.z);
	const left = (tile.x % (1 / side)) * side;
	const top = (tile.y % (1 / side)) * side;
	return [left, top, left + side, top + side];
}

function within(tile: TilePlace, zooms: number, has: (tile: TilePlace) => boolean): TilePlace[] {
	if (zooms === 0) return [];
	return [0, 1, 2, 3].flatMap((corner) => {
		const inner = { z: tile.z + 1, x: tile.x * 2 + (corner & 1), y: tile.y * 2 + (corner >> 1) };
		return has(inner) ? [inner] : within(inner, zooms - 1, has);
	});
}

/**
 * Matrix that places a tile where another one's matrix says, for tiles of different zooms.
 * @param matrix of the wanted tile, 4 x 4 by columns
 * @param extent units to the side of either tile
 */
export function placed(
	matrix: ArrayLike<number>,
	extent: number,
	wanted: TilePlace,
	tile: TilePlace
): Float32Array<ArrayBuffer> {
	const scale = 2 ** (wanted.z - tile.z);
	const right = (tile.x * scale - wanted.x) * extent;
	const down = (tile.y * scale - wanted.y) * extent;
	return Float32Array.from({ length: 16 }, (_, at) => {
		const value = matrix[at]!;
		if (at < 8) return value * scale;
		return at < 12 ? value : value + right * matrix[at - 12]! + down * matrix[at - 8]!;
	});
}
