import { expect, it } from 'vitest';
import { contentOf, generalisedOf, tagOf } from './tag.ts';

it('a tag says what was generalised, in the order of the layers’ names', () => {
	const tag = tagOf('seal', 'content', { road: 'left-out', building: 'merged+left-out' });
	expect(tag).toBe('W/"seal-content-building=merged+left-out,road=left-out"');
	expect(generalisedOf(tag)).toBe('building=merged+left-out, road=left-out');
	expect(generalisedOf(tagOf('seal', 'content'))).toBeUndefined();
});

it('two tags are of one content when it and what was generalised are the same, whatever they were made from', () => {
	const said = { building: 'merged' } as const;
	expect(contentOf(tagOf('one', 'content', said))).toBe(contentOf(tagOf('two', 'content', said)));
	expect(contentOf(tagOf('one', 'content', said))).not.toBe(contentOf(tagOf('one', 'content')));
	expect(contentOf(tagOf('one', 'content'))).not.toBe(contentOf(tagOf('one', 'other')));
});

it.each([
	'W/"seal-content-anything at all"',
	'W/"seal-content-building=gone"',
	'W/"seal-content-building=merged\r\nset-cookie: a=b"',
	'W/"seal-content-"',
	'"seal-content-building=merged"',
	''
])('what an asker made up is not repeated: %j', (tag) => {
	expect(generalisedOf(tag)).toBeUndefined();
	expect(contentOf(tag)).toBe(tag);
});
