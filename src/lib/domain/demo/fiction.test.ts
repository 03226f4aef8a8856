import { expect, it } from 'vitest';
import { makeFiction, MARK, type FictionArea } from './fiction.ts';

const AREAS: FictionArea[] = [
	{ code: '0800', level: 'city', parent: null, name: 'Land' },
	...Array.from({ length: 11 }, (_, i): FictionArea => {
		return { code: `0800${i + 10}001001`, level: 'community', parent: '0800', name: `Gemeinde ${i}` };
	})
];

it('marks every fictional name as a demonstration', () => {
	const { organisations, documents } = makeFiction(AREAS, 1, '2026-07-01');
	expect(organisations.length).toBeGreaterThan(20);
	expect(organisations.every(({ name }) => name.endsWith(MARK))).toBe(true);
	expect(documents.every(({ title, issuer }) => title.endsWith(MARK) && issuer.endsWith(MARK))).toBe(true);
});

it('writes the same responsibilities from the same seed', () => {
	expect(makeFiction(AREAS, 5, '2026-07-01')).toEqual(makeFiction(AREAS, 5, '2026-07-01'));
});

it('names only organisations, documents and areas that are there', () => {
	const { organisations, documents, responsibilities } = makeFiction(AREAS, 2, '2026-07-01');
	const codes = new Set(organisations.map(({ code }) => code));
	const numbers = new Set(documents.map(({ number }) => number));
	const areas = new Set(AREAS.map(({ code }) => code));
	for (const { organisation, document, part, grounds } of responsibilities) {
		expect(codes.has(organisation)).toBe(true);
		if (part !== 'fallback') expect(numbers.has(document!)).toBe(true);
		for (const ground of grounds) expect(ground.kind !== 'polygon' && areas.has(ground.area)).toBe(true);
	}
});

it('leaves gaps and overlaps, as real places do', () => {
	const { responsibilities } = makeFiction(AREAS, 3, '2026-07-01');
	const leads = (duty: string, area: string): number =>
		responsibilities.filter(
			(r) =>
				r.duty === duty && r.part === 'lead' && r.grounds.some((g) => g.kind === 'area' && g.area === area)
		).length;
	const communities = AREAS.slice(1).map(({ code }) => code);
	expect(communities.some((code) => leads('lighting', code) === 0)).toBe(true);
	expect(communities.some((code) => leads('appearance', code) === 2)).toBe(true);
});

it('makes nothing where there is no area', () => {
	expect(makeFiction([], 1, '2026-07-01').responsibilities).toEqual([]);
});
