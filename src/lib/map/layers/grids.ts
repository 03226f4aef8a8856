/** Grids for picking and for pointing out, and the states of the chosen duty. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { STATE_STYLE } from '../scales.ts';
import { byZoom, inSlot, type Look, type SlotLayer } from './slot.ts';

/** The states of the chosen duty. Colours by the measure and lines between grids are layers of our own (paint). */
export function statesLayers(): SlotLayer[] {
	return inSlot('states', [statesFill('states', { source: 'states', 'source-layer': 'state' }, 14)]);
}

/** The line around the grid under the pointer, and how wide it is while there is one, in strokes of the theme. */
export const HOVER_LAYER = 'grid-hover';
export const HOVER_STROKES = 1.6;

/** What answers a click: never seen, always there. */
export const HIT_LAYER = 'grid-hit';

export function gridLayers({ theme, selected }: Look): SlotLayer[] {
	const grid = { source: 'grids', 'source-layer': 'grid' } as const;
	return [
		{
			slot: 'backdrop',
			layer: {
				id: HIT_LAYER,
				type: 'fill',
				...grid,
				minzoom: 12,
				paint: { 'fill-color': theme.ground, 'fill-opacity': 0 }
			}
		},
		...inSlot('selection', [
			{
				id: HOVER_LAYER,
				type: 'line',
				...grid,
				minzoom: 12,
				layout: { 'line-join': 'round' },
				paint: {
					'line-color': theme.ink,
					// While nothing is under the pointer no line is drawn at all (Hovering): all of them unseen cost as much.
					'line-width': 0,
					'line-opacity': ['case', ['boolean', ['feature-state', 'hover'], false], 0.8, 0]
				}
			},
			{
				// Until the selected grid's exact ground has arrived with its card.
				id: 'grid-selected',
				type: 'line',
				...grid,
				minzoom: 12,
				filter: ['==', ['get', 'code'], selected],
				layout: { 'line-join': 'round' },
				paint: { 'line-color': theme.ink, 'line-width': 2.4 * theme.stroke }
			}
		])
	];
}

/** Hatched ground: of all grids from tiles, or of the selected one from its card. */
export function statesFill(
	id: string,
	from: { source: string; 'source-layer'?: string },
	minzoom: number
): LayerSpecification {
	const pattern = ['match', ['get', 'state']] as unknown[];
	for (const state of Object.keys(STATE_STYLE)) pattern.push(state, hatchImage(state));
	return {
		id,
		type: 'fill',
		...from,
		minzoom,
		paint: {
			'fill-pattern': [...pattern, hatchImage('clear')] as unknown as ExpressionSpecification,
			'fill-opacity': id === 'hatch' ? 1 : byZoom(minzoom, 0.5, minzoom + 1, 0.75)
		}
	};
}

/** Name of the image that hatches a state. */
export const hatchImage = (state: string) => `hatch-${state}`;
