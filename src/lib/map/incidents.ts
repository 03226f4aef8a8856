/** Incidents as they come in tiles, and what the map shows of them: those open now, or those reported in one month. */
import { NONE, parseCounts, sumOf, type Counts } from '../domain/incident/counts.ts';
import { monthNumber } from '../domain/measure/months.ts';

/** One incident, or all of a cell. */
export interface TiledIncidents {
	/** Degrees. */
	lng: number;
	lat: number;
	/** Month (months.ts) of the first of `months`. */
	first: number;
	months: readonly Counts[];
	/** Sum of `months`. */
	all: Counts;
	/** Kind and number, where it is a single one. */
	kind: string | null;
	number: string | null;
}

/** What a mark shows. */
export interface Counted {
	/** Degrees. */
	lng: number;
	lat: number;
	/** The number that the mark bears, and how many of these are past their time. */
	count: number;
	overdue: number;
	/** Share in the heat. */
	weight: number;
	kind: string | null;
	number: string | null;
}

/** @param layer of the tile, as are the properties (server/tiles/sets.ts) */
export function readIncidents(
	layer: 'incident' | 'incident_cell',
	[lng, lat]: readonly [number, number],
	said: Readonly<Record<string, unknown>>
): TiledIncidents {
	if (layer === 'incident_cell') {
		const months = parseCounts(String(said.months));
		return { lng, lat, first: Number(said.first), months, all: sumOf(months), kind: null, number: null };
	}
	const all = { n: 1, open: said.open === true ? 1 : 0, overdue: said.overdue === true ? 1 : 0 };
	return {
		lng,
		lat,
		first: monthNumber(String(said.day)),
		months: [all],
		all,
		kind: String(said.kind),
		number: String(said.number)
	};
}

/**
 * What there is to show, where there is any.
 * @param month YYYY-MM: all that were reported in it; null: those open now, and the heat of all months
 */
export function countIncidents(tiled: readonly TiledIncidents[], month: string | null): Counted[] {
	const wanted = month === null ? null : monthNumber(month);
	return tiled.flatMap(({ lng, lat, first, months, all, kind, number }) => {
		const { n, open, overdue } = wanted === null ? all : (months[wanted - first] ?? NONE);
		if (n === 0) return [];
		return [{ lng, lat, count: wanted === null ? open : n, overdue, weight: n, kind, number }];
	});
}
