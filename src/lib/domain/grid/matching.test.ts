import { describe, expect, it } from 'vitest';
import { matchGround, sameCorners, sameGround } from './matching.ts';
import { spreadOf } from './spread.ts';

const square = [[0, 0, 10_000, 0, 10_000, 10_000, 0, 10_000]];
const withCorner = [[0, 0, 5_000, 0, 10_000, 0, 10_000, 10_000, 0, 10_000]];
const moved = [[0, 0, 10_000, 0, 10_000, 10_100, 0, 10_000]];

describe('matching made grids with those that stand', () => {
	it('takes ground with one more corner straight on an edge for the same ground with other corners', () => {
		expect(sameGround(square, withCorner)).toBe(true);
		expect(sameCorners(square, withCorner)).toBe(false);
	});

	it('takes a ring that begins elsewhere or runs the other way for the same corners', () => {
		expect(sameCorners(square, [[10_000, 10_000, 0, 10_000, 0, 0, 10_000, 0]])).toBe(true);
		expect(sameCorners(square, [[0, 10_000, 10_000, 10_000, 10_000, 0, 0, 0]])).toBe(true);
	});

	it('sees a corner that moved by a centimetre', () => {
		expect(sameGround(square, moved)).toBe(false);
		expect(sameGround(square, moved, 1_000)).toBe(true);
	});

	it('sees a hole that the other does not have', () => {
		expect(sameGround(square, [...square, [2_000, 2_000, 2_000, 4_000, 4_000, 2_000]])).toBe(false);
	});

	it('finds for each made grid the one that stands there, and each only once', () => {
		const beside = [[10_000, 0, 20_000, 0, 20_000, 10_000, 10_000, 10_000]];
		expect(matchGround([beside, square, square, moved], [withCorner, beside])).toEqual([1, 0, -1, -1]);
	});
});

describe('a spread', () => {
	it('gives nearest ranks, and nothing but zeros for nothing', () => {
		expect(spreadOf([5, 1, 4, 2, 3])).toEqual({
			count: 5,
			sum: 15,
			mean: 3,
			least: 1,
			low: 1,
			median: 3,
			high: 5,
			most: 5
		});
		expect(spreadOf([]).count).toBe(0);
	});
});
