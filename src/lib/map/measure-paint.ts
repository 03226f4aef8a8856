/** Brings a measure's classes onto the map: as feature state `c`, and only where it has changed. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { MEASURE_LEVELS, type MeasureLevel } from '../domain/measure/measure.ts';
import type { MeasureValues } from './contract.ts';
import type { ClassIndex } from './scales.ts';

const PLACE = {
	grid: { source: 'grids', sourceLayer: 'grid' },
	community: { source: 'areas', sourceLayer: 'area' },
	street: { source: 'areas', sourceLayer: 'area' },
	district: { source: 'areas', sourceLayer: 'area' }
} as const;

export class MeasurePaint {
	readonly #map: Pick<MapLibreMap, 'setFeatureState' | 'removeFeatureState'>;
	readonly #painted = new Map<MeasureLevel, ReadonlyMap<number, ClassIndex>>();

	constructor(map: Pick<MapLibreMap, 'setFeatureState' | 'removeFeatureState'>) {
		this.#map = map;
	}

	set(values: MeasureValues): void {
		for (const level of MEASURE_LEVELS) {
			const before = this.#painted.get(level) ?? new Map<number, ClassIndex>();
			const after = values[level]?.byId ?? new Map<number, ClassIndex>();
			if (before === after) continue;
			for (const [id, index] of after)
				if (before.get(id) !== index) this.#map.setFeatureState({ ...PLACE[level], id }, { c: index });
			for (const id of before.keys())
				if (!after.has(id)) this.#map.removeFeatureState({ ...PLACE[level], id }, 'c');
			this.#painted.set(level, after);
		}
	}
}
