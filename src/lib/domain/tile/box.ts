/** The ground that a tile shows something of, and whether a change lies on it. Metres of EPSG:3857. */

/** West, south, east, north. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** Circumference of the world in EPSG:3857, metres. */
export const WORLD_M = 40_075_016.685_578_488;
/** Units along a side of a tile (Mapbox Vector Tile 2.1, 4.1). */
export const EXTENT = 4096;
/** Units beyond a tile's edge that may still be drawn in it: the encoder's 64 and two for rounding. */
const MARGIN_UNITS = 66;

/** All ground that a tile shows anything of. @param tile zoom, column from the west and row from the north */
export function tileBox({ z, x, y }: { z: number; x: number; y: number }): Box {
	const side = WORLD_M / 2 ** z;
	const margin = (side * MARGIN_UNITS) / EXTENT;
	const [west, north] = [x * side - WORLD_M / 2, WORLD_M / 2 - y * side];
	return [west - margin, north - side - margin, west + side + margin, north + margin];
}

/** @param bounds west, south, east, north, degrees */
export function boxOfBounds([west, south, east, north]: readonly [number, number, number, number]): Box {
	const easting = (lng: number) => (lng / 360) * WORLD_M;
	const northing = (lat: number) => (Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * WORLD_M;
	return [easting(west), northing(south), easting(east), northing(north)];
}

export const boxesMeet = (a: Box, b: Box): boolean =>
	a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/** @param boxes four numbers each, one after the other @param counts whether one of them counts */
export function someBox(boxes: readonly number[], counts: (...box: Box) => boolean): boolean {
	for (let at = 0; at < boxes.length; at += 4)
		if (counts(boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!)) return true;
	return false;
}
