/** What lies in a tile: the rows of its layers, placed in it and cut at its edge. */
import { clipShape } from './clip.ts';
import { Placing } from './placing.ts';
import { ShapeReader, type Shape } from './twkb.ts';

/** One layer as its row arrives (db/queries/tiles.sql). */
export interface LayerRow {
	layer: string;
	/** Ids, attributes and shapes in the same order; null when all that lies here is left out. */
	ids: number[] | null;
	fields: Record<string, unknown[] | null>;
	/** TWKB, one after the other. */
	shapes: Uint8Array | null;
	/** Something is too small for this zoom. */
	left_out: boolean;
	/** How the shapes lie in the tile (placing.ts). */
	nodes: number[];
}

export interface TileFeature {
	id: number;
	/** Its place in the columns of attributes. */
	row: number;
	/** Whole, as it lies on the ground. */
	whole: Shape;
	/** Cut at the tile's margin. */
	shape: Shape;
	/** How many it stands for: more than itself when others were merged into it. */
	stands: number;
}

export interface TileLayerContent {
	name: string;
	fields: Readonly<Record<string, readonly unknown[]>>;
	features: readonly TileFeature[];
	leftOut: boolean;
	merged: boolean;
}

export function layerContent(row: LayerRow, tile: { z: number; x: number; y: number }): TileLayerContent {
	const ids = row.ids ?? [];
	const reader = new ShapeReader(row.shapes ?? new Uint8Array(), new Placing(row.nodes, tile));
	const features: TileFeature[] = [];
	let leftOut = row.left_out;
	for (let at = 0; at < ids.length; at++) {
		const whole = reader.next();
		// Too small even for the decimals that the zoom needs.
		if (!whole) leftOut = true;
		const shape = whole && clipShape(whole);
		if (shape) features.push({ id: ids[at]!, row: at, whole, shape, stands: 1 });
	}
	const fields = Object.fromEntries(Object.entries(row.fields).map(([key, column]) => [key, column ?? []]));
	return { name: row.layer, fields, features, leftOut, merged: false };
}
