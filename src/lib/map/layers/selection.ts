/** What is chosen, where I am, and what is being measured: all from data of the page, not from tiles. */
import type { ExpressionSpecification } from 'maplibre-gl';
import { STATE_STYLE, VEIL_SHARE } from '../scales.ts';
import { FONT } from '../themes.ts';
import { statesFill } from './grids.ts';
import { byZoom, inSlot, type Look, type SlotLayer } from './slot.ts';

export function selectionLayers({ theme }: Look): SlotLayer[] {
	const stateColour = [
		'match',
		['get', 'state'],
		...Object.entries(STATE_STYLE).flatMap(([state, style]) => [state, style.colour[theme.id]]),
		theme.ink
	] as unknown as ExpressionSpecification;
	const part = (name: string) => ['==', ['get', 'part'], name] as ExpressionSpecification;
	return [
		...inSlot('states', [statesFill('hatch', { source: 'hatch' }, 12)]),
		...inSlot('selection', [
			{
				id: 'selection-veil',
				type: 'fill',
				source: 'selection',
				minzoom: 12.5,
				filter: part('veil'),
				paint: {
					'fill-color': theme.veil,
					'fill-opacity': byZoom(...VEIL_SHARE.flatMap(([zoom, share]) => [zoom, share * theme.veilOpacity])),
					'fill-antialias': false
				}
			},
			{
				id: 'hatch-line',
				type: 'line',
				source: 'hatch',
				minzoom: 12,
				paint: { 'line-color': stateColour, 'line-width': 1.3 * theme.stroke }
			},
			{
				id: 'selection-halo',
				type: 'line',
				source: 'selection',
				filter: part('ground'),
				layout: { 'line-join': 'round' },
				paint: {
					'line-color': theme.halo,
					'line-width': byZoom(11, 3.5 * theme.stroke, 15, 7.5 * theme.stroke),
					'line-opacity': 0.95
				}
			},
			{
				id: 'selection-line',
				type: 'line',
				source: 'selection',
				filter: part('ground'),
				layout: { 'line-join': 'round' },
				paint: {
					'line-color': theme.ink,
					'line-width': byZoom(11, 1.6 * theme.stroke, 15, 3 * theme.stroke)
				}
			}
		]),
		...inSlot('tools', [
			{
				id: 'accuracy',
				type: 'fill',
				source: 'position',
				filter: part('accuracy'),
				paint: { 'fill-color': theme.accent, 'fill-opacity': 0.14, 'fill-outline-color': theme.accent }
			},
			{
				id: 'position',
				type: 'circle',
				source: 'position',
				filter: part('spot'),
				paint: {
					'circle-color': theme.accent,
					'circle-radius': 7 * theme.stroke,
					'circle-stroke-color': '#ffffff',
					'circle-stroke-width': 2.5
				}
			},
			{
				id: 'measured-area',
				type: 'fill',
				source: 'measured',
				filter: part('area'),
				paint: { 'fill-color': theme.accent, 'fill-opacity': 0.16 }
			},
			{
				id: 'measured-line-halo',
				type: 'line',
				source: 'measured',
				filter: part('line'),
				layout: { 'line-cap': 'round', 'line-join': 'round' },
				paint: { 'line-color': theme.halo, 'line-width': 6 * theme.stroke }
			},
			{
				id: 'measured-line',
				type: 'line',
				source: 'measured',
				filter: part('line'),
				layout: { 'line-cap': 'round', 'line-join': 'round' },
				paint: { 'line-color': theme.accent, 'line-width': 2.6 * theme.stroke }
			},
			{
				id: 'measured-point',
				type: 'circle',
				source: 'measured',
				filter: part('point'),
				paint: {
					'circle-color': theme.halo,
					'circle-radius': 4.5 * theme.stroke,
					'circle-stroke-color': theme.accent,
					'circle-stroke-width': 2.2
				}
			},
			{
				id: 'measured-name',
				type: 'symbol',
				source: 'measured',
				filter: part('name'),
				layout: {
					'text-field': ['get', 'text'],
					'text-font': FONT.bold,
					'text-size': 14 * theme.type,
					// Beside the crosshair that has just set the point, not under it.
					'text-anchor': 'bottom-left',
					'text-offset': [1.1, -0.9],
					'text-allow-overlap': true
				},
				paint: { 'text-color': theme.accent, 'text-halo-color': theme.halo, 'text-halo-width': 2.4 }
			}
		])
	];
}
