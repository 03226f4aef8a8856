/**
 * What deck.gl draws, within MapLibre's own layers: the heat of the incidents, clusters and single marks of those that
 * are shown, and the selected grid as a low wall when the map is tilted.
 */
import { HeatmapLayer } from '@deck.gl/aggregation-layers';
import type { Layer } from '@deck.gl/core';
import { IconLayer, PolygonLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Polygon } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { clusterIncidents, type Cluster } from './clusters.ts';
import { channelsOf } from './hex.ts';
import { countIncidents, readIncidents, type Counted, type TiledIncidents } from './incidents.ts';
import { heatColours } from './scales.ts';
import { anchorOf } from './style.ts';
import { clusterRing, HEAT_OPACITY, INCIDENT_KINDS, incidentMark, MARK_FIELD, MARK_PX } from './symbols.ts';
import type { Theme } from './themes.ts';

type Rgba = [number, number, number, number];

export interface OverlayState {
	theme: Theme;
	incidents: boolean;
	/** Zoom from which incidents are marked. */
	incidentsFrom: number;
	heat: boolean;
	/** YYYY-MM: incidents reported in it; null: those open now. */
	month: string | null;
	selection: Polygon | null;
}

/** From this zoom every incident is a mark of its own; before, marks nearer than this many pixels join. */
const SINGLE_FROM = 16;
const POINTS_FROM = 14;
const JOIN_PX = 46;
const JOIN_CLOSE_PX = 26;
const TILTED = 20;

export class Overlay {
	readonly #map: MapLibreMap;
	readonly #deck = new MapLibreOverlay({ interleaved: true, layers: [] });
	#state: OverlayState;
	/** All months of them, so that another month asks for nothing. */
	#tiled: TiledIncidents[] = [];
	#incidents: Counted[] = [];
	#clusters: Cluster[] = [];
	#drawn = '';
	/** Incidents are marked now. */
	#marked = false;
	/** Layers of the map in which the overlay draws. */
	#places = new Set<string>();

	constructor(map: MapLibreMap, state: OverlayState) {
		this.#map = map;
		this.#state = state;
		map.addControl(this.#deck);
		map.on('sourcedata', ({ sourceId }) => {
			if (sourceId === 'incidents' && map.isSourceLoaded('incidents')) this.#readIncidents();
		});
		map.on('moveend', () => this.#readIncidents());
		map.on('pitchend', () => this.draw());
		map.on('zoom', () => {
			if (this.#marked !== this.#near) this.draw();
		});
		// While tiles are on their way the overlay cannot take its places among the layers, and lies on top of all.
		map.on('idle', () => {
			// The tiles of another zoom, which stood in for these, have gone.
			this.#readIncidents();
			if (![...this.#places].every((place) => map.getLayer(place))) this.draw();
		});
	}

	set(state: Partial<OverlayState>): void {
		const before = this.#state;
		this.#state = { ...before, ...state };
		if (this.#state.month !== before.month) this.#count();
		this.draw();
	}

	/** The cluster at a point of the screen that is more than one incident. */
	clusterAt(x: number, y: number): Cluster | null {
		const found = this.#deck.pickObject({ x, y, radius: 3, layerIds: ['clusters'] });
		return (found?.object as Cluster | undefined) ?? null;
	}

	draw(): void {
		const { theme, incidents, heat, selection } = this.#state;
		const walled = selection !== null && this.#map.getPitch() > TILTED;
		const layers: Layer[] = [];
		// An empty heat has no texture to draw.
		if (heat && this.#incidents.length > 0) layers.push(this.#heat(theme));
		if (walled) layers.push(wall(selection, theme));
		this.#marked = this.#near;
		if (incidents && this.#marked) layers.push(...this.#marks(theme));
		this.#places = new Set(
			layers.map(({ props }) => placeOf((props as { beforeId?: string }).beforeId ?? ''))
		);
		this.#deck.setProps({ interleaved: true, layers });
	}

	get #near(): boolean {
		return this.#map.getZoom() >= this.#state.incidentsFrom;
	}

	close(): void {
		this.#map.removeControl(this.#deck);
	}

	#readIncidents(): void {
		const { incidents, heat } = this.#state;
		if (!incidents && !heat) return;
		const found = new Map<string, TiledIncidents>();
		const signs: string[] = [];
		for (const sourceLayer of ['incident', 'incident_cell'] as const)
			for (const { id, geometry, properties } of this.#map.querySourceFeatures('incidents', {
				sourceLayer
			})) {
				if (geometry.type !== 'Point') continue;
				const place = geometry.coordinates as [number, number];
				const key = sourceLayer === 'incident' ? String(id) : place.join();
				found.set(key, readIncidents(sourceLayer, place, properties));
				signs.push(`${key} ${properties.months ?? `${properties.open} ${properties.overdue}`}`);
			}
		const sign = `${Math.round(this.#map.getZoom() * 2)} ${[...new Set(signs)].sort().join()}`;
		if (sign === this.#drawn) return;
		this.#drawn = sign;
		this.#tiled = [...found.values()];
		this.#count();
		this.draw();
	}

	#count(): void {
		const zoom = this.#map.getZoom();
		this.#incidents = countIncidents(this.#tiled, this.#state.month);
		// Larger marks, as on a wall, need more room.
		const apart = zoom >= SINGLE_FROM ? 3 : Math.floor(zoom) >= POINTS_FROM ? JOIN_CLOSE_PX : JOIN_PX;
		const radius = apart * this.#state.theme.picture;
		this.#clusters = clusterIncidents(this.#incidents, Math.round(zoom * 2) / 2, radius);
	}

	#heat(theme: Theme): Layer {
		return new HeatmapLayer<Counted>({
			id: 'heat',
			data: this.#incidents,
			getPosition: ({ lng, lat }) => [lng, lat],
			getWeight: ({ weight }) => weight,
			radiusPixels: 38,
			intensity: 1,
			threshold: 0.06,
			opacity: HEAT_OPACITY,
			colorRange: heatColours(theme.id).map(channelsOf),
			...below('heat')
		});
	}

	#marks(theme: Theme): Layer[] {
		const single = this.#clusters.filter(({ kind }) => kind !== null);
		const several = this.#clusters.filter(({ kind }) => kind === null);
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
				...below('incidents')
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
				...below('incidents')
			}),
			new IconLayer<Cluster>({
				id: 'incident-marks',
				data: single,
				getPosition: ({ lng, lat }) => [lng, lat],
				...marksOf(theme),
				getIcon: ({ kind, overdue: late }) => `${kind}${late ? '-late' : ''}`,
				getSize: MARK_PX * theme.picture,
				sizeUnits: 'pixels',
				...FLAT,
				...below('incidents')
			})
		];
	}
}

/** Name that the overlay gives to its place below a layer. */
const placeOf = (beforeId: string) => `deck-maplibre-layer-group-before:${beforeId}`;

// `beforeId` belongs to the overlay, not to deck.gl's own layer properties.
const below = (slot: 'heat' | 'selection' | 'incidents') => ({ beforeId: anchorOf(slot) }) as object;

// Marks lie on the paper, not between raised buildings.
const FLAT = { parameters: { depthCompare: 'always', depthWriteEnabled: false } } as const;

function wall(selection: Polygon, theme: Theme): Layer {
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
		...below('selection')
	});
}

const drawnMarks = new Map<string, { iconAtlas: HTMLCanvasElement; iconMapping: Record<string, object> }>();

/** All marks on one picture, drawn once for each theme. */
function marksOf(theme: Theme) {
	const known = drawnMarks.get(theme.id);
	if (known) return known as never as { iconAtlas: string; iconMapping: string };
	const marks = INCIDENT_KINDS.flatMap((kind) => [
		{ name: kind as string, ...incidentMark(kind, false, theme) },
		{ name: `${kind}-late`, ...incidentMark(kind, true, theme) }
	]);
	const iconAtlas = document.createElement('canvas');
	iconAtlas.width = MARK_FIELD * marks.length;
	iconAtlas.height = MARK_FIELD;
	const pen = iconAtlas.getContext('2d')!;
	const iconMapping: Record<string, object> = {};
	marks.forEach(({ name, shape, fill, rims }, at) => {
		iconMapping[name] = { x: at * MARK_FIELD, y: 0, width: MARK_FIELD, height: MARK_FIELD, mask: false };
		pen.save();
		pen.translate(at * MARK_FIELD, 0);
		const path = new Path2D(shape);
		for (const { width, colour } of rims) {
			pen.lineWidth = width;
			pen.strokeStyle = colour;
			pen.stroke(path);
		}
		pen.fillStyle = fill;
		pen.fill(path);
		pen.restore();
	});
	const made = { iconAtlas, iconMapping };
	drawnMarks.set(theme.id, made);
	return made as never as { iconAtlas: string; iconMapping: string };
}

function rgba(hex: string, alpha = 255): Rgba {
	return [...channelsOf(hex), alpha];
}
