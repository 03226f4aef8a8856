/** Polygons written as well-known text or GeoJSON (RFC 7946): form and numbers are judged here, shape by the database. */
import type { Place } from './osm.ts';

export type PolygonFault =
	| { reason: 'polygon-form'; value: string }
	| { reason: 'polygon-number'; value: string }
	| { reason: 'polygon-ring'; value: string }
	| { reason: 'polygon-large'; value: string };

/** Vertices of one ground: more is a data set and not a drawing. */
const MOST_VERTICES = 50_000;

type Positions = { polygons: Place[][][] };

export function readPolygons(text: string): Positions | PolygonFault {
	const raw = text.trimStart().startsWith('{') ? fromGeoJson(text) : fromWkt(text);
	if ('reason' in raw) return raw;
	let vertices = 0;
	for (const rings of raw.polygons) {
		if (rings.length === 0) return { reason: 'polygon-form', value: short(text) };
		for (const ring of rings) {
			vertices += ring.length;
			for (const [x, y] of ring) {
				if (!Number.isFinite(x) || !Number.isFinite(y))
					return { reason: 'polygon-number', value: `${x} ${y}` };
			}
			const [first, last] = [ring[0], ring.at(-1)];
			if (!first || !last || ring.length < 4 || first[0] !== last[0] || first[1] !== last[1])
				return { reason: 'polygon-ring', value: first ? `${first[0]} ${first[1]}` : '' };
		}
	}
	if (raw.polygons.length === 0) return { reason: 'polygon-form', value: short(text) };
	return vertices > MOST_VERTICES ? { reason: 'polygon-large', value: String(vertices) } : raw;
}

function fromWkt(text: string): Positions | PolygonFault {
	const found = /^\s*(MULTI)?POLYGON\s*(\(.*\))\s*$/is.exec(text);
	if (!found) return { reason: 'polygon-form', value: short(text) };
	// Brackets and numbers are JSON's but for their shape: (( 1 2, 3 4 )) becomes [[[1,2],[3,4]]].
	const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?`;
	const pair = new RegExp(String.raw`(${number})\s+(${number})(?=\s*[,)])`, 'gi');
	const body = found[2]!.replace(pair, (_, x: string, y: string) => `[${Number(x)},${Number(y)}]`);
	const json = body
		.replace(/\(/g, '[')
		.replace(/\)/g, ']')
		.replace(/-?Infinity/g, '1e999');
	const nested = parseJson(json);
	const polygons = found[1] ? nested : [nested];
	return isPolygons(polygons) ? { polygons } : { reason: 'polygon-form', value: short(text) };
}

function fromGeoJson(text: string): Positions | PolygonFault {
	const value = parseJson(text);
	const geometry =
		isObject(value) && value.type === 'Feature' && isObject(value.geometry) ? value.geometry : value;
	if (isObject(geometry)) {
		const { type, coordinates } = geometry;
		const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null;
		if (isPolygons(polygons))
			return { polygons: polygons.map((rings) => rings.map((ring) => ring.map(([x, y]): Place => [x, y]))) };
	}
	return { reason: 'polygon-form', value: short(text) };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isPolygons(value: unknown): value is Place[][][] {
	return (
		Array.isArray(value) &&
		value.every(
			(rings) =>
				Array.isArray(rings) &&
				rings.every(
					(ring) =>
						Array.isArray(ring) &&
						ring.every(
							(place) =>
								Array.isArray(place) && place.length >= 2 && place.every((part) => typeof part === 'number')
						)
				)
		)
	);
}
function short(text: string): string {
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
