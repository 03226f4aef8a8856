/** The one place that was asked for: above everything, never left out, and its name before all other names. */
import type { ExpressionSpecification } from 'maplibre-gl';
import { FONT } from '../themes.ts';
import { pictogramImage } from './places.ts';
import { inSlot, type Look, type SlotLayer } from './slot.ts';

/** Name of the image of a place that has no pictogram. */
export const PIN_IMAGE = 'pin';

const HAS_ICON = ['has', 'icon'] as ExpressionSpecification;
/** How much larger than among its like a facility is drawn. */
const LARGER = 1.5;

export function markLayers({ theme }: Look): SlotLayer[] {
	return inSlot('tools', [
		{
			// A ring lifts the pictogram off the others around it.
			id: 'mark-ring',
			type: 'circle',
			source: 'mark',
			filter: HAS_ICON,
			paint: {
				'circle-radius': 23 * theme.picture,
				'circle-color': theme.halo,
				'circle-opacity': 0.75,
				'circle-stroke-color': theme.accent,
				'circle-stroke-width': 2.4 * theme.stroke
			}
		},
		{
			id: 'mark',
			type: 'symbol',
			source: 'mark',
			layout: {
				'icon-image': [
					'case',
					HAS_ICON,
					[
						'coalesce',
						['image', ['concat', pictogramImage('', true), ['get', 'icon']]],
						['image', pictogramImage('other', true)]
					],
					['image', PIN_IMAGE]
				],
				'icon-size': ['case', HAS_ICON, LARGER * theme.picture, theme.picture],
				// A pin stands on its point; a pictogram lies on its place.
				'icon-anchor': ['case', HAS_ICON, 'center', 'bottom'],
				'icon-allow-overlap': true,
				'text-field': ['get', 'name'],
				'text-font': FONT.bold,
				'text-size': 14 * theme.type,
				'text-max-width': 9,
				'text-anchor': 'top',
				'text-offset': ['case', HAS_ICON, ['literal', [0, 1.8]], ['literal', [0, 0.3]]],
				'text-allow-overlap': true
			},
			paint: { 'text-color': theme.ink, 'text-halo-color': theme.halo, 'text-halo-width': 2.4 * theme.stroke }
		}
	]);
}
