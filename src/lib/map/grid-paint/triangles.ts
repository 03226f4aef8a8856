/** Grids of a vector tile as triangles, ready for the graphics device; runs in a worker. */
import { classifyRings, VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import earcut from 'earcut';
import Pbf from 'pbf';

/** Units to a tile's side: MapLibre's own, for which its matrices are made. */
export const EXTENT = 8192;

export interface GridTriangles {
	/** Feature ids of the grids, in the tile's order. */
	ids: Uint32Array<ArrayBuffer>;
	/** Corners as x, y pairs in units of EXTENT from the tile's top left; those of its margin lie outside. */
	corners: Int16Array<ArrayBuffer>;
	/** The grid of each corner, as its place in `ids`. */
	gridOf: Uint32Array<ArrayBuffer>;
	/** Three corners to a triangle. */
	triangles: Uint32Array<ArrayBuffer>;
}

/** The buffers of a picture, to be handed over rather than copied. */
export const buffersOf = (made: GridTriangles): ArrayBuffer[] =>
	Object.values(made).map(({ buffer }) => buffer);

/**
 * @param bytes a Mapbox Vector Tile, not compressed; empty: no grids
 * @throws Error when the bytes are no vector tile
 */
export function trianglesOf(bytes: Uint8Array, layerName: string): GridTriangles {
	const layer = new VectorTile(new Pbf(bytes)).layers[layerName];
	const ids: number[] = [];
	const corners: number[] = [];
	const gridOf: number[] = [];
	const triangles: number[] = [];
	for (let at = 0; layer && at < layer.length; at++) {
		const feature = layer.feature(at);
		const place = ids.push(feature.id ?? 0) - 1;
		for (const { flat, holes } of polygonsOf(feature, EXTENT / layer.extent)) {
			const first = corners.length / 2;
			for (const corner of earcut(flat, holes)) triangles.push(first + corner);
			for (let n = 0; n < flat.length; n += 2) gridOf.push(place);
			for (const number of flat) corners.push(number);
		}
	}
	return {
		ids: Uint32Array.from(ids),
		corners: Int16Array.from(corners),
		gridOf: Uint32Array.from(gridOf),
		triangles: Uint32Array.from(triangles)
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
