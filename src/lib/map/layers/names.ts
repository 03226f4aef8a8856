/** Names, drawn last and drawn by the device's own fonts. */
import type { ExpressionSpecification, LayerSpecification, SymbolLayerSpecification } from 'maplibre-gl';
import type { MeasureLevel } from '../../domain/measure/measure.ts';
import { levelZooms } from '../scales.ts';
import { FONT } from '../themes.ts';
import { byZoom, inSlot, type Look, type SlotLayer } from './slot.ts';

const NAME = ['get', 'name'] as ExpressionSpecification;
const NAMED = ['has', 'name'] as ExpressionSpecification;

export function nameLayers(look: Look): SlotLayer[] {
	const { theme, outer, levels } = look;
	// Where there are no streets, the names of communities stand in for them.
	const from = (level: MeasureLevel, usual: number) => (levelZooms(level, levels)[0] === 0 ? 8 : usual);
	const size = (...stops: number[]) =>
		byZoom(...stops.map((stop, index) => (index % 2 === 0 ? stop : stop * theme.type)));
	const halo = { 'text-halo-color': theme.halo, 'text-halo-width': 1.6 * theme.stroke };
	const place = (
		level: string,
		[minzoom, maxzoom]: [number, number],
		font: string[],
		sizes: number[],
		layout: SymbolLayerSpecification['layout'] = {}
	): LayerSpecification => ({
		id: `name-${level}`,
		type: 'symbol',
		source: 'areas',
		'source-layer': 'area_name',
		minzoom,
		maxzoom,
		filter: ['==', ['get', 'level'], level],
		layout: {
			'text-field': NAME,
			'text-font': font,
			'text-size': size(...sizes),
			'text-max-width': 7,
			'text-padding': 6,
			...layout
		},
		paint: { 'text-color': theme.text, ...halo, 'text-halo-width': 2 * theme.stroke }
	});

	const ground: LayerSpecification[] = [
		{
			id: 'name-building',
			type: 'symbol',
			source: 'ground',
			'source-layer': 'building',
			minzoom: 16.5,
			filter: NAMED,
			layout: {
				'text-field': NAME,
				'text-font': FONT.regular,
				'text-size': size(16.5, 10.5, 19, 13),
				'text-max-width': 6
			},
			paint: { 'text-color': theme.textQuiet, ...halo }
		},
		{
			id: 'name-block',
			type: 'symbol',
			source: 'ground',
			'source-layer': 'block',
			minzoom: 15,
			maxzoom: 17.5,
			filter: NAMED,
			layout: {
				'text-field': NAME,
				'text-font': FONT.regular,
				'text-size': size(15, 11, 17, 13),
				'text-max-width': 7
			},
			paint: { 'text-color': theme.textQuiet, ...halo }
		},
		{
			id: 'name-green',
			type: 'symbol',
			source: 'ground',
			'source-layer': 'green',
			minzoom: 13,
			// Far out only what people go to; a compound's own green when it can be told apart.
			filter: [
				'all',
				NAMED,
				['step', ['zoom'], ['in', ['get', 'kind'], ['literal', ['park', 'cemetery', 'forest']]], 15.3, true]
			],
			layout: {
				'text-field': NAME,
				'text-font': FONT.regular,
				'text-size': size(13, 10.5, 17, 13),
				'text-max-width': 6,
				'text-padding': 12
			},
			paint: { 'text-color': theme.greenName, ...halo }
		},
		{
			id: 'name-waterway',
			type: 'symbol',
			source: 'ground',
			'source-layer': 'waterway',
			minzoom: 11,
			filter: NAMED,
			layout: {
				'symbol-placement': 'line',
				'symbol-spacing': 420,
				'text-field': NAME,
				'text-font': FONT.regular,
				'text-letter-spacing': 0.2,
				'text-size': size(11, 10.5, 17, 14)
			},
			paint: { 'text-color': theme.waterName, ...halo }
		},
		{
			id: 'name-water',
			type: 'symbol',
			source: 'ground',
			'source-layer': 'water',
			minzoom: 11,
			filter: ['all', NAMED, ['!', ['in', ['get', 'kind'], ['literal', ['river', 'canal']]]]],
			layout: {
				'text-field': NAME,
				'text-font': FONT.regular,
				'text-letter-spacing': 0.1,
				'text-size': size(11, 11, 17, 14),
				'text-max-width': 6,
				'text-padding': 24
			},
			paint: { 'text-color': theme.waterName, ...halo }
		},
		{
			id: 'name-road',
			type: 'symbol',
			source: 'ground',
			'source-layer': 'road',
			minzoom: 12.5,
			filter: NAMED,
			layout: {
				'symbol-placement': 'line',
				'symbol-spacing': 360,
				'symbol-sort-key': [
					'match',
					['get', 'class'],
					['motorway', 'trunk'],
					0,
					'primary',
					1,
					'secondary',
					2,
					'tertiary',
					3,
					5
				],
				'text-field': NAME,
				'text-font': FONT.regular,
				'text-size': size(12.5, 10, 15, 11.5, 18, 14),
				'text-letter-spacing': 0.06,
				'text-max-angle': 35,
				'text-padding': 4
			},
			paint: { 'text-color': theme.text, ...halo }
		}
	];
	return inSlot('names', [
		...(outer ? [] : ground),
		place('community', [from('community', 12.5), 15.8], FONT.regular, [12.5, 11, 15, 14]),
		place('street', [from('street', 9.7), 14], FONT.medium, [9.7, 11.5, 13, 15.5], {
			'text-letter-spacing': 0.08
		}),
		place('district', [8, 11.5], FONT.bold, [8, 13, 11, 19], { 'text-letter-spacing': 0.18 })
	]);
}
