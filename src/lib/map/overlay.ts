/**
 * What lies above MapLibre's own layers: the heat of the incidents, clusters and single marks of those that are
 * shown, and the selected grid as a low wall when the map is tilted. deck.gl draws it, and is fetched only when there is
 * something to draw: the map is on the screen before.
 */
import type { Polygon } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { clusterIncidents, type Cluster } from './clusters.ts';
import type { DeckDrawing, Drawn } from './deck-drawing.ts';
import { countIncidents, readIncidents, type Counted, type TiledIncidents } from './incidents.ts';
import type { Theme } from './themes.ts';

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
	#state: OverlayState;
	/** All months of them, so that another month asks for nothing. */
	#tiled: TiledIncidents[] = [];
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
			// The tiles of another zoom, which stood in for these, have gone.
			this.#readIncidents();
			if (!this.#deck?.inPlace) this.draw();
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
}
