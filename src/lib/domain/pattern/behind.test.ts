import { expect, it } from 'vitest';
import { parseBehind, withPage } from './behind.ts';

const read = (query: string) => parseBehind(new URLSearchParams(query));

it('asks for the cases around a grid, page by page', () => {
	expect(read('near=990102001001001&within=412.310563&page=3')).toEqual({
		near: { grid: '990102001001001', metres: 412.310563 },
		page: 3
	});
	expect(read('near=990102001001001')).toEqual({ near: { grid: '990102001001001', metres: 0 }, page: 1 });
	expect(read('page=9999').page).toBe(200);
});

it.each([
	'',
	'near=x&within=5',
	'near=990102001001001&within=-5',
	'near=990102001001001&within=1e9',
	'page=0'
])('asks for all where it is not understood: %s', (query) =>
	expect(read(query)).toEqual({ near: null, page: 1 })
);

it('goes on to another page of the same', () => {
	const asked = new URLSearchParams('from=2026-01-01&page=2');
	expect(withPage(asked, 3)).toBe('?from=2026-01-01&page=3');
	expect(asked.get('page')).toBe('2');
});
