import type { areaListSchema } from '$lib/domain/api/areas';
import type { worstGridsSchema } from '$lib/domain/api/measures';
import type { ChosenMeasure } from '$lib/domain/view/view-state';
import type { z } from 'zod';

export type WorstGrids = z.infer<typeof worstGridsSchema>;
export type AreaList = z.infer<typeof areaListSchema>;

export const PAGE_SIZE = 20;

export function worstAddress(measure: ChosenMeasure, area: string | null, page: number): string {
	const parameters = new URLSearchParams({ measure: measure.id });
	if (measure.duty) parameters.set('duty', measure.duty);
	if (measure.facility) parameters.set('facility', measure.facility);
	if (area) parameters.set('area', area);
	parameters.set('page', String(page));
	parameters.set('size', String(PAGE_SIZE));
	return `/api/coverage?${parameters}`;
}
