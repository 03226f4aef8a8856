import { describe, expect, it } from 'vitest';
import { HotTiles } from './hot.ts';

const NOON = new Date('2026-07-01T12:01:00Z');
const LATER = new Date('2026-07-01T12:14:59Z');
const QUARTER_PAST = new Date('2026-07-01T12:15:00Z');

describe('hot tiles', () => {
	it('are found by the path, while changes and quarter of the hour are the same', () => {
		const hot = new HotTiles<string>();
		hot.remember('/a', 'one', NOON, 'tile');
		expect(hot.find('/a', 'one', LATER)).toBe('tile');
		expect(hot.find('/b', 'one', LATER)).toBeUndefined();
		expect(hot.find('/a', 'two', LATER)).toBeUndefined();
		expect(hot.find('/a', 'one', QUARTER_PAST)).toBeUndefined();
	});
	it('are all let go of when there are other changes', () => {
		const hot = new HotTiles<string>();
		hot.remember('/a', 'one', NOON, 'tile');
		hot.remember('/b', 'two', NOON, 'tile');
		expect(hot.find('/a', 'one', NOON)).toBeUndefined();
		expect(hot.find('/a', 'two', NOON)).toBeUndefined();
		expect(hot.find('/b', 'two', NOON)).toBe('tile');
	});
	it('are not taken back to an earlier quarter by an answer that was overtaken', () => {
		const hot = new HotTiles<string>();
		hot.remember('/a', 'one', QUARTER_PAST, 'new');
		hot.remember('/a', 'one', NOON, 'old');
		expect(hot.find('/a', 'one', QUARTER_PAST)).toBe('new');
	});
	it('are bounded in number', () => {
		const hot = new HotTiles<number>();
		for (let tile = 0; tile < 20_001; tile++) hot.remember(`/${tile}`, 'one', NOON, tile);
		expect(hot.find('/0', 'one', NOON)).toBeUndefined();
		expect(hot.find('/20000', 'one', NOON)).toBe(20_000);
	});
});
