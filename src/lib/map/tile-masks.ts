import type { Map as MapLibreMap } from 'maplibre-gl';

interface Layer {
	readonly source: string;
	isHidden(zoom: number): boolean;
}

/** The part of MapLibre's painter that decides when tiles are cut out anew (src/render/painter.ts, 5.24). */
interface Painter {
	readonly transform: { readonly zoom: number };
	currentStencilSource: string | undefined;
	_tileClippingMaskIDs: Readonly<Record<string, number>> | undefined;
	_renderTileClippingMasks(
		layer: Layer,
		tiles: readonly { readonly key: string }[] | undefined,
		toTexture: boolean
	): void;
}

/**
 * MapLibre cuts the tiles of a source out of the screen each time that the next layer is of another source, and for
 * layers that are not shown too: with our layers fifteen times a frame at zoom 14, a third of the frame without a
 * graphics card. Layers that are not shown need none, and where the tiles of the next source are the same ones, as they
 * nearly always are, they are cut out already. What is drawn is the same.
 */
export function cutTilesOnce(map: MapLibreMap): void {
	const begin = () => cutOnce((map as unknown as { painter: Partial<Painter> }).painter);
	begin();
	// The map has another painter then.
	map.on('webglcontextrestored', begin);
}

function cutOnce(painter: Partial<Painter>): void {
	if (!isKnown(painter)) return;
	const cut = painter._renderTileClippingMasks.bind(painter);
	painter._renderTileClippingMasks = (layer, tiles, toTexture) => {
		if (layer.isHidden(painter.transform.zoom)) return;
		// Without a source the masks of before have been wiped or drawn over.
		if (!toTexture && painter.currentStencilSource !== undefined && tiles && areCut(painter, tiles))
			painter.currentStencilSource = layer.source;
		else cut(layer, tiles, toTexture);
	};
}

// Its fields are there from the first frame on only.
const isKnown = (painter: Partial<Painter>): painter is Painter =>
	typeof painter._renderTileClippingMasks === 'function';

function areCut(
	{ _tileClippingMaskIDs: masks = {} }: Painter,
	tiles: readonly { readonly key: string }[]
): boolean {
	return (
		tiles.length > 0 && tiles.length === Object.keys(masks).length && tiles.every(({ key }) => key in masks)
	);
}
