import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareHits, MATCHES, rankHits, SEARCH_KINDS, type Rankable } from './rank.ts';

const hit = fc.record({
	kind: fc.constantFrom(...SEARCH_KINDS),
	match: fc.constantFrom(...MATCHES),
	name: fc.string({ maxLength: 6 }),
	id: fc.integer({ min: 1, max: 1000 })
});
const one = (kind: Rankable['kind'], match: Rankable['match'], name: string, id = 1): Rankable => ({
	kind,
	match,
	name,
	id
});

describe('order of hits', () => {
	it('puts the whole name first, then its beginning, then what stands inside, whatever the kind', () => {
		const hits = [one('grid', 'inside', 'a'), one('building', 'exact', 'b'), one('area', 'prefix', 'c')];
		expect([...hits].sort(compareHits).map(({ match }) => match)).toEqual(['exact', 'prefix', 'inside']);
	});

	it('puts the kinds in their order where the match is the same', () => {
		const hits = [...SEARCH_KINDS].reverse().map((kind) => one(kind, 'prefix', 'same'));
		expect([...hits].sort(compareHits).map(({ kind }) => kind)).toEqual([...SEARCH_KINDS]);
	});

	it('puts the shorter name first, counted in characters, and the older row last of all', () => {
		const hits = [
			one('area', 'prefix', '石桥东', 1),
			one('area', 'prefix', '𠮷桥', 3),
			one('area', 'prefix', '𠮷桥', 2)
		];
		expect([...hits].sort(compareHits).map(({ id }) => id)).toEqual([2, 3, 1]);
	});

	it('does not depend on the order in which they were found (property)', () => {
		const distinct = fc.uniqueArray(hit, { selector: ({ kind, id }) => `${kind}${id}`, maxLength: 40 });
		fc.assert(
			fc.property(distinct, fc.integer({ min: 1, max: 20 }), (hits, limit) => {
				const ranked = rankHits(hits, limit);
				expect(rankHits([...hits].reverse(), limit)).toEqual(ranked);
				expect(ranked).toHaveLength(Math.min(limit, hits.length));
				expect([...ranked].sort(compareHits)).toEqual(ranked);
			})
		);
	});

	it('lets no kind crowd another out', () => {
		const streets = Array.from({ length: 30 }, (_, id) => one('building', 'prefix', `桐花路${id}`, id));
		const ranked = rankHits([...streets, one('organisation', 'inside', '桐花街道办事处')], 10);
		expect(ranked).toHaveLength(10);
		expect(ranked.filter(({ kind }) => kind === 'organisation')).toHaveLength(1);
	});
});
