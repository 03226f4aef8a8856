import type { z } from 'zod';
import type { searchAnswerSchema } from '../../domain/api/search.ts';
import { WanggeError } from '../../domain/errors.ts';
import { searchTerms } from '../../domain/search/key.ts';
import { rankHits, SEARCH_KINDS, type SearchKind } from '../../domain/search/rank.ts';
import { dayOf, type Within } from '../context.ts';
import * as repository from './repository.ts';

/** Fewest digits by which the inside of a grid's code is searched: two digits are in nearly all of them. */
const FEWEST_DIGITS = 3;

/**
 * Grids, areas, facilities, organisations and buildings by code, name or address, the best first.
 * @throws WanggeError invalid { parameter: 'q', reason: 'too_short' } when nothing is left of the query.
 */
export async function find(
	within: Within,
	{ q, kinds = [...SEARCH_KINDS], limit }: { q: string; kinds?: SearchKind[] | undefined; limit: number }
): Promise<z.infer<typeof searchAnswerSchema>> {
	const terms = searchTerms(q);
	if (!terms) throw new WanggeError('invalid', { parameter: 'q', reason: 'too_short', from: 1 });
	const day = dayOf(within.now);
	const hits = [];
	for (const kind of kinds) {
		if (kind === 'grid' && !terms.words.every((word) => /^[0-9a-z]*$/.test(word[0]!))) continue;
		if (kind === 'grid' && terms.whole[0]!.length < FEWEST_DIGITS) continue;
		hits.push(...(await repository.find(within.db, kind, { terms, limit, day })));
	}
	return { q, hits: rankHits(hits, limit) };
}
