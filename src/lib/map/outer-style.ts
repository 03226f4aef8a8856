/** A style from outside as the basemap under our layers. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';

const PREFIX = 'outer:';

/** @returns null when it does not come or is no style: the map then draws its own ground. */
export async function readOuterStyle(address: string): Promise<StyleSpecification | null> {
	try {
		const response = await fetch(address);
		if (!response.ok) throw new Error(`${address}: ${response.status}`);
		const style = (await response.json()) as Partial<StyleSpecification>;
		if (style.version !== 8 || !style.sources || !style.layers) throw new Error(`${address}: not a style`);
		return style as StyleSpecification;
	} catch (error) {
		console.error(error);
		return null;
	}
}

/** Our style with the other one's sources and layers under it, under names that cannot meet ours. */
export function under(ours: StyleSpecification, outer: StyleSpecification): StyleSpecification {
	const sources = Object.fromEntries(
		Object.entries(outer.sources).map(([name, source]) => [PREFIX + name, source])
	);
	const layers = outer.layers.map(
		(layer) =>
			({
				...layer,
				id: PREFIX + layer.id,
				...('source' in layer ? { source: PREFIX + layer.source } : {})
			}) as LayerSpecification
	);
	return {
		...ours,
		...(outer.sprite ? { sprite: outer.sprite } : {}),
		...(outer.glyphs ? { glyphs: outer.glyphs } : {}),
		sources: { ...sources, ...ours.sources },
		layers: [...layers, ...ours.layers]
	};
}
