import type { z } from 'zod';
import type { searchHitSchema } from '../../domain/api/search.ts';
import { likeLiteral, MOST_WORDS, type SearchTerms } from '../../domain/search/key.ts';
import type { SearchKind } from '../../domain/search/rank.ts';
import { loadStatements, type Queryable } from '../db/index.ts';

const statement = loadStatements('search');

type Hit = z.infer<typeof searchHitSchema>;
interface Found extends Pick<Hit, 'id' | 'match' | 'code' | 'name' | 'detail' | 'grid' | 'level'> {
	lng: number | null;
	lat: number | null;
}

interface Patterns {
	exact: string[];
	beginning: string[];
	/** For each of MOST_WORDS words the patterns of its spellings; '%' where there is no such word. */
	holding: string[][];
}

export interface Asked {
	terms: SearchTerms;
	limit: number;
	/** YYYY-MM-DD */
	day: string;
}

const STATEMENT_OF = {
	grid: 'grids',
	area: 'areas',
	facility: 'facilities',
	organisation: 'organisations'
} as const satisfies Partial<Record<SearchKind, string>>;

/** The best candidates of one kind, at most `limit`. */
export async function find(db: Queryable, kind: SearchKind, { terms, limit, day }: Asked): Promise<Hit[]> {
	// Codes of grids are in upper case, keys of names in lower case.
	const patterns = patternsOf(terms, kind === 'grid' ? (key) => key.toUpperCase() : (key) => key);
	if (kind === 'building') return findBuildings(db, patterns, limit);
	const { exact, beginning, holding } = patterns;
	const rows = await db.query<Found>(statement(STATEMENT_OF[kind]), [
		exact,
		beginning,
		...holding,
		limit,
		day
	]);
	return rows.map((row) => hit(kind, row));
}

async function findBuildings(db: Queryable, { exact, beginning, holding }: Patterns, limit: number) {
	type Building = Omit<Found, 'code' | 'name' | 'detail' | 'level'> & {
		name: string | null;
		address: string | null;
	};
	// Three single patterns rather than a list: an index answers them one by one.
	const begins = [0, 1, 2].map((place) => beginning[place] ?? beginning[0]);
	const rows = await db.query<Building>(statement('buildings_beginning'), [exact, ...begins, limit]);
	if (rows.length < limit) {
		rows.push(
			...(await db.query<Building>(statement('buildings_holding'), [
				...holding,
				beginning,
				limit - rows.length
			]))
		);
	}
	return rows.map(({ name, address, ...row }) =>
		hit('building', {
			...row,
			code: null,
			level: null,
			name: [address, name].filter(Boolean).join(' '),
			detail: null
		})
	);
}

function patternsOf({ whole, words }: SearchTerms, cased: (key: string) => string): Patterns {
	const literal = (key: string) => likeLiteral(cased(key));
	return {
		exact: whole.map(cased),
		beginning: whole.map((key) => `${literal(key)}%`),
		holding: Array.from({ length: MOST_WORDS }, (_, place) =>
			(words[place] ?? ['']).map((key) => (key === '' ? '%' : `%${literal(key)}%`))
		)
	};
}

function hit(kind: SearchKind, { lng, lat, ...row }: Found): Hit {
	const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
	const position: [number, number] | null =
		lng === null || lat === null ? null : [rounded(lng), rounded(lat)];
	return {
		kind,
		match: row.match,
		id: row.id,
		code: row.code,
		name: row.name,
		detail: row.detail,
		position,
		grid: row.grid,
		level: row.level
	};
}
