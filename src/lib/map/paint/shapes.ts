/** Grids or areas of a vector tile as triangles and edges, ready for the graphics device; runs in a worker. */
import { classifyRings, VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import earcut from 'earcut';
import Pbf from 'pbf';

/** Units to a tile's side: MapLibre's own, for which its matrices are made. */
export const EXTENT = 8192;

/** Which features of a tile are wanted. */
export interface Wanted {
	/** Layer of the tile. */
	layer: string;
	/** Only those with this level. */
	level?: string;
	/** Their edges, too. */
	edged?: boolean;
}

export interface Shapes {
	/** Feature ids, in the tile's order. */
	ids: Uint32Array<ArrayBuffer>;
	/** Corners as x, y pairs in units of EXTENT from the tile's top left; those of its margin lie outside. */
	corners: Int16Array<ArrayBuffer>;
	/** The feature of each corner, as its place in `ids`. */
	featureOf: Uint32Array<ArrayBuffer>;
	/** Three corners to a triangle. */
	triangles: Uint32Array<ArrayBuffer>;
	/**
	 * Each edge once, though two neighbours have it, as four times x, y and the direction across it (1 is DIRECTION):
	 * the ends one after the other, twice each.
	 */
	edges: Int16Array<ArrayBuffer>;
}

/** Length of the direction across an edge. */
export const DIRECTION = 32767;
/** Numbers to an edge. */
export const EDGE = 16;

/** The buffers of shapes, to be handed over rather than copied. */
export const buffersOf = (made: Shapes): ArrayBuffer[] => Object.values(made).map(({ buffer }) => buffer);

/**
 * @param bytes a Mapbox Vector Tile, not compressed; empty: no shapes
 * @throws Error when the bytes are no vector tile
 */
export function shapesOf(bytes: Uint8Array, { layer: name, level, edged }: Wanted): Shapes {
	const layer = new VectorTile(new Pbf(bytes)).layers[name];
	const ids: number[] = [];
	const corners: number[] = [];
	const featureOf: number[] = [];
	const triangles: number[] = [];
	const edges = new Edges();
	for (let at = 0; layer && at < layer.length; at++) {
		const feature = layer.feature(at);
		if (level !== undefined && feature.properties.level !== level) continue;
		const place = ids.push(feature.id ?? 0) - 1;
		for (const { flat, holes } of polygonsOf(feature, EXTENT / layer.extent)) {
			const first = corners.length / 2;
			for (const corner of earcut(flat, holes)) triangles.push(first + corner);
			for (let n = 0; n < flat.length; n += 2) featureOf.push(place);
			for (const number of flat) corners.push(number);
			if (edged) edges.add(flat, holes);
		}
	}
	return {
		ids: Uint32Array.from(ids),
		corners: Int16Array.from(corners),
		featureOf: Uint32Array.from(featureOf),
		triangles: Uint32Array.from(triangles),
		edges: Int16Array.from(edges.found)
	};
}

function polygonsOf(feature: VectorTileFeature, scale: number): { flat: number[]; holes: number[] }[] {
	return classifyRings(feature.loadGeometry()).map((rings) => {
		const flat: number[] = [];
		const holes: number[] = [];
		rings.forEach((ring, which) => {
			if (which > 0) holes.push(flat.length / 2);
			// A ring ends where it began: once is enough.
			for (const { x, y } of ring.slice(0, -1)) flat.push(x * scale, y * scale);
		});
		return { flat, holes };
	});
}

/** So many corners to a tile at most, as a power of two: two of them make a number that is exact. */
const MOST_CORNERS = 2 ** 26;

class Edges {
	readonly found: number[] = [];
	readonly #corners = new Map<number, number>();
	readonly #seen = new Set<number>();

	/** @param flat corners of rings as x, y; @param holes where the second ring and those after it begin */
	add(flat: readonly number[], holes: readonly number[]): void {
		const begins = [0, ...holes, flat.length / 2];
		for (let ring = 0; ring + 1 < begins.length; ring++) {
			const [from, below] = [begins[ring]!, begins[ring + 1]!];
			for (let at = from; at < below; at++) {
				const next = at + 1 < below ? at + 1 : from;
				this.#edge(flat[2 * at]!, flat[2 * at + 1]!, flat[2 * next]!, flat[2 * next + 1]!);
			}
		}
	}

	#edge(x1: number, y1: number, x2: number, y2: number): void {
		const [a, b] = [this.#corner(x1, y1), this.#corner(x2, y2)];
		const key = Math.min(a, b) * MOST_CORNERS + Math.max(a, b);
		if (a === b || this.#seen.has(key)) return;
		this.#seen.add(key);
		const length = Math.hypot(x2 - x1, y2 - y1) / DIRECTION;
		const [acrossX, acrossY] = [(y1 - y2) / length, (x2 - x1) / length];
		for (const [x, y] of [
			[x1, y1],
			[x1, y1],
			[x2, y2],
			[x2, y2]
		] as const)
			this.found.push(x, y, acrossX, acrossY);
	}

	#corner(x: number, y: number): number {
		const key = x * 65536 + y;
		const known = this.#corners.get(key);
		if (known !== undefined) return known;
		this.#corners.set(key, this.#corners.size);
		return this.#corners.size - 1;
	}
}
