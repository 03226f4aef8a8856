/** Boundaries of districts, streets and communities. */
import type { LayerSpecification } from 'maplibre-gl';
import { levelZooms } from '../scales.ts';
import { byZoom, inSlot, type Look, type SlotLayer } from './slot.ts';

export function areaLayers({ theme, levels }: Look): SlotLayer[] {
	const line = (
		level: string,
		minzoom: number,
		width: [far: number, near: number],
		dash: number[] | null
	): LayerSpecification[] => [
		{
			id: `area-halo-${level}`,
			type: 'line',
			source: 'areas',
			'source-layer': 'area',
			minzoom,
			filter: ['==', ['get', 'level'], level],
			layout: { 'line-join': 'round' },
			paint: {
				'line-color': theme.halo,
				'line-width': byZoom(minzoom, (width[0] + 1.6) * theme.stroke, 16, (width[1] + 3) * theme.stroke),
				'line-opacity': level === 'community' || level === 'duty_grid' ? 0.3 : 0.55
			}
		},
		{
			id: `area-${level}`,
			type: 'line',
			source: 'areas',
			'source-layer': 'area',
			minzoom,
			filter: ['==', ['get', 'level'], level],
			layout: { 'line-join': 'round' },
			paint: {
				'line-color': theme.areaLine,
				'line-width': byZoom(minzoom, width[0] * theme.stroke, 16, width[1] * theme.stroke),
				'line-opacity': level === 'duty_grid' ? 0.45 : level === 'community' ? 0.65 : 0.85,
				...(dash ? { 'line-dasharray': dash } : {})
			}
		}
	];
	return inSlot('areas', [
		...line('duty_grid', 14.5, [0.6, 1], [1, 2]),
		...line('community', Math.min(11, levelZooms('community', levels)[0]), [0.5, 1.3], [4, 2]),
		...line('street', Math.min(9.5, levelZooms('street', levels)[0]), [0.7, 2.1], [7, 2, 1.5, 2]),
		...line('district', 8, [1.1, 2.8], [9, 2, 1.5, 2, 1.5, 2]),
		...line('city', 8, [1.5, 3.2], null)
	]);
}
