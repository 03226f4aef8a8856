import { describe, expect, it } from 'vitest';
import { en, zh } from '$lib/words/measure';
import { rangeOf } from './range';

const seen = (text: string) => text.replaceAll('\u00a0', ' ');
const ranges = (unit: 'm2' | 'incidents', breaks: number[], words: typeof zh = zh) =>
	[...breaks, Infinity].map((_, place) => seen(rangeOf(place, { breaks, unit }, words)));

describe('the range of a class', () => {
	it('of exactly one is said as one, as none has its own row', () => {
		expect(ranges('incidents', [1, 2, 5])).toEqual(['1 件', '2 件', '3 件 – 5 件', '6 件以上']);
		expect(ranges('incidents', [1, 3], en)).toEqual(['1 item', '2 items – 3 items', '4 items or more']);
	});
	it('of several begins with no more than the first break', () => {
		expect(ranges('incidents', [3, 6])).toEqual(['不超过 3 件', '4 件 – 6 件', '7 件以上']);
	});
	it('of an area runs from break to break', () => {
		expect(ranges('m2', [1, 500])).toEqual(['不超过 1 m²', '1 m² – 500 m²', '500 m²以上']);
	});
});
