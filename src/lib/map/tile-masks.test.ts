import type { Map as MapLibreMap } from 'maplibre-gl';
import { expect, it } from 'vitest';
import { cutTilesOnce } from './tile-masks.ts';

/** As much of MapLibre's painter as decides when tiles are cut out; what it was told to cut, in the order of time. */
function paint() {
	const cuts: string[] = [];
	const painter = {
		transform: { zoom: 14 },
		currentStencilSource: undefined as string | undefined,
		_tileClippingMaskIDs: {} as Record<string, number>,
		_renderTileClippingMasks({ source }: { source: string }, tiles: { key: string }[]) {
			if (painter.currentStencilSource === source) return;
			painter.currentStencilSource = source;
			painter._tileClippingMaskIDs = Object.fromEntries(tiles.map(({ key }, nth) => [key, nth + 1]));
			cuts.push(`${source} ${tiles.map(({ key }) => key).join('')}`);
		}
	};
	const map = { painter, on: (_: string, again: () => void) => (map.restore = again), restore: () => {} };
	cutTilesOnce(map as unknown as MapLibreMap);
	const layer = (source: string, keys: string, hidden = false, toTexture = false) =>
		(map.painter._renderTileClippingMasks as (...given: unknown[]) => void)(
			{ source, isHidden: (zoom: number) => hidden || zoom < 14 },
			[...keys].map((key) => ({ key })),
			toTexture
		);
	return { map, painter, cuts, layer };
}

it('cuts the same tiles out once, whatever source they are of', () => {
	const { painter, cuts, layer } = paint();
	for (const source of ['ground', 'grids', 'ground', 'areas']) layer(source, 'abc');
	expect(cuts).toEqual(['ground abc']);
	expect(painter.currentStencilSource).toBe('areas');
});

it('cuts others out, also where some are the same', () => {
	const { cuts, layer } = paint();
	layer('ground', 'abc');
	layer('grids', 'ab');
	layer('areas', 'abc');
	layer('incidents', 'abd');
	expect(cuts).toEqual(['ground abc', 'grids ab', 'areas abc', 'incidents abd']);
});

it('cuts out again what was wiped or drawn over, and into a texture', () => {
	const { painter, cuts, layer } = paint();
	layer('ground', 'ab');
	painter.currentStencilSource = undefined;
	layer('grids', 'ab');
	layer('areas', 'ab', false, true);
	expect(cuts).toEqual(['ground ab', 'grids ab', 'areas ab']);
});

it('cuts nothing out for layers that are not shown', () => {
	const { painter, cuts, layer } = paint();
	layer('ground', 'ab', true);
	painter.transform.zoom = 13;
	layer('grids', 'ab');
	expect(cuts).toEqual([]);
});

it('goes on with the painter that the map has after the device was lost', () => {
	const lost = paint();
	lost.map.painter = {
		...lost.painter,
		_renderTileClippingMasks: (layer: { source: string }) => void lost.cuts.push(layer.source)
	};
	lost.layer('hidden', 'ab', true);
	lost.map.restore();
	lost.layer('hidden', 'ab', true);
	expect(lost.cuts).toEqual(['hidden']);
});

it('leaves a painter alone that it does not know', () => {
	const painter = {};
	cutTilesOnce({ painter, on: () => undefined } as unknown as MapLibreMap);
	expect(painter).toEqual({});
});
