/**
 * A level's places coloured by a measure: grids close, areas farther out. MapLibre could do it with a feature state for
 * each, but then another measure costs a call for every place and all corners anew; here the shapes of a tile lie on
 * the graphics device once, each corner knows its place, and the class of each place is a byte in a small texture:
 * another measure, a delta or a month of a year played back is a few kilobytes for the tiles on the screen, and no
 * shape moves. Lines between grids are drawn from the same tiles, in a layer of their own higher up.
 */
import type { CustomLayerInterface, Map as MapLibreMap } from 'maplibre-gl';
import type { MeasureLevel } from '../../domain/measure/measure.ts';
import type { ClassColumn } from '../contract.ts';
import { between, MEASURE_OPACITY } from '../scales.ts';
import type { Theme } from '../themes.ts';
import { brushesOf, type Brushes } from './brushes.ts';
import type { TilePlace } from './cover.ts';
import type { FilledTile } from './fill.ts';
import type { LinedTile } from './lines.ts';
import { dashColour, gridLine, paletteOf } from './palette.ts';
import { Pictures, pointsOf } from './pictures.ts';
import { ScreenTiles, type Seen, type TileKind } from './screen-tiles.ts';
import type { ShapeWorker } from './shape-worker.ts';
import { EXTENT } from './shapes.ts';

export interface PaintState {
	theme: Theme;
	/** Classes above zero. */
	classes: number;
	/** null: not known yet, nothing is coloured. */
	column: ClassColumn | null;
	coloured: boolean;
	/** With lines between places; only grids can have them. */
	lined: boolean;
	/** [from, below] zoom. */
	zooms: readonly [number, number];
}

/** What is there while the map is. */
interface Running {
	map: MapLibreMap;
	brushes: Brushes;
	tiles: ScreenTiles;
	filled: Pictures<FilledTile>;
	lined: Pictures<LinedTile>;
}

/** Distance of dashes in pixels, so that their rows meet from tile to tile, and thickness as a share of half of it. */
const DASH_PX = 16;
const DASH_THICK = 0.19;
/** All of a tile, to be cut by the screen. */
const WITH_MARGIN = [-EXTENT, -EXTENT, 2 * EXTENT, 2 * EXTENT] as const;

export class MeasurePaint implements CustomLayerInterface {
	readonly id: string;
	readonly type = 'custom';
	readonly renderingMode = '2d';
	/** The lines between places. */
	readonly lines: CustomLayerInterface;
	readonly #level: MeasureLevel;
	readonly #kind: TileKind;
	readonly #worker: ShapeWorker;
	#state: PaintState;
	/** Of the state, so that it can be told whether tiles look as in the frame before. */
	#version = 0;
	#seen: Seen[] = [];
	#running: Running | null = null;

	/** @param address of a tile of a source */
	constructor(
		level: MeasureLevel,
		state: PaintState,
		worker: ShapeWorker,
		address: (source: string, tile: TilePlace) => string
	) {
		this.id = `measure-${level}`;
		this.lines = {
			id: `${level}-line`,
			type: 'custom',
			renderingMode: '2d',
			render: () => this.#drawLines()
		};
		this.#level = level;
		this.#state = state;
		this.#worker = worker;
		this.#kind =
			level === 'grid'
				? { source: 'grids', wanted: { layer: 'grid', edged: true }, address }
				: { source: 'areas', wanted: { layer: 'area', level }, address };
	}

	/** Everything that can be seen is coloured. */
	get settled(): boolean {
		return this.#running?.tiles.settled ?? true;
	}

	set(change: Partial<PaintState>): void {
		this.#state = { ...this.#state, ...change };
		this.#version++;
		this.#running?.map.triggerRepaint();
	}

	/** The tiles of some sources have changed. */
	refresh(sources: readonly string[]): void {
		if (sources.includes(this.#kind.source)) this.#running?.tiles.refresh();
	}

	onAdd(map: MapLibreMap, gl: WebGLRenderingContext | WebGL2RenderingContext): void {
		const brushes = brushesOf(gl as WebGL2RenderingContext);
		const filled = new Pictures<FilledTile>(brushes.pictures);
		const lined = new Pictures<LinedTile>(brushes.pictures);
		const tiles = new ScreenTiles(this.#kind, this.#worker, map, brushes, ({ fill, lines }) => {
			filled.drop(fill);
			if (lines) lined.drop(lines);
		});
		this.#running = { map, brushes, tiles, filled, lined };
	}

	onRemove(): void {
		this.#running?.tiles.close();
		this.#running = null;
		this.#seen = [];
	}

	/** Before anything is drawn: what is seen in this frame, and pictures of it. */
	prerender(): void {
		const { map, tiles, filled, lined: drawn } = this.#running!;
		const { column, coloured, lined, zooms } = this.#state;
		const zoom = map.getZoom();
		this.#seen = tiles.look((coloured || lined) && zoom >= zooms[0] && zoom < zooms[1]);
		const seen = this.#seen.length > 0;
		if (seen && coloured && column) this.#prepareFill(column);
		else filled.clear();
		if (seen && lined) this.#prepareLines();
		else drawn.clear();
	}

	render(): void {
		const { column, coloured } = this.#state;
		if (!column || !coloured || this.#seen.length === 0) return;
		const { brushes, filled } = this.#running!;
		brushes.fill.begin(this.#colours);
		for (const tile of this.#seen)
			if (tile.straight && filled.has(tile.fill)) filled.place(tile.fill, tile.straight);
			else this.#cut(tile, (part) => brushes.fill.draw(tile.fill, { ...tile, part, dash: this.#dash(tile) }));
	}

	#drawLines(): void {
		if (!this.#state.lined || !this.#running) return;
		const { map, brushes, lined } = this.#running;
		const [pen, ratio] = [this.#pen, map.getPixelRatio()];
		for (const tile of this.#seen)
			if (!tile.lines) continue;
			else if (tile.straight && lined.has(tile.lines)) lined.place(tile.lines, tile.straight);
			else
				this.#cut(tile, (part) =>
					brushes.lines.draw(tile.lines!, { ...tile, ...pen, part, pixel: tile.unit / ratio })
				);
	}

	/**
	 * Draws a tile to where its neighbours begin: at whole points of the screen where it lies straight, so that each point
	 * is drawn by one of them; else by its own units, which leaves a point now and then to none or both.
	 */
	#cut({ place, part }: Seen, draw: (part: readonly number[]) => void): void {
		if (!place) return draw(part);
		const { gl } = this.#running!.brushes.pictures;
		const { x, y, width, height } = pointsOf(place, gl.drawingBufferHeight);
		gl.enable(gl.SCISSOR_TEST);
		gl.scissor(x, y, width, height);
		draw(WITH_MARGIN);
		gl.disable(gl.SCISSOR_TEST);
	}

	#prepareFill(column: ClassColumn): void {
		const { brushes, filled } = this.#running!;
		for (const { fill } of this.#seen) brushes.fill.classify(fill, column);
		brushes.fill.begin(this.#colours);
		const lying = new Map(this.#seen.flatMap((tile) => (tile.straight ? [[tile.fill, tile] as const] : [])));
		filled.begin(this.#stamp, placesOf(lying), (fill, matrix) =>
			brushes.fill.draw(fill, { matrix, part: WITH_MARGIN, dash: this.#dash(lying.get(fill)!) })
		);
	}

	#prepareLines(): void {
		const { map, brushes, lined } = this.#running!;
		const lying = new Map(
			this.#seen.flatMap((tile) => (tile.straight && tile.lines ? [[tile.lines, tile] as const] : []))
		);
		const ratio = map.getPixelRatio();
		lined.begin(this.#stamp, placesOf(lying), (lines, matrix) =>
			brushes.lines.draw(lines, {
				...this.#pen,
				matrix,
				part: WITH_MARGIN,
				pixel: lying.get(lines)!.unit / ratio
			})
		);
	}

	/** The same while tiles look the same. */
	get #stamp(): string {
		return `${this.#version} ${this.#running!.map.getZoom()}`;
	}

	#dash({ unitAtWhole }: Seen): [distance: number, thickness: number] {
		return [DASH_PX * unitAtWhole, DASH_THICK * this.#state.theme.stroke];
	}

	/** Of lines, in points of the device. */
	get #pen() {
		const { map } = this.#running!;
		const { width, colour } = gridLine(this.#state.theme, map.getZoom());
		return { width: width * map.getPixelRatio(), colour };
	}

	get #colours() {
		const { theme, classes } = this.#state;
		const opacity = MEASURE_OPACITY[this.#level === 'grid' ? 'grid' : 'areas'];
		return {
			palette: paletteOf(theme.id, classes, between(opacity, this.#running!.map.getZoom())),
			dashColour: dashColour(theme.id)
		};
	}
}

const placesOf = <Tile>(lying: ReadonlyMap<Tile, Seen>) =>
	new Map([...lying].map(([tile, { straight }]) => [tile, straight!]));
