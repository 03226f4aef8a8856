/** The tiles of one source that cover the screen: asked for, brought to the graphics device, and let go. */
import type { Map as MapLibreMap, MapSourceDataEvent, VectorTileSource } from 'maplibre-gl';
import { sharedRequests } from '../shared-requests.ts';
import type { Brushes } from './brushes.ts';
import { cover, placed, tileKey, type TilePlace } from './cover.ts';
import type { FilledTile } from './fill.ts';
import type { LinedTile } from './lines.ts';
import { straight, type Straight } from './pictures.ts';
import { ShapeTiles } from './shape-tiles.ts';
import type { ShapeWorker } from './shape-worker.ts';
import { EXTENT, type Shapes, type Wanted } from './shapes.ts';

interface OnDevice {
	fill: FilledTile;
	/** null: without edges. */
	lines: LinedTile | null;
}

/** A tile that is drawn in this frame. */
export interface Seen extends OnDevice {
	matrix: Float32Array<ArrayBuffer>;
	/** Left, top, right, bottom of what is drawn of it; units of the tile. */
	part: readonly number[];
	/** Units of the tile to a pixel of the page. */
	unit: number;
	/** Where what is drawn of it lies on the screen; null: it is turned or tilted. */
	place: Straight | null;
	/** It stands in for another one, in part or at another size. */
	standsIn: boolean;
}

/** Sources whose tiles are taken apart here, and by MapLibre: each is fetched once for both. */
export const PAINTED_SOURCES = ['grids', 'areas'] as const;

export interface TileKind {
	source: (typeof PAINTED_SOURCES)[number];
	wanted: Wanted;
	/** Address of a tile of a source. */
	address(source: string, tile: TilePlace): string;
}

const TILE_PX = 512;
/** Tiles kept on the device at least; twice those on the screen where that is more. */
const KEPT = 48;

export class ScreenTiles {
	readonly #source: TileKind['source'];
	readonly #map: MapLibreMap;
	readonly #brushes: Brushes;
	readonly #dropped: (tile: OnDevice) => void;
	readonly #tiles: ShapeTiles;
	/** Least recently drawn first. */
	readonly #kept = new Map<string, OnDevice>();
	/** Taken apart, on their way to the device. */
	readonly #ready = new Map<string, Shapes>();

	/** @param dropped is told of tiles that are let go, before they are */
	constructor(
		{ source, wanted, address }: TileKind,
		worker: ShapeWorker,
		map: MapLibreMap,
		brushes: Brushes,
		dropped: (tile: OnDevice) => void
	) {
		this.#source = source;
		this.#map = map;
		this.#brushes = brushes;
		this.#dropped = dropped;
		this.#tiles = new ShapeTiles(
			{
				fetch: (tile, signal) => sharedRequests.ask(address(source, tile), signal),
				takeApart: (bytes) => worker.takeApart(wanted, bytes)
			},
			{
				ready: (tile, made) => this.#ready.set(tileKey(tile), made),
				ended: () => map.triggerRepaint()
			}
		);
		map.on('sourcedata', this.#arrived);
	}

	/** All that are on the screen are on the device. */
	get settled(): boolean {
		return this.#tiles.settled && this.#ready.size === 0;
	}

	/** The ground has changed. */
	refresh(): void {
		this.#tiles.refresh();
		this.#map.triggerRepaint();
	}

	/**
	 * Once a frame.
	 * @param shown whether any are to be seen
	 */
	look(shown: boolean): Seen[] {
		this.#takeIn();
		const map = this.#map;
		const source = map.getSource<VectorTileSource>(this.#source);
		// MapLibre asks for the same tiles once it knows its source, so that one request serves both.
		const wanted = shown && source?.loaded() ? wantedTiles(map, source) : [];
		this.#tiles.want(wanted);
		const zoom = map.getZoom();
		const { width, height } = map.getCanvas();
		const drawn = cover(wanted, source?.minzoom ?? 0, (tile) => this.#kept.has(tileKey(tile)));
		const seen = drawn.map(({ wanted: place, tile, part }) => {
			const matrix = placed(place.matrix, EXTENT, place, tile);
			return {
				...this.#touch(tileKey(tile)),
				matrix,
				part: part.map((share) => share * EXTENT),
				unit: EXTENT / (TILE_PX * 2 ** (zoom - tile.z)),
				place: straight(tile.z > place.z ? matrix : place.matrix, width, height),
				standsIn: tile !== place
			};
		});
		this.#tidy(Math.max(KEPT, 2 * seen.length));
		return seen;
	}

	close(): void {
		this.#map.off('sourcedata', this.#arrived);
		this.#tiles.close();
		for (const tile of this.#kept.values()) this.#drop(tile);
		this.#kept.clear();
	}

	readonly #arrived = ({ sourceId, tile }: MapSourceDataEvent) => {
		if (sourceId === this.#source && tile) this.#tiles.retry();
	};

	#takeIn(): void {
		const { fill, lines } = this.#brushes;
		for (const [key, made] of this.#ready) {
			const before = this.#kept.get(key);
			if (before) this.#drop(before);
			this.#kept.set(key, { fill: fill.put(made), lines: made.edges.length > 0 ? lines.put(made) : null });
		}
		this.#ready.clear();
	}

	#touch(key: string): OnDevice {
		const tile = this.#kept.get(key)!;
		this.#kept.delete(key);
		this.#kept.set(key, tile);
		return tile;
	}

	#tidy(most: number): void {
		for (const [key, tile] of this.#kept) {
			if (this.#kept.size <= most) return;
			this.#drop(tile);
			this.#kept.delete(key);
			this.#tiles.forget(key);
		}
	}

	#drop(tile: OnDevice): void {
		this.#dropped(tile);
		this.#brushes.fill.drop(tile.fill);
		if (tile.lines) this.#brushes.lines.drop(tile.lines);
	}
}

function wantedTiles(map: MapLibreMap, { minzoom, maxzoom }: VectorTileSource) {
	return map.coveringTiles({ tileSize: TILE_PX, minzoom, maxzoom }).map((tile) => {
		const { z, x, y } = tile.canonical;
		const { mainMatrix } = map.transform.getProjectionData({ overscaledTileID: tile });
		return { z, x, y, matrix: mainMatrix as ArrayLike<number> };
	});
}
