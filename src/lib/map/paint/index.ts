/** The places of all levels coloured by a measure, and the lines between grids. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { MEASURE_LEVELS, type MeasureLevel } from '../../domain/measure/measure.ts';
import type { MeasureValues } from '../contract.ts';
import type { ShownLayers } from '../layer-order.ts';
import { levelZooms } from '../scales.ts';
import type { Theme } from '../themes.ts';
import type { TilePlace } from './cover.ts';
import { MeasurePaint } from './measure-paint.ts';
import { ShapeWorker } from './shape-worker.ts';

export interface PaintChoice {
	theme: Theme;
	shown: ShownLayers;
	levels: readonly MeasureLevel[];
}

export interface PaintOptions extends PaintChoice {
	/** Layers below which colours and lines are put. */
	below: { colours: string; lines: string };
	address(source: string, tile: TilePlace): string;
}

export class MeasurePaints {
	readonly #worker = new ShapeWorker();
	readonly #paints: ReadonlyMap<MeasureLevel, MeasurePaint>;

	constructor(map: MapLibreMap, { theme, shown, levels, below, address }: PaintOptions) {
		const state = { theme, classes: 0, column: null };
		this.#paints = new Map(
			MEASURE_LEVELS.map((level) => [
				level,
				new MeasurePaint(
					level,
					{ ...state, ...shownAt(level, shown), zooms: levelZooms(level, levels) },
					this.#worker,
					address
				)
			])
		);
		for (const paint of this.#paints.values()) map.addLayer(paint, below.colours);
		map.addLayer(this.#paints.get('grid')!.lines, below.lines);
		map.on('remove', () => this.#worker.close());
	}

	/** Everything that can be seen is coloured. */
	get settled(): boolean {
		return [...this.#paints.values()].every(({ settled }) => settled);
	}

	set({ theme, shown, levels }: Partial<PaintChoice>): void {
		for (const [level, paint] of this.#paints)
			paint.set({
				...(theme && { theme }),
				...(shown && shownAt(level, shown)),
				...(levels && { zooms: levelZooms(level, levels) })
			});
	}

	setValues(values: MeasureValues): void {
		for (const [level, paint] of this.#paints)
			paint.set({ classes: values[level]?.classes ?? 0, column: values[level]?.column ?? null });
	}

	/** The tiles of some sources have changed. */
	refresh(sources: readonly string[]): void {
		for (const paint of this.#paints.values()) paint.refresh(sources);
	}
}

const shownAt = (level: MeasureLevel, shown: ShownLayers) => ({
	coloured: shown.measure,
	lined: level === 'grid' && shown.grids
});
