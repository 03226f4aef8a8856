/** Facilities by type, green spaces and trees by due state. Incidents and heat: overlay.ts. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { DUE_STYLE, type DueState } from '../scales.ts';
import { FONT } from '../themes.ts';
import { byZoom, inSlot, type Look, type SlotLayer } from './slot.ts';

/** Name of the image of a facility's pictogram; the chosen type's stand out. */
export const pictogramImage = (icon: string, chosen: boolean) => `${chosen ? 'chosen' : 'facility'}-${icon}`;

export function placeLayers(look: Look): SlotLayer[] {
	return [...facilities(look), ...greening(look)];
}

function facilities({ theme, facility, opened }: Look): SlotLayer[] {
	// A facility of the measure, or of the row that is open in the panel, stands out and is drawn from afar.
	const isChosen = [
		'in',
		['get', 'type'],
		['literal', [facility, opened]]
	] as unknown as ExpressionSpecification;
	const isOther = ['!', isChosen] as ExpressionSpecification;
	const layer = (
		id: string,
		chosen: boolean,
		minzoom: number,
		sizes: ExpressionSpecification
	): LayerSpecification => ({
		id,
		type: 'symbol',
		source: 'facilities',
		'source-layer': 'facility',
		minzoom,
		filter: chosen ? isChosen : isOther,
		layout: {
			'icon-image': [
				'coalesce',
				['image', ['concat', pictogramImage('', chosen), ['get', 'icon']]],
				['image', pictogramImage('other', chosen)]
			],
			'icon-size': sizes,
			'icon-allow-overlap': chosen,
			'icon-padding': 1,
			'text-field': ['step', ['zoom'], '', 16.2, ['coalesce', ['get', 'name'], '']],
			'text-font': FONT.regular,
			'text-size': 11.5 * theme.type,
			'text-anchor': 'top',
			'text-offset': [0, 0.95],
			'text-max-width': 7,
			'text-optional': true
		},
		paint: { 'text-color': theme.text, 'text-halo-color': theme.halo, 'text-halo-width': 1.6 * theme.stroke }
	});
	return inSlot('facilities', [
		{
			id: 'facility-dot',
			type: 'circle',
			source: 'facilities',
			'source-layer': 'facility',
			minzoom: 13,
			maxzoom: 14.5,
			filter: isOther,
			paint: {
				'circle-color': theme.pictogram,
				'circle-radius': byZoom(13, 1.4 * theme.picture, 14.5, 2.4 * theme.picture),
				'circle-stroke-color': theme.halo,
				'circle-stroke-width': 0.8
			}
		},
		layer('facility', false, 14.5, byZoom(14.5, 0.72 * theme.picture, 17, theme.picture)),
		layer(
			'facility-chosen',
			true,
			10,
			byZoom(10, 0.45 * theme.picture, 13, 0.7 * theme.picture, 15, theme.picture)
		)
	]);
}

function greening({ theme }: Look): SlotLayer[] {
	const due = (part: (state: DueState | 'none') => string) =>
		[
			'match',
			['get', 'due'],
			...(['overdue', 'today', 'soon', 'later'] as const).flatMap((state) => [state, part(state)]),
			part('none')
		] as unknown as ExpressionSpecification;
	const colour = due((state) => DUE_STYLE[state].colour[theme.id]);
	const mark = due((state) => DUE_STYLE[state].mark);
	const spaces = { source: 'greening', 'source-layer': 'green_space' } as const;
	const trees = { source: 'greening', 'source-layer': 'tree' } as const;
	const marks = { 'text-color': theme.halo, 'text-halo-color': colour, 'text-halo-width': 2.2 } as const;
	return [
		...inSlot('greening', [
			{
				id: 'greening',
				type: 'fill',
				...spaces,
				minzoom: 12,
				paint: { 'fill-color': colour, 'fill-opacity': ['match', ['get', 'due'], 'none', 0.15, 0.42] }
			},
			{
				id: 'greening-line',
				type: 'line',
				...spaces,
				minzoom: 12,
				filter: ['!=', ['get', 'due'], 'none'],
				paint: { 'line-color': colour, 'line-width': byZoom(12, 0.8 * theme.stroke, 16, 2 * theme.stroke) }
			}
		]),
		...inSlot('trees', [
			{
				id: 'tree',
				type: 'circle',
				...trees,
				minzoom: 16,
				paint: {
					'circle-color': colour,
					'circle-radius': byZoom(16, 2.2, 19, 7),
					'circle-opacity': 0.85,
					'circle-stroke-color': theme.halo,
					'circle-stroke-width': 0.8 * theme.stroke
				}
			},
			{
				id: 'tree-mark',
				type: 'symbol',
				...trees,
				minzoom: 17.5,
				filter: ['!=', ['get', 'due'], 'none'],
				layout: { 'text-field': mark, 'text-font': FONT.bold, 'text-size': 10, 'text-allow-overlap': true },
				paint: { 'text-color': theme.halo }
			}
		]),
		...inSlot('greening', [
			{
				id: 'greening-mark',
				type: 'symbol',
				...spaces,
				minzoom: 14,
				filter: ['!=', ['get', 'due'], 'none'],
				layout: { 'text-field': mark, 'text-font': FONT.bold, 'text-size': 13 * theme.type },
				paint: marks
			}
		])
	];
}
