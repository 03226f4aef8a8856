/** Brings a measure's classes of areas onto the map: as feature state `c`, and only where it has changed. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { MEASURE_LEVELS, type MeasureLevel } from '../domain/measure/measure.ts';
import type { MeasureValues } from './contract.ts';
import type { ClassIndex } from './scales.ts';

const AREA = { source: 'areas', sourceLayer: 'area' } as const;

export class AreaPaint {
	readonly #map: Pick<MapLibreMap, 'setFeatureState' | 'removeFeatureState'>;
	readonly #painted = new Map<MeasureLevel, ReadonlyMap<number, ClassIndex>>();

	constructor(map: Pick<MapLibreMap, 'setFeatureState' | 'removeFeatureState'>) {
		this.#map = map;
	}

	/** Grids have a painter of their own (grid-paint). */
	set(values: MeasureValues): void {
		for (const level of MEASURE_LEVELS) {
			if (level === 'grid') continue;
			const before = this.#painted.get(level) ?? new Map<number, ClassIndex>();
			const after = classesById(values[level]);
			for (const [id, index] of after)
				if (before.get(id) !== index) this.#map.setFeatureState({ ...AREA, id }, { c: index });
			for (const id of before.keys()) if (!after.has(id)) this.#map.removeFeatureState({ ...AREA, id }, 'c');
			this.#painted.set(level, after);
		}
	}
}

function classesById(level: MeasureValues[MeasureLevel]): ReadonlyMap<number, ClassIndex> {
	if (!level) return new Map();
	return new Map(Array.from(level.column.ids, (id, place) => [id, level.column.classes[place]!]));
}
