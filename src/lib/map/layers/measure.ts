/** Areas coloured by the chosen measure, far out; lines of grids; the states of the chosen duty. */
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

type AreaLevel = Exclude<MeasureLevel, 'grid'>;
const AREAS = { source: 'areas', 'source-layer': 'area' } as const;

/** The picture with which ground without data is filled. */
export const NO_DATA_IMAGE = 'no-data';

/** The areas; grids are coloured by a layer of our own at the top of the slot (grid-paint). */
export function measureLayers(look: Look): SlotLayer[] {
	return [
		...inSlot(
			'measure',
			(['district', 'street', 'community'] as const).flatMap((level) => [
				fill(look, level),
				noData(look, level)
			])
		),
		...inSlot('states', [statesFill('states', { source: 'states', 'source-layer': 'state' }, 14)])
	];
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

/** Name of the layer of areas without data. */
export const noDataLayer = (level: string) => `nodata-${level}`;

function fill({ theme, classes, levels }: Look, level: AreaLevel): LayerSpecification {
	const [minzoom, maxzoom] = levelZooms(level, levels);
	const colours = classColours(Math.max(1, classes[level]), theme.id);
	return {
		id: `measure-${level}`,
		type: 'fill',
		...AREAS,
		minzoom,
		maxzoom,
		filter: ['==', ['get', 'level'], level],
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
			'fill-opacity': byZoom(...MEASURE_OPACITY.areas.flat())
		}
	};
}

/** #rrggbb as little as zero is to be seen. */
const thin = (colour: string) =>
	colour +
	Math.round(ZERO_OPACITY * 255)
		.toString(16)
		.padStart(2, '0');

/** Dashes over what has no data, so that it is told from little without colour; only seen where some has none. */
function noData({ levels }: Look, level: AreaLevel): LayerSpecification {
	const [minzoom, maxzoom] = levelZooms(level, levels);
	return {
		id: noDataLayer(level),
		type: 'fill',
		...AREAS,
		minzoom,
		maxzoom,
		filter: ['==', ['get', 'level'], level],
		paint: {
			'fill-pattern': NO_DATA_IMAGE,
			'fill-opacity': ['case', isClass(NO_DATA), 1, 0]
		}
	};
}
