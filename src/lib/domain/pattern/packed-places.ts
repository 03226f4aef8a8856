/**
 * Many places in few letters: longitude and latitude of the first in 1e-4 degrees (10 m), then of each other the
 * differences from the one before. Neighbouring grids follow one another, so that most are a digit or two.
 */

/** @param places [lng, lat] in degrees */
export function packPlaces(places: readonly (readonly [number, number])[]): number[] {
	const packed: number[] = [];
	let [lng, lat] = [0, 0];
	for (const place of places) {
		const [x, y] = [Math.round(place[0] * 1e4), Math.round(place[1] * 1e4)];
		packed.push(x - lng, y - lat);
		[lng, lat] = [x, y];
	}
	return packed;
}

export function unpackPlaces(packed: readonly number[]): [number, number][] {
	const places: [number, number][] = [];
	let [lng, lat] = [0, 0];
	for (let at = 0; at + 1 < packed.length; at += 2) {
		lng += packed[at]!;
		lat += packed[at + 1]!;
		places.push([lng / 1e4, lat / 1e4]);
	}
	return places;
}
