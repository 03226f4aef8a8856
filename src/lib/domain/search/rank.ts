/** What a search finds, and in which order it is shown. */
export const SEARCH_KINDS = ['grid', 'area', 'facility', 'organisation', 'building'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** How the text was found, the best first: it is the whole name, begins it, or stands inside it. */
export const MATCHES = ['exact', 'prefix', 'inside'] as const;
export type Match = (typeof MATCHES)[number];

export interface Rankable {
	kind: SearchKind;
	match: Match;
	name: string;
	id: number;
}

const PLACE_OF_MATCH = new Map<string, number>(MATCHES.map((match, place) => [match, place]));
const PLACE_OF_KIND = new Map<string, number>(SEARCH_KINDS.map((kind, place) => [kind, place]));

/**
 * The better match first, then the kinds in the order of SEARCH_KINDS, then the shorter name (the query is more of
 * it), then the name by its characters, then the older row: never an order that depends on chance.
 */
export function compareHits(a: Rankable, b: Rankable): number {
	return (
		PLACE_OF_MATCH.get(a.match)! - PLACE_OF_MATCH.get(b.match)! ||
		PLACE_OF_KIND.get(a.kind)! - PLACE_OF_KIND.get(b.kind)! ||
		[...a.name].length - [...b.name].length ||
		(a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id)
	);
}

/**
 * The best `limit` hits in order. No kind crowds the others out: while there are kinds with fewer than their equal
 * share of the places, their hits keep their places.
 */
export function rankHits<H extends Rankable>(hits: readonly H[], limit: number): H[] {
	const sorted = [...hits].sort(compareHits);
	const kinds = new Set(sorted.map((hit) => hit.kind)).size;
	const share = Math.max(1, Math.floor(limit / Math.max(1, kinds)));
	const taken = new Map<SearchKind, number>();
	const within = new Set<H>();
	for (const hit of sorted) {
		const count = taken.get(hit.kind) ?? 0;
		if (count < share) within.add(hit);
		taken.set(hit.kind, count + 1);
	}
	const places = [...sorted.filter((hit) => within.has(hit)), ...sorted.filter((hit) => !within.has(hit))];
	return places.slice(0, limit).sort(compareHits);
}
