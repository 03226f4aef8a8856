/** The basemap: surfaces and buildings. */
import { byZoom, inSlot, matching, type Look, type SlotLayer } from './slot.ts';

export function groundLayers({ theme, outer }: Look): SlotLayer[] {
	const backdrop = inSlot('backdrop', [
		{ id: 'ground', type: 'background', paint: { 'background-color': theme.ground } }
	]);
	return [...(outer ? [] : [...backdrop, ...surfaces(theme)]), ...buildings(theme)];
}

function surfaces(theme: Look['theme']): SlotLayer[] {
	const land = inSlot('basemap', [
		{
			id: 'block',
			type: 'fill',
			source: 'ground',
			'source-layer': 'block',
			paint: {
				'fill-color': matching('kind', theme.blocks, theme.built),
				'fill-opacity': byZoom(8, 0.9, 13, 1)
			}
		},
		{
			id: 'green',
			type: 'fill',
			source: 'ground',
			'source-layer': 'green',
			paint: {
				'fill-color': matching(
					'kind',
					{ park: theme.greenDeep, forest: theme.greenDeep, garden: theme.greenDeep },
					theme.green
				)
			}
		},
		{
			id: 'green-line',
			type: 'line',
			source: 'ground',
			'source-layer': 'green',
			minzoom: 14,
			filter: ['in', ['get', 'kind'], ['literal', ['park', 'garden', 'cemetery']]],
			paint: { 'line-color': theme.greenLine, 'line-width': 0.8 * theme.stroke }
		}
	]);
	const water = inSlot('water', [
		{
			id: 'waterway',
			type: 'line',
			source: 'ground',
			'source-layer': 'waterway',
			layout: { 'line-cap': 'round', 'line-join': 'round' },
			paint: {
				'line-color': theme.water,
				'line-width': [
					'interpolate',
					['exponential', 1.6],
					['zoom'],
					8,
					matching('kind', { river: 0.9 }, 0.3),
					13,
					matching('kind', { river: 2.6, canal: 1.6 }, 0.9),
					17,
					matching('kind', { river: 12, canal: 8, stream: 4 }, 2.4)
				]
			}
		},
		{
			id: 'water',
			type: 'fill',
			source: 'ground',
			'source-layer': 'water',
			paint: { 'fill-color': theme.water }
		},
		{
			id: 'water-line',
			type: 'line',
			source: 'ground',
			'source-layer': 'water',
			minzoom: 11,
			// Rivers come in pieces: their seams are no shores.
			filter: ['!', ['in', ['get', 'kind'], ['literal', ['river', 'canal']]]],
			paint: {
				'line-color': theme.waterLine,
				'line-width': byZoom(11, 0.5 * theme.stroke, 16, 1.3 * theme.stroke)
			}
		}
	]);
	return [...land, ...water];
}

function buildings(theme: Look['theme']): SlotLayer[] {
	return inSlot('buildings', [
		{
			id: 'building',
			type: 'fill',
			source: 'ground',
			'source-layer': 'building',
			minzoom: 14,
			maxzoom: 15.5,
			paint: {
				'fill-color': theme.building,
				'fill-outline-color': theme.buildingLine,
				'fill-opacity': byZoom(14, 0.75, 14.6, 1)
			}
		},
		{
			// Raised by their floors when close; they grow in rather than jump up.
			id: 'building-raised',
			type: 'fill-extrusion',
			source: 'ground',
			'source-layer': 'building',
			minzoom: 15.5,
			paint: {
				'fill-extrusion-color': theme.building,
				'fill-extrusion-height': byZoom(15.5, 0, 16.3, ['coalesce', ['get', 'h'], 4]),
				'fill-extrusion-opacity': 0.82,
				'fill-extrusion-vertical-gradient': true
			}
		},
		{
			id: 'building-line',
			type: 'line',
			source: 'ground',
			'source-layer': 'building',
			minzoom: 15.5,
			// Beyond it the walls are tall enough to be seen by their shade.
			maxzoom: 16.2,
			paint: { 'line-color': theme.buildingLine, 'line-width': 0.7 * theme.stroke, 'line-opacity': 0.8 }
		}
	]);
}
