/**
 * The measures by which grids (and, far out, communities and streets) are coloured and ranked. Each says what else
 * must be chosen for it and in which unit it counts. A measure of an area is the sum over its grids.
 */
export const MEASURES = {
	gap: { needs: 'duty', unit: 'm2' },
	fallback: { needs: 'duty', unit: 'm2' },
	overlap: { needs: 'duty', unit: 'm2' },
	unreached: { needs: 'facility', unit: 'residents' },
	incidents: { needs: 'nothing', unit: 'incidents' },
	greening: { needs: 'nothing', unit: 'jobs' },
	residents: { needs: 'nothing', unit: 'residents' }
} as const satisfies Record<
	string,
	{ needs: 'duty' | 'facility' | 'nothing'; unit: 'm2' | 'residents' | 'incidents' | 'jobs' }
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
