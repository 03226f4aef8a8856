/** What the page is told once: the jurisdiction and the catalogues, and what an address may therefore name. */
import type { catalogueSchema, jurisdictionSchema } from '$lib/domain/api/setting';
import { MEASURE_LEVELS, type MeasureLevel } from '$lib/domain/measure/measure';
import type { ViewKnowledge } from '$lib/domain/view/view-state';
import { LAYER_IDS, layersAtFirst, layersOf } from '$lib/map/layer-order';
import { THEMES } from '$lib/map/scales';
import { LANGUAGES } from '$lib/words/language';
import type { z } from 'zod';

export type Jurisdiction = z.infer<typeof jurisdictionSchema>;
export type Catalogue = z.infer<typeof catalogueSchema>;

/** Facility types that reach somewhere: only they have residents out of reach. */
export function reaching(catalogue: Catalogue): Catalogue['facility_types'] {
	return catalogue.facility_types.filter((type) => type.norm?.radius_m != null);
}

export function knowledgeOf(catalogue: Catalogue | null): ViewKnowledge {
	const first = layersAtFirst();
	const layers = catalogue ? layersOf(catalogue.reads) : LAYER_IDS;
	return {
		layers: layers.map((id) => ({ id, shown: first[id] })),
		hidden: LAYER_IDS.filter((id) => !layers.includes(id)),
		measures: catalogue && catalogue.measures.map(({ id }) => id),
		themes: THEMES,
		languages: LANGUAGES,
		duties: catalogue && catalogue.duties.map((duty) => duty.code),
		facilities: catalogue && reaching(catalogue).map((type) => type.code)
	};
}

/** The levels that the jurisdiction has: some have no streets, some no districts. */
export function levelsOf({ counts }: Jurisdiction): MeasureLevel[] {
	const many: Record<MeasureLevel, number> = {
		grid: 1,
		community: counts.communities,
		street: counts.streets,
		district: counts.districts
	};
	return MEASURE_LEVELS.filter((level) => many[level] > 0);
}

export function cardAddress(grid: string, at: string | null): string {
	return `/api/grids/${encodeURIComponent(grid)}${at ? `?at=${at}` : ''}`;
}
