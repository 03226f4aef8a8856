import type { RecordKind } from '../access/records.ts';

/**
 * The measures by which grids (and, far out, communities and streets) are coloured and ranked. Each says what else
 * must be chosen for it, in which unit it counts, and what it tells of: who may see it, and where. A measure of an area is the sum over its grids.
 */
export const MEASURES = {
	gap: { needs: 'duty', unit: 'm2', record: 'responsibility' },
	fallback: { needs: 'duty', unit: 'm2', record: 'responsibility' },
	overlap: { needs: 'duty', unit: 'm2', record: 'responsibility' },
	unreached: { needs: 'facility', unit: 'residents', record: 'people' },
	incidents: { needs: 'nothing', unit: 'incidents', record: 'incident' },
	greening: { needs: 'nothing', unit: 'jobs', record: 'greening' },
	residents: { needs: 'nothing', unit: 'residents', record: 'people' }
} as const satisfies Record<
	string,
	{
		needs: 'duty' | 'facility' | 'nothing';
		unit: 'm2' | 'residents' | 'incidents' | 'jobs';
		record: RecordKind;
	}
>;
export type MeasureId = keyof typeof MEASURES;
export const MEASURE_IDS = Object.keys(MEASURES) as [MeasureId, ...MeasureId[]];

/** The measures that also have a number for each month: how many were reported in it. */
export const MONTHLY_MEASURES = ['incidents'] as const satisfies readonly MeasureId[];
export const isMonthly = (id: MeasureId): boolean => (MONTHLY_MEASURES as readonly MeasureId[]).includes(id);

/** "all" sums gap, fallback or overlap ground over every duty of the catalogue. */
export const ALL_DUTIES = 'all';

/** Where a measure is counted: unit grids, or the areas shown when the map is far out. */
export const MEASURE_LEVELS = ['grid', 'community', 'street', 'district'] as const;
export type MeasureLevel = (typeof MEASURE_LEVELS)[number];
