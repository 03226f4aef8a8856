/** Grids and, far out, areas coloured by the chosen measure; their lines; the states of the chosen duty. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MeasureLevel } from '../../domain/measure/measure.ts';
import {
	classColours,
	levelZooms,
	MEASURE_OPACITY,
	NO_DATA,
	NO_DATA_STYLE,
	STATE_STYLE,
	ZERO,
	ZERO_OPACITY,
	ZERO_STYLE
} from '../scales.ts';
import { byZoom, inSlot, type Look, type SlotLayer } from './slot.ts';

const UNKNOWN = -2;
/** Class of a feature on the measure's scale, set as feature state `c` when values arrive. */
const CLASS = ['coalesce', ['feature-state', 'c'], UNKNOWN] as unknown as ExpressionSpecification;
const isClass = (index: number) => ['==', CLASS, index] as unknown as ExpressionSpecification;

export function measureLayers(look: Look): SlotLayer[] {
	return [
		...inSlot('measure', [
			...(['district', 'street', 'community'] as const).flatMap((level) => [
				fill(look, level, 'areas', 'area', byZoom(...MEASURE_OPACITY.areas.flat())),
				noData(look, level, 'areas', 'area')
			]),
			fill(look, 'grid', 'grids', 'grid', byZoom(...MEASURE_OPACITY.grid.flat())),
			noData(look, 'grid', 'grids', 'grid')
		]),
		...inSlot('states', [statesFill('states', { source: 'states', 'source-layer': 'state' }, 14)])
	];
}

/** What answers a click: never seen, always there. */
export const HIT_LAYER = 'grid-hit';

export function gridLayers({ theme, selected }: Look): SlotLayer[] {
	const grid = { source: 'grids', 'source-layer': 'grid' } as const;
	return [
		...inSlot('measure', []),
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
		...inSlot('grids', [
			{
				id: 'grid-line',
				type: 'line',
				...grid,
				minzoom: 13,
				paint: {
					'line-color': theme.gridLine,
					'line-width': byZoom(13, 0.25 * theme.stroke, 15, 0.6 * theme.stroke, 18, 1.2 * theme.stroke),
					'line-opacity': byZoom(13, 0.35, 14.5, 0.6)
				}
			}
		]),
		...inSlot('selection', [
			{
				id: 'grid-hover',
				type: 'line',
				...grid,
				minzoom: 12,
				layout: { 'line-join': 'round' },
				paint: {
					'line-color': theme.ink,
					'line-width': 1.6 * theme.stroke,
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

function fill(
	{ theme, classes, levels }: Look,
	level: MeasureLevel,
	source: string,
	sourceLayer: string,
	opacity: ExpressionSpecification
): LayerSpecification {
	const [minzoom, maxzoom] = levelZooms(level, levels);
	const colours = classColours(Math.max(1, classes[level]), theme.id);
	return {
		id: `measure-${level}`,
		type: 'fill',
		source,
		'source-layer': sourceLayer,
		minzoom,
		maxzoom,
		...(source === 'areas' ? { filter: ['==', ['get', 'level'], level] as const } : {}),
		paint: {
			'fill-color': [
				'match',
				CLASS,
				NO_DATA,
				NO_DATA_STYLE.fill[theme.id],
				ZERO,
				thin(ZERO_STYLE.fill[theme.id]),
				...colours.flatMap((colour, index) => [index + 1, colour]),
				'rgba(0,0,0,0)'
			] as unknown as ExpressionSpecification,
			'fill-opacity': opacity,
			'fill-antialias': level !== 'grid'
		}
	} as LayerSpecification;
}

/** #rrggbb as little as zero is to be seen. */
const thin = (colour: string) =>
	colour +
	Math.round(ZERO_OPACITY * 255)
		.toString(16)
		.padStart(2, '0');

/** Dots around what has no data, so that it is told from little without colour. */
function noData(
	{ theme, levels }: Look,
	level: MeasureLevel,
	source: string,
	sourceLayer: string
): LayerSpecification {
	const [minzoom, maxzoom] = levelZooms(level, levels);
	return {
		id: `nodata-${level}`,
		type: 'line',
		source,
		'source-layer': sourceLayer,
		minzoom: level === 'grid' ? 14 : minzoom,
		maxzoom,
		...(source === 'areas' ? { filter: ['==', ['get', 'level'], level] as const } : {}),
		layout: { 'line-cap': 'round' },
		paint: {
			'line-color': NO_DATA_STYLE.dots[theme.id],
			'line-width': 1.8 * theme.stroke,
			'line-dasharray': [0.01, 2.4],
			'line-opacity': ['case', isClass(NO_DATA), 0.9, 0]
		}
	} as LayerSpecification;
}
