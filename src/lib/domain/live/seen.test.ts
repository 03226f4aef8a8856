import { expect, it } from 'vitest';
import { seenIn } from './seen.ts';

it.each([
	['wangge_seen=70', 70],
	['lang=en; wangge_seen=70; a=b', 70],
	['xwangge_seen=70', undefined],
	['wangge_seen=-1', undefined],
	['wangge_seen=70x', undefined],
	['wangge_seen=9999999999999999', undefined],
	['', undefined],
	[null, undefined]
])('%s', (cookies, seen) => expect(seenIn(cookies)).toBe(seen));
