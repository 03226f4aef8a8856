/**
 * The layers of deck.gl within MapLibre's own. deck.gl is as large as the rest of the page together, so this room is
 * only ever fetched by a dynamic import.
 */
import { HeatmapLayer } from '@deck.gl/aggregation-layers';
import type { Layer } from '@deck.gl/core';
import { IconLayer, PolygonLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { Polygon } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Cluster } from './clusters.ts';
import { beneath, DeckOverlay, FLAT } from './deck-overlay.ts';
import { channelsOf, rgba } from './hex.ts';
import type { Counted } from './incidents.ts';
import { heatColours } from './scales.ts';
import { markAtlas } from './mark-atlas.ts';
import { clusterRing, HEAT_OPACITY, INCIDENT_KINDS, incidentMark, MARK_PX } from './symbols.ts';
import type { Theme } from './themes.ts';

/** What is to be seen; empty lists and null draw nothing. */
export interface Drawn {
	theme: Theme;
	heat: readonly Counted[];
	wall: Polygon | null;
	clusters: readonly Cluster[];
}

export class DeckDrawing {
	readonly #deck: DeckOverlay;

	constructor(map: MapLibreMap) {
		this.#deck = new DeckOverlay(map);
	}

	get inPlace(): boolean {
		return this.#deck.inPlace;
	}

	draw({ theme, heat, wall, clusters }: Drawn): void {
		const layers: Layer[] = [];
		if (heat.length > 0) layers.push(heatOf(heat, theme));
		if (wall) layers.push(wallOf(wall, theme));
		if (clusters.length > 0) layers.push(...marksOf(clusters, theme));
		this.#deck.draw(layers);
	}

	/** The cluster of more than one incident at a point of the screen, in pixels. */
	clusterAt(x: number, y: number): Cluster | null {
		return (this.#deck.pick(x, y, 3, ['clusters'])?.object as Cluster | undefined) ?? null;
	}

	close(): void {
		this.#deck.close();
	}
}

/** Layer of the heat of incidents. */
export function heatOf(incidents: readonly Counted[], theme: Theme): Layer {
	return new HeatmapLayer<Counted>({
		id: 'heat',
		data: incidents as Counted[],
		getPosition: ({ lng, lat }) => [lng, lat],
		getWeight: ({ weight }) => weight,
		radiusPixels: 38,
		intensity: 1,
		threshold: 0.06,
		opacity: HEAT_OPACITY,
		colorRange: heatColours(theme.id).map((colour) => channelsOf(colour)),
		...beneath('heat')
	});
}

/** Layers of clusters, their counts, and single marks. */
export function marksOf(clusters: readonly Cluster[], theme: Theme): Layer[] {
	const single = clusters.filter(({ kind }) => kind !== null);
	const several = clusters.filter(({ kind }) => kind === null);
	return [
		new ScatterplotLayer<Cluster>({
			id: 'clusters',
			data: several,
			pickable: true,
			getPosition: ({ lng, lat }) => [lng, lat],
			getRadius: (cluster) => clusterRing(cluster, theme).radius,
			radiusUnits: 'pixels',
			getFillColor: rgba(theme.halo, 235),
			stroked: true,
			getLineColor: (cluster) => rgba(clusterRing(cluster, theme).colour),
			getLineWidth: (cluster) => clusterRing(cluster, theme).width,
			lineWidthUnits: 'pixels',
			updateTriggers: { getLineColor: theme.id, getRadius: theme.stroke },
			...FLAT,
			...beneath('incidents')
		}),
		new TextLayer<Cluster>({
			id: 'cluster-counts',
			data: several.filter(({ count }) => count > 1),
			getPosition: ({ lng, lat }) => [lng, lat],
			getText: ({ count }) => String(count),
			getColor: rgba(theme.text),
			getSize: ({ count }) => (count > 9 ? 11.5 : 11) * theme.type,
			fontFamily: 'sans-serif',
			fontWeight: 600,
			characterSet: '0123456789',
			getTextAnchor: 'middle',
			getAlignmentBaseline: 'center',
			updateTriggers: { getSize: theme.type },
			...FLAT,
			...beneath('incidents')
		}),
		new IconLayer<Cluster>({
			id: 'incident-marks',
			data: single,
			getPosition: ({ lng, lat }) => [lng, lat],
			...picturesOf(theme),
			getIcon: ({ kind, overdue: late }) => `${kind}${late ? '-late' : ''}`,
			getSize: MARK_PX * theme.picture,
			sizeUnits: 'pixels',
			...FLAT,
			...beneath('incidents')
		})
	];
}

function wallOf(selection: Polygon, theme: Theme): Layer {
	return new PolygonLayer<Polygon>({
		id: 'wall',
		data: [selection],
		getPolygon: (polygon) => polygon.coordinates as [number, number][][],
		extruded: true,
		wireframe: true,
		getElevation: 6,
		getFillColor: rgba(theme.accent, 50),
		getLineColor: rgba(theme.ink),
		material: false,
		...beneath('selection')
	});
}

/** All marks on one picture, drawn once for each theme. */
const picturesOf = (theme: Theme) =>
	markAtlas(`incidents ${theme.id}`, () =>
		INCIDENT_KINDS.flatMap((kind) => [
			{ name: kind, ...incidentMark(kind, false, theme) },
			{ name: `${kind}-late`, ...incidentMark(kind, true, theme) }
		])
	);
