/**
 * Web Mercator (EPSG:3857): where a place lies on the square of the world, from 0 at the west and north to 1 at the east
 * and south; latitudes beyond 85.05 degrees lie on its edge.
 */
const END = 85.051129;

/** @param lng degrees @param lat degrees */
export function mercator(lng: number, lat: number): { x: number; y: number } {
	const sine = Math.sin((Math.max(-END, Math.min(lat, END)) * Math.PI) / 180);
	return { x: lng / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

/** The latitude of a line of that square, degrees: the other way round. @param y from 0 at the north to 1 */
export const latitudeAt = (y: number): number =>
	(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
