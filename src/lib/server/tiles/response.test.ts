import { describe, expect, it } from 'vitest';
import { knownTags } from './response.ts';
import { asKnown } from './service.ts';

const tile = { etag: 'W/"0123-4567"', body: new Uint8Array([1]) };

describe('what an asker holds of a tile', () => {
	it.each([
		['W/"0123-4567"', 'unchanged'],
		['"0123-4567"', 'unchanged'],
		['W/"89ab-4567"', 'unchanged'],
		['"other", W/"0123-4567"', 'unchanged'],
		['*', 'unchanged'],
		['W/"0123-89ab"', 'tile'],
		['"*"', 'tile'],
		['0123-4567', 'tile'],
		['', 'tile'],
		[undefined, 'tile']
	])('If-None-Match: %s', (said, kind) => expect(asKnown(tile, knownTags(said)).kind).toBe(kind));
});
