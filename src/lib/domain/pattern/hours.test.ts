import { expect, it } from 'vitest';
import { hoursText, parseHours, toggleHours } from './hours.ts';

it.each([
	['', []],
	['0', [0]],
	['8-11,32', [8, 9, 10, 11, 32]],
	['32,8-9,9', [8, 9, 32]],
	['0-167', []]
])('%s is read', (text, hours) => expect(parseHours(text)).toEqual(hours));

it.each(['168', '9-8', '1,', '-1', 'a', '1-2-3', '0-168', ' 1'])('%s is none', (text) =>
	expect(parseHours(text)).toBeNull()
);

it.each(['', '0', '8-11,32', '0-2,4,6-7,167'])('%s is written as it is read', (text) =>
	expect(hoursText(parseHours(text)!)).toBe(text)
);

it('are chosen and left out again, and all are as none', () => {
	expect(toggleHours([], [3, 4])).toEqual([3, 4]);
	expect(toggleHours([3, 4, 9], [4, 5])).toEqual([3, 4, 5, 9]);
	expect(toggleHours([3, 4, 9], [3, 9])).toEqual([4]);
	expect(toggleHours([3], [3])).toEqual([]);
	const rest = Array.from({ length: 167 }, (_, hour) => hour + 1);
	expect(toggleHours(rest, [0])).toEqual([]);
});
