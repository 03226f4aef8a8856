/**
 * The layers of the map of patterns: cases as clusters or as heat, hot ground with the spots and bursts on it. Fetched
 * only with the map, since deck.gl comes with it.
 */
import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { clusterIncidents } from './clusters.ts';
import { heatOf, marksOf } from './deck-drawing.ts';
import { FLAT } from './deck-overlay.ts';
import { rgba } from './hex.ts';
import type { Counted } from './incidents.ts';
import { hotColour, type ThemeId } from './scales.ts';
import { themeFor, type Theme } from './themes.ts';

/** A grid that is hot or cold. */
export interface HotMark {
	position: readonly [lng: number, lat: number];
	/** As domain/pattern/hot-spots.ts has it. */
	depth: number;
}

/** A circle that stands in the list beside the map, by the same name. */
export interface Ring {
	name: string;
	kind: 'spot' | 'burst';
	position: readonly [lng: number, lat: number];
	/** Metres. */
	radius: number;
	chosen: boolean;
}

export interface PatternDrawing {
	theme: ThemeId;
	/** Of the screen, pixels. */
	height: number;
	zoom: number;
}

/** Layer of single marks (deck-drawing.ts). */
const SINGLE = 'incident-marks';
/** Marks nearer than this many pixels join. */
const JOIN_PX = 46;
const JOIN_CLOSE_PX = 26;
const CLOSE_FROM = 14;

export function pointLayers(cases: readonly Counted[], { theme: id, height, zoom }: PatternDrawing): Layer[] {
	const theme = themeFor(id, height);
	const apart = (zoom >= CLOSE_FROM ? JOIN_CLOSE_PX : JOIN_PX) * theme.picture;
	// A single case is opened from here; on the map of grids a click is for the grid.
	return marksOf(clusterIncidents(cases, zoom, apart), theme).map((layer) =>
		layer.id === SINGLE ? layer.clone({ pickable: true }) : layer
	);
}

/** An empty heat has no texture to draw. */
export const heatLayers = (cases: readonly Counted[], { theme, height }: PatternDrawing): Layer[] =>
	cases.length === 0 ? [] : [heatOf(cases, themeFor(theme, height))];

/** Half the side of a unit grid in built-up ground, metres. */
const GRID_RADIUS = 45;

export function hotLayers(
	marks: readonly HotMark[],
	rings: readonly Ring[],
	{ theme: id, height }: PatternDrawing
): Layer[] {
	const theme = themeFor(id, height);
	return [
		// What is cold is hollow: told apart without its colour.
		gridsOf(
			'cold',
			marks.filter(({ depth }) => depth < 0),
			theme
		),
		gridsOf(
			'hot',
			marks.filter(({ depth }) => depth > 0),
			theme
		),
		new ScatterplotLayer<Ring>({
			id: 'rings',
			data: rings as Ring[],
			pickable: true,
			getPosition: ({ position }) => [...position],
			getRadius: ({ radius }) => Math.max(radius, GRID_RADIUS),
			radiusUnits: 'meters',
			radiusMinPixels: 11 * theme.stroke,
			filled: true,
			getFillColor: ({ chosen }) => rgba(theme.halo, chosen ? 90 : 1),
			stroked: true,
			getLineColor: ({ kind }) => rgba(kind === 'spot' ? theme.ink : theme.accent),
			getLineWidth: ({ chosen }) => (chosen ? 3.5 : 1.75) * theme.stroke,
			lineWidthUnits: 'pixels',
			updateTriggers: { getFillColor: rings, getLineColor: theme.id, getLineWidth: rings },
			...FLAT
		}),
		new TextLayer<Ring>({
			id: 'ring-names',
			data: rings as Ring[],
			getPosition: ({ position }) => [...position],
			getText: ({ name }) => name,
			getColor: ({ kind }) => rgba(kind === 'spot' ? theme.ink : theme.accent),
			getSize: 13 * theme.type,
			fontFamily: 'sans-serif',
			fontWeight: 700,
			fontSettings: { sdf: true },
			outlineWidth: 4,
			outlineColor: rgba(theme.halo),
			characterSet: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
			getTextAnchor: 'middle',
			getAlignmentBaseline: 'center',
			updateTriggers: { getColor: theme.id, getSize: theme.type },
			...FLAT
		})
	];
}

function gridsOf(id: 'hot' | 'cold', marks: HotMark[], theme: Theme): Layer {
	return new ScatterplotLayer<HotMark>({
		id: `${id}-grids`,
		data: marks,
		getPosition: ({ position }) => [...position],
		getRadius: GRID_RADIUS,
		radiusUnits: 'meters',
		radiusMinPixels: 1.5 * theme.stroke,
		filled: id === 'hot',
		getFillColor: ({ depth }) => rgba(hotColour(depth, theme.id), 210),
		stroked: id === 'cold',
		getLineColor: ({ depth }) => rgba(hotColour(depth, theme.id)),
		getLineWidth: 1.5 * theme.stroke,
		lineWidthUnits: 'pixels',
		updateTriggers: { getFillColor: theme.id, getLineColor: theme.id },
		...FLAT
	});
}
