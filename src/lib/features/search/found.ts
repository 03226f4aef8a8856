import type { searchAnswerSchema, searchHitSchema } from '$lib/domain/api/search';
import { SEARCH_KINDS, type SearchKind } from '$lib/domain/search/rank';
import type { z } from 'zod';

export type SearchHit = z.infer<typeof searchHitSchema>;
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

export interface HitGroup {
	kind: SearchKind;
	hits: SearchHit[];
}

/** Hits by kind; the kind of the best hit comes first. */
export function groupHits(hits: readonly SearchHit[]): HitGroup[] {
	return SEARCH_KINDS.map((kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) }))
		.filter((group) => group.hits.length > 0)
		.sort((one, other) => hits.indexOf(one.hits[0]!) - hits.indexOf(other.hits[0]!));
}
