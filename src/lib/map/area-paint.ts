/** Brings a measure's classes of areas onto the map: as feature state `c`, and only where it has changed. */
import type { Map as MapLibreMap } from 'maplibre-gl';
import { MEASURE_LEVELS, type MeasureLevel } from '../domain/measure/measure.ts';
import type { ClassColumn, MeasureValues } from './contract.ts';
import type { ClassIndex } from './scales.ts';

const AREA = { source: 'areas', sourceLayer: 'area' } as const;

const NOTHING: ClassColumn = { ids: new Uint32Array(), classes: new Int8Array() };

export class AreaPaint {
	readonly #map: Pick<MapLibreMap, 'setFeatureState' | 'removeFeatureState'>;
	readonly #painted = new Map<MeasureLevel, { column: ClassColumn; byId: ReadonlyMap<number, ClassIndex> }>();

	constructor(map: Pick<MapLibreMap, 'setFeatureState' | 'removeFeatureState'>) {
		this.#map = map;
	}

	/** Grids have a painter of their own (grid-paint). */
	set(values: MeasureValues): void {
		for (const level of MEASURE_LEVELS) {
			if (level === 'grid') continue;
			const column = values[level]?.column ?? NOTHING;
			const painted = this.#painted.get(level);
			if (painted?.column === column) continue;
			const before = painted?.byId ?? new Map<number, ClassIndex>();
			const after = classesById(column);
			for (const [id, index] of after)
				if (before.get(id) !== index) this.#map.setFeatureState({ ...AREA, id }, { c: index });
			for (const id of before.keys()) if (!after.has(id)) this.#map.removeFeatureState({ ...AREA, id }, 'c');
			this.#painted.set(level, { column, byId: after });
		}
	}
}

const classesById = ({ ids, classes }: ClassColumn): ReadonlyMap<number, ClassIndex> =>
	new Map(Array.from(ids, (id, place) => [id, classes[place]!]));
