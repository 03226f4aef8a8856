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
import type { FillDevice, FilledTile } from './fill.ts';
import type { LineDevice, LinedTile } from './lines.ts';
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
	fill: Coat<FilledTile>;
	lines: Coat<LinedTile>;
}

/** @param seen the tile as it is drawn: whole into its picture, or in part onto the screen */
type Draw<Shape> = (shape: Shape, seen: Seen) => void;

/** One of the two that are drawn of a tile: its fill, its lines. */
interface Coat<Shape extends object> {
	pictures: Pictures<Shape>;
	/** null: the tile has none. */
	shapeOf(tile: Seen): Shape | null;
	/** Draws as the state and the map are in this frame. */
	drawing(): Draw<Shape>;
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
		const fill: Coat<FilledTile> = {
			pictures: new Pictures(brushes.pictures),
			shapeOf: (tile) => tile.fill,
			drawing: () => this.#filling(map, brushes.fill)
		};
		const lines: Coat<LinedTile> = {
			pictures: new Pictures(brushes.pictures),
			shapeOf: (tile) => tile.lines,
			drawing: () => this.#lining(map, brushes.lines)
		};
		const tiles = new ScreenTiles(this.#kind, this.#worker, map, brushes, (tile) => {
			fill.pictures.drop(tile.fill);
			if (tile.lines) lines.pictures.drop(tile.lines);
		});
		this.#running = { map, brushes, tiles, fill, lines };
	}

	onRemove(): void {
		this.#running?.tiles.close();
		this.#running = null;
		this.#seen = [];
	}

	/** Before anything is drawn: what is seen in this frame, and pictures of it. */
	prerender(): void {
		const { map, tiles, brushes, fill, lines } = this.#running!;
		const { column, coloured, lined, zooms } = this.#state;
		const zoom = map.getZoom();
		this.#seen = tiles.look((coloured || lined) && zoom >= zooms[0] && zoom < zooms[1]);
		if (this.#isColoured) for (const tile of this.#seen) brushes.fill.classify(tile.fill, column!);
		this.#prepare(fill, this.#isColoured);
		this.#prepare(lines, lined);
	}

	render(): void {
		if (this.#isColoured) this.#show(this.#running!.fill);
	}

	#drawLines(): void {
		if (this.#state.lined && this.#running) this.#show(this.#running.lines);
	}

	get #isColoured(): boolean {
		return this.#state.coloured && this.#state.column !== null;
	}

	#prepare<Shape extends object>({ pictures, shapeOf, drawing }: Coat<Shape>, shown: boolean): void {
		const lying = new Map<Shape, Seen>();
		for (const tile of this.#seen) {
			const shape = shapeOf(tile);
			if (shape && tile.place && !tile.standsIn) lying.set(shape, tile);
		}
		const [first] = lying.values();
		if (!shown || !first) return pictures.clear();
		// The same while tiles look the same.
		const stamp = `${this.#version} ${this.#running!.map.getZoom()}`;
		const draw = drawing();
		pictures.begin(stamp, first.place!.side, new Set(lying.keys()), (shape, matrix) =>
			draw(shape, { ...lying.get(shape)!, matrix, part: WITH_MARGIN })
		);
	}

	#show<Shape extends object>({ pictures, shapeOf, drawing }: Coat<Shape>): void {
		const draw = drawing();
		for (const tile of this.#seen) {
			const shape = shapeOf(tile);
			if (!shape) continue;
			if (tile.place && !tile.standsIn && pictures.has(shape)) pictures.place(shape, tile.place);
			else this.#cut(tile, (part) => draw(shape, { ...tile, part }));
		}
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

	#filling(map: MapLibreMap, brush: FillDevice): Draw<FilledTile> {
		const { theme, classes } = this.#state;
		const zoom = map.getZoom();
		const opacity = between(MEASURE_OPACITY[this.#level === 'grid' ? 'grid' : 'areas'], zoom);
		const colours = { palette: paletteOf(theme.id, classes, opacity), dashColour: dashColour(theme.id) };
		// They grow with the map from one whole zoom to the next.
		const distance = DASH_PX * 2 ** (zoom - Math.floor(zoom));
		return (tile, { matrix, part, unit }) =>
			brush.draw(tile, { matrix, part, colours, dash: [distance * unit, DASH_THICK * theme.stroke] });
	}

	#lining(map: MapLibreMap, brush: LineDevice): Draw<LinedTile> {
		const { width, colour } = gridLine(this.#state.theme, map.getZoom());
		const ratio = map.getPixelRatio();
		return (tile, { matrix, part, unit }) =>
			brush.draw(tile, { matrix, part, colour, width: width * ratio, pixel: unit / ratio });
	}
}
