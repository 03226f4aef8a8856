/**
 * Grids coloured by a measure. MapLibre could do it with a feature state for each grid, but then another measure costs
 * a call for every grid and all corners anew; here the shape of a tile lies on the graphics device once, each corner
 * knows its grid, and the class of each grid is a byte in a small texture: another measure, a delta or a month of a
 * year played back is a few kilobytes for the tiles on the screen, and no shape moves.
 */
import type { CustomLayerInterface, Map as MapLibreMap, MapSourceDataEvent } from 'maplibre-gl';
import type { ClassColumn } from '../contract.ts';
import { sharedRequests } from '../shared-requests.ts';
import type { Theme } from '../themes.ts';
import { cover, placed, tileKey, type TilePlace } from './cover.ts';
import { GridDevice, type TileOnDevice } from './device.ts';
import { GridTiles } from './grid-tiles.ts';
import { dashColour, paletteOf } from './palette.ts';
import { EXTENT, type GridTriangles } from './triangles.ts';
import { TriangleWorker } from './worker.ts';

export interface GridPaintState {
	theme: Theme;
	/** Classes above zero. */
	classes: number;
	/** null: not known yet, nothing is coloured. */
	column: ClassColumn | null;
	shown: boolean;
	/** [from, below] zoom. */
	zooms: readonly [number, number];
}

/** The tiles of grids that the server makes. */
const FARTHEST = 12;
const CLOSEST = 16;
const TILE_PX = 512;
/** Tiles kept on the device at least; twice those on the screen where that is more. */
const KEPT = 48;
/** Distance of dashes in pixels, so that their rows meet from tile to tile, and thickness as a share of half of it. */
const DASH_PX = 16;
const DASH_THICK = 0.19;

export class GridPaint implements CustomLayerInterface {
	readonly id = 'measure-grid';
	readonly type = 'custom';
	readonly renderingMode = '2d';
	readonly #worker = new TriangleWorker();
	readonly #tiles: GridTiles;
	/** Least recently drawn first. */
	readonly #kept = new Map<string, TileOnDevice>();
	/** Taken apart, on their way to the device. */
	readonly #ready = new Map<string, GridTriangles>();
	#state: GridPaintState;
	#map: MapLibreMap | null = null;
	#device: GridDevice | null = null;

	/** @param address of a tile of grids */
	constructor(state: GridPaintState, address: (tile: TilePlace) => string) {
		this.#state = state;
		this.#tiles = new GridTiles(
			{
				fetch: (tile, signal) => sharedRequests.ask(address(tile), signal),
				takeApart: (bytes) => this.#worker.takeApart('grid', bytes)
			},
			{
				ready: (tile, made) => this.#ready.set(tileKey(tile), made),
				ended: () => this.#map?.triggerRepaint()
			}
		);
	}

	/** Everything that can be seen is coloured. */
	get settled(): boolean {
		return this.#tiles.settled && this.#ready.size === 0;
	}

	set(change: Partial<GridPaintState>): void {
		this.#state = { ...this.#state, ...change };
		this.#map?.triggerRepaint();
	}

	/** The ground has changed. */
	refresh(): void {
		this.#tiles.refresh();
		this.#map?.triggerRepaint();
	}

	onAdd(map: MapLibreMap, gl: WebGLRenderingContext | WebGL2RenderingContext): void {
		this.#map = map;
		map.on('sourcedata', this.#arrived);
		this.#device = new GridDevice(gl as WebGL2RenderingContext);
	}

	onRemove(): void {
		this.#map?.off('sourcedata', this.#arrived);
		this.#tiles.close();
		this.#worker.close();
		for (const tile of this.#kept.values()) this.#device?.drop(tile);
		this.#kept.clear();
		this.#device?.close();
		this.#map = this.#device = null;
	}

	render(): void {
		const [map, device] = [this.#map!, this.#device!];
		const { shown, zooms, column, theme, classes } = this.#state;
		const zoom = map.getZoom();
		// MapLibre asks for the same tiles once it knows its source, so that one request serves both.
		const seen = shown && zoom >= zooms[0] && zoom < zooms[1] && map.getSource('grids')?.loaded();
		const wanted = seen ? wantedTiles(map) : [];
		this.#tiles.want(wanted);
		this.#takeIn(device);
		if (!column || wanted.length === 0) return;
		const drawn = cover(wanted, FARTHEST, (tile) => this.#kept.has(tileKey(tile)));
		device.begin({ palette: paletteOf(theme.id, classes, zoom), dashColour: dashColour(theme.id) });
		for (const { wanted: place, tile, part } of drawn) {
			const kept = this.#touch(tileKey(tile));
			device.classify(kept, column);
			device.draw(kept, {
				matrix: placed(place.matrix, EXTENT, place, tile),
				part: part.map((share) => share * EXTENT),
				dash: [(DASH_PX * EXTENT) / TILE_PX / 2 ** (Math.floor(zoom) - tile.z), DASH_THICK * theme.stroke]
			});
		}
		device.end();
		this.#tidy(device, Math.max(KEPT, 2 * drawn.length));
	}

	readonly #arrived = ({ sourceId, tile }: MapSourceDataEvent) => {
		if (sourceId === 'grids' && tile) this.#tiles.retry();
	};

	#takeIn(device: GridDevice): void {
		for (const [key, made] of this.#ready) {
			const before = this.#kept.get(key);
			if (before) device.drop(before);
			this.#kept.set(key, device.put(made));
		}
		this.#ready.clear();
	}

	#touch(key: string): TileOnDevice {
		const tile = this.#kept.get(key)!;
		this.#kept.delete(key);
		this.#kept.set(key, tile);
		return tile;
	}

	#tidy(device: GridDevice, most: number): void {
		for (const [key, tile] of this.#kept) {
			if (this.#kept.size <= most) return;
			device.drop(tile);
			this.#kept.delete(key);
			this.#tiles.forget(key);
		}
	}
}

function wantedTiles(map: MapLibreMap) {
	const found = map.coveringTiles({ tileSize: TILE_PX, minzoom: FARTHEST, maxzoom: CLOSEST });
	return found.map((tile) => {
		const { z, x, y } = tile.canonical;
		const { mainMatrix } = map.transform.getProjectionData({ overscaledTileID: tile });
		return { z, x, y, matrix: mainMatrix as ArrayLike<number> };
	});
}
