/** Decodes a tile and compares two of them, by an independent reader (@mapbox/vector-tile). */
import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';

export interface Feature {
	layer: string;
	id: number;
	type: number;
	properties: Record<string, unknown>;
	parts: { x: number; y: number }[][];
}

export function decode(bytes: Uint8Array): Feature[] {
	const tile = new VectorTile(new Pbf(bytes));
	return Object.values(tile.layers)
		.flatMap((layer) =>
			Array.from({ length: layer.length }, (_, at) => {
				const feature = layer.feature(at);
				return {
					layer: layer.name,
					id: feature.id ?? NaN,
					type: feature.type,
					properties: { ...feature.properties },
					parts: feature.loadGeometry().map((part) => part.map(({ x, y }) => ({ x, y })))
				};
			})
		)
		.sort((a, b) => a.layer.localeCompare(b.layer) || a.id - b.id || keyOf(a).localeCompare(keyOf(b)));
}

const keyOf = (feature: Feature) => JSON.stringify(Object.entries(feature.properties).sort());

/** Longest way, in tile units, from a vertex of one to the outline of the other, both ways. */
export function apart(a: Feature, b: Feature): number {
	return Math.max(oneWay(a, b), oneWay(b, a));
}

function oneWay(from: Feature, to: Feature): number {
	let longest = 0;
	for (const part of from.parts) {
		for (const point of part) {
			let nearest = Infinity;
			for (const other of to.parts) {
				if (other.length === 1) nearest = Math.min(nearest, distance(point, other[0]!, other[0]!));
				for (let at = 1; at < other.length; at++)
					nearest = Math.min(nearest, distance(point, other[at - 1]!, other[at]!));
			}
			longest = Math.max(longest, nearest);
		}
	}
	return longest;
}

type At = { x: number; y: number };

function distance(point: At, from: At, to: At): number {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = dx * dx + dy * dy;
	const share =
		length === 0 ? 0 : Math.max(0, Math.min(1, ((point.x - from.x) * dx + (point.y - from.y) * dy) / length));
	return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}

/** Area of a polygon feature in square units, holes left out. */
export function areaOf(feature: Feature): number {
	if (feature.type !== 3) return 0;
	let twice = 0;
	for (const ring of feature.parts)
		for (let at = 1; at < ring.length; at++)
			twice += ring[at - 1]!.x * ring[at]!.y - ring[at]!.x * ring[at - 1]!.y;
	return twice / 2;
}

/** Length of all outlines, units. */
export function outlineOf(feature: Feature): number {
	let length = 0;
	for (const part of feature.parts)
		for (let at = 1; at < part.length; at++)
			length += Math.hypot(part[at]!.x - part[at - 1]!.x, part[at]!.y - part[at - 1]!.y);
	return length;
}
