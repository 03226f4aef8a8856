import type { GridCard } from '$lib/domain/grid/card';
import { GROUND_STATES } from '$lib/domain/responsibility/state';
import type { StateShapes } from '$lib/map/contract';

/** The ground of a duty in a grid, to be hatched on the map: its shapes, or the whole grid where it has one state. */
export function hatchOf(card: GridCard, dutyCode: string): StateShapes | null {
	const duty = card.duties.find((candidate) => candidate.code === dutyCode);
	if (!duty) return null;
	const features: StateShapes['features'] = [];
	for (const state of GROUND_STATES) {
		const geometry = duty.state === state ? card.grid.geometry : duty.shapes[state];
		if (geometry) features.push({ type: 'Feature', properties: { state }, geometry });
	}
	return { type: 'FeatureCollection', features };
}
