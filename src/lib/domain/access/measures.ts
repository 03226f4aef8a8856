import { MEASURES, type MeasureId } from '../measure/measure.ts';
import type { Access } from './access.ts';

/** Whether somebody may colour any ground by a measure: of people everybody sees sums. */
export function isOffered(access: Access, measure: MeasureId): boolean {
	const { record } = MEASURES[measure];
	const { everywhere, areas } = access.scopeOf('read', record);
	return record === 'people' || everywhere || areas.length > 0;
}
