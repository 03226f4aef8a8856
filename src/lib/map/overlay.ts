/**
 * What lies above MapLibre's own layers: the heat of a year's incidents, clusters and single marks of the open ones,
 * and the selected grid as a low wall when the map is tilted. deck.gl draws it, and is fetched only when there is
 * something to draw: the map is on the screen before.
 */
import type { Polygon } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { clusterIncidents, type Cluster, type Counted } from './clusters.ts';
import type { DeckDrawing, Drawn } from './deck-drawing.ts';
import type { Theme } from './themes.ts';

export interface OverlayState {
	theme: Theme;
	incidents: boolean;
	/** Zoom from which incidents are marked. */
	incidentsFrom: number;
	heat: boolean;
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
	#state: OverlayState;
	#incidents: Counted[] = [];
	#clusters: Cluster[] = [];
	#drawn = '';
	/** Incidents are marked now. */
	#marked = false;
	#deck: DeckDrawing | null = null;
	#fetching = false;
	#closed = false;

	constructor(map: MapLibreMap, state: OverlayState) {
		this.#map = map;
		this.#state = state;
		map.on('sourcedata', ({ sourceId }) => {
			if (sourceId === 'incidents' && map.isSourceLoaded('incidents')) this.#readIncidents();
		});
		map.on('moveend', () => this.#readIncidents());
		map.on('pitchend', () => this.draw());
		map.on('zoom', () => {
			if (this.#marked !== this.#near) this.draw();
		});
		// While tiles are on their way deck.gl cannot take its places among the layers, and lies on top of all.
		map.on('idle', () => {
			if (!this.#deck?.inPlace) this.draw();
		});
	}

	set(state: Partial<OverlayState>): void {
		this.#state = { ...this.#state, ...state };
		this.draw();
	}

	/** The cluster at a point of the screen that is more than one incident. */
	clusterAt(x: number, y: number): Cluster | null {
		return this.#deck?.clusterAt(x, y) ?? null;
	}

	draw(): void {
		const { theme, incidents, heat, selection } = this.#state;
		this.#marked = this.#near;
		const drawn: Drawn = {
			theme,
			// An empty heat has no texture to draw.
			heat: heat ? this.#incidents : [],
			wall: this.#map.getPitch() > TILTED ? selection : null,
			clusters: incidents && this.#marked ? this.#clusters : []
		};
		if (this.#deck) this.#deck.draw(drawn);
		else if (drawn.heat.length > 0 || drawn.wall || drawn.clusters.length > 0) void this.#fetch();
	}

	get #near(): boolean {
		return this.#map.getZoom() >= this.#state.incidentsFrom;
	}

	close(): void {
		this.#closed = true;
		this.#deck?.close();
	}

	/** Whoever has no network just now is drawn to by the next idle map. */
	async #fetch(): Promise<void> {
		if (this.#fetching) return;
		this.#fetching = true;
		try {
			const { DeckDrawing } = await import('./deck-drawing.ts');
			if (this.#closed) return;
			this.#deck = new DeckDrawing(this.#map);
			this.draw();
		} catch (error) {
			console.error(error);
		} finally {
			this.#fetching = false;
		}
	}

	#readIncidents(): void {
		const { incidents, heat } = this.#state;
		if (!incidents && !heat) return;
		const zoom = this.#map.getZoom();
		const close = Math.floor(zoom) >= POINTS_FROM;
		const found = new Map<string, Counted>();
		for (const feature of this.#map.querySourceFeatures('incidents', {
			sourceLayer: close ? 'incident' : 'incident_cell'
		})) {
			if (feature.geometry.type !== 'Point') continue;
			const [lng, lat] = feature.geometry.coordinates as [number, number];
			const said = feature.properties as Record<string, unknown>;
			const key = close ? String(feature.id) : `${lng},${lat}`;
			found.set(key, {
				lng,
				lat,
				n: close ? 1 : Number(said.n),
				open: close ? Number(said.open === true) : Number(said.open),
				overdue: close ? Number(said.overdue === true) : Number(said.overdue),
				kind: close ? String(said.kind) : null,
				number: close ? String(said.number) : null
			});
		}
		const keys = `${Math.round(zoom * 2)} ${[...found.keys()].sort().join()}`;
		if (keys === this.#drawn) return;
		this.#drawn = keys;
		this.#incidents = [...found.values()];
		// Larger marks, as on a wall, need more room.
		const radius = (zoom >= SINGLE_FROM ? 3 : close ? JOIN_CLOSE_PX : JOIN_PX) * this.#state.theme.picture;
		this.#clusters = clusterIncidents(this.#incidents, Math.round(zoom * 2) / 2, radius);
		this.draw();
	}
}
