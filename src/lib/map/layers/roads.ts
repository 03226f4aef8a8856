/** Roads with casings, by class and zoom; close, at their true width. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { byGround, inSlot, matching, type Look, type SlotLayer } from './slot.ts';

/** Widths in pixels at zooms 8, 11, 14 and the least at 16, from where the true width takes over. */
const WIDTHS: Readonly<Record<string, readonly [number, number, number, number]>> = {
	motorway: [1.5, 2.6, 5.5, 13],
	trunk: [1.2, 2.2, 5, 12],
	primary: [0.9, 1.7, 4.2, 11],
	secondary: [0, 1.2, 3.4, 9],
	tertiary: [0, 0.8, 2.6, 7.5],
	residential: [0, 0, 1.7, 5.5],
	pedestrian: [0, 0, 1.5, 4.5],
	service: [0, 0, 0.9, 3.2]
};
const PATHS = ['footway', 'cycleway', 'track'];

/** Pixels to a metre at zoom 16 on the equator, tiles of 512 pixels. */
const PX_TO_METRE_16 = (512 * 2 ** 16) / 40075016.685578488;

export function roadLayers(look: Look): SlotLayer[] {
	if (look.outer) return [];
	const { theme } = look;
	const carriage = ['!', ['in', ['get', 'class'], ['literal', PATHS]]] as ExpressionSpecification;
	const order = matching(
		'class',
		Object.fromEntries(Object.keys(WIDTHS).map((name, rank) => [name, Object.keys(WIDTHS).length - rank])),
		0
	);
	const common = {
		type: 'line',
		source: 'ground',
		'source-layer': 'road',
		layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': order }
	} as const;
	const layers: LayerSpecification[] = [
		{
			...common,
			id: 'path',
			minzoom: 14,
			filter: ['in', ['get', 'class'], ['literal', PATHS]],
			paint: {
				'line-color': theme.path,
				'line-width': ['interpolate', ['linear'], ['zoom'], 14, 0.6 * theme.stroke, 18, 2.4 * theme.stroke],
				'line-dasharray': [2.5, 1.6]
			}
		},
		{
			...common,
			id: 'road-casing',
			filter: carriage,
			paint: {
				'line-color': theme.casing,
				'line-width': widths(look, 1.5 * theme.stroke),
				'line-opacity': ['interpolate', ['linear'], ['zoom'], 8, 0.5, 12, 1]
			}
		},
		{
			...common,
			id: 'road',
			filter: carriage,
			paint: {
				'line-color': matching(
					'class',
					{ motorway: theme.roadMajor, trunk: theme.roadMajor, primary: theme.roadMajor },
					theme.road
				),
				'line-width': widths(look, 0),
				'line-opacity': ['case', ['to-boolean', ['get', 'tunnel']], 0.45, 1]
			}
		}
	];
	return inSlot('roads', layers);
}

/** Widths by class, with `more` pixels of casing in all. */
function widths(look: Look, more: number): ExpressionSpecification {
	const at = (index: 0 | 1 | 2) =>
		matching(
			'class',
			Object.fromEntries(
				Object.entries(WIDTHS).map(([name, sizes]) => [
					name,
					sizes[index] && sizes[index] + more * (0.55 + 0.2 * index)
				])
			),
			0
		);
	const least = matching(
		'class',
		Object.fromEntries(Object.entries(WIDTHS).map(([name, sizes]) => [name, sizes[3]])),
		3
	);
	const metre = PX_TO_METRE_16 / look.cosine;
	const real = (scale: number) =>
		['*', metre * scale, ['coalesce', ['get', 'w'], 5]] as unknown as ExpressionSpecification;
	const plus = (width: ExpressionSpecification) => ['+', width, more] as unknown as ExpressionSpecification;
	return byGround(
		8,
		at(0),
		11,
		at(1),
		14,
		at(2),
		16,
		plus(['min', ['max', least, real(0.8)], ['*', 2.2, least]] as unknown as ExpressionSpecification),
		20,
		plus(real(16))
	);
}
