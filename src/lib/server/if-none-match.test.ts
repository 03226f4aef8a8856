import { describe, expect, it } from 'vitest';
import { isKnown, knownTags } from './if-none-match.ts';
import { asKnown } from './tiles/service.ts';

describe('what an asker holds', () => {
	const said = [
		['W/"0123-4567"', true],
		['"0123-4567"', true],
		['"other", W/"0123-4567"', true],
		[' * ', true],
		['W/"0123-89ab"', false],
		['"*"', false],
		['0123-4567', false],
		['', false],
		[undefined, false]
	] as const;
	it.each(said)('of an answer, by If-None-Match: %s', (tags, known) => {
		for (const etag of ['"0123-4567"', 'W/"0123-4567"']) expect(isKnown(tags, etag)).toBe(known);
	});
	const tile = { etag: 'W/"0123-4567"', body: new Uint8Array([1]) };
	it.each([...said, ['W/"89ab-4567"', true]] as const)(
		'of a tile, whatever it was made from, by If-None-Match: %s',
		(tags, known) => expect(asKnown(tile, knownTags(tags)).kind).toBe(known ? 'unchanged' : 'tile')
	);
});
