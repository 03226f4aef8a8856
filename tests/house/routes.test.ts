/** Every address has a row in the table of who may come, and every row an address. */
import { expect, test } from 'vitest';
import { ROUTES } from '../../src/lib/domain/access/routes.ts';
import { files } from './sources.ts';

/** Ids as SvelteKit gives them: the folder of a page or an endpoint. */
const IDS = [
	...new Set(
		files(/^src\/routes\/(.*\/)?\+(page\.svelte|page\.ts|page\.server\.ts|server\.ts)$/).map(
			(file) => file.replace(/^src\/routes/, '').replace(/\/\+[^/]+$/, '') || '/'
		)
	)
].sort();

test('a route without a row fails the build, and so does a row without a route', () => {
	expect(IDS.length).toBeGreaterThan(20);
	expect(Object.keys(ROUTES).sort()).toEqual(IDS);
});
