import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BusyTiles } from './busy-tiles.ts';

const A = { z: 14, x: 1, y: 2 };
const B = { z: 14, x: 1, y: 3 };

describe('tiles that a busy server refused', () => {
	let asked: [string, unknown][];
	let givenUp: number;
	let tiles: BusyTiles;
	beforeEach(() => {
		vi.useFakeTimers();
		asked = [];
		givenUp = 0;
		tiles = new BusyTiles({
			ask: (source, which) => asked.push([source, which]),
			giveUp: () => (givenUp += 1),
			roll: () => 1
		});
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it('are asked for again together, after what the server says and a random part of that', () => {
		tiles.refused('grids', A);
		tiles.refused('grids', B);
		tiles.refused('ground', A);
		vi.advanceTimersByTime(2999);
		expect(asked).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(asked).toEqual([
			['grids', [A, B]],
			['ground', [A]]
		]);
	});

	it('that could not be had at all are asked for when it is worth it, and not those that came meanwhile', () => {
		tiles.lost('grids', A);
		tiles.lost('grids', B);
		vi.advanceTimersByTime(60_000);
		expect(asked).toEqual([]);
		tiles.arrived('grids', B);
		tiles.askNow();
		tiles.askNow();
		expect(asked).toEqual([['grids', [A]]]);
	});

	it('that could not be had are remembered to five hundred', () => {
		for (let x = 0; x < 600; x++) tiles.lost('grids', { z: 14, x, y: 0 });
		tiles.askNow();
		expect(asked[0]![1]).toHaveLength(500);
	});

	it('are asked for a few times, longer apart each time, and then it is said', () => {
		for (const ms of [3000, 6000, 12_000]) {
			tiles.refused('grids', A);
			vi.advanceTimersByTime(ms);
		}
		expect([asked.length, givenUp]).toEqual([3, 0]);
		tiles.refused('grids', A);
		vi.advanceTimersByTime(60_000);
		expect([asked.length, givenUp]).toEqual([3, 1]);
	});

	it('are not asked for when they came meanwhile, nor when the map is closed', () => {
		tiles.refused('grids', A);
		tiles.arrived('grids', A);
		tiles.refused('grids', B);
		vi.advanceTimersByTime(3000);
		expect(asked).toEqual([['grids', [B]]]);
		tiles.refused('grids', A);
		tiles.close();
		vi.advanceTimersByTime(60_000);
		expect(asked).toHaveLength(1);
	});

	it('count from the beginning once they have come', () => {
		for (let n = 0; n < 5; n++) {
			tiles.refused('grids', A);
			vi.advanceTimersByTime(3000);
			tiles.arrived('grids', A);
		}
		expect([asked.length, givenUp]).toEqual([5, 0]);
	});

	it('are left to their source when that itself was refused', () => {
		tiles.refused('grids', A);
		tiles.refused('grids', null);
		tiles.refused('grids', B);
		vi.advanceTimersByTime(3000);
		expect(asked).toEqual([['grids', null]]);
	});
});
