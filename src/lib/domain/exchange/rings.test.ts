import { describe, expect, it } from 'vitest';
import type { Place } from './osm.ts';
import { insidePlace, pointInPolygons, ringArea } from './plane.ts';
import { assemblePolygons, cleanRing } from './rings.ts';

const square = (x: number, y: number, size: number): Place[] => [
	[x, y],
	[x + size, y],
	[x + size, y + size],
	[x, y + size],
	[x, y]
];
const area = (lines: Place[][]): number[] => {
	const result = assemblePolygons(lines);
	if (!result.ok) throw new Error(result.fault);
	return result.polygons.map((rings) => rings.reduce((sum, ring) => sum + ringArea(ring), 0));
};

describe('rings of a multipolygon', () => {
	it('joins ways that run in different directions and come in any order', () => {
		const [a, b, c, d, e] = square(0, 0, 10) as [Place, Place, Place, Place, Place];
		expect(
			area([
				[c, b],
				[d, e],
				[a, b],
				[d, c]
			])
		).toEqual([100]);
	});
	it('cuts a hole out of the outer ring whatever the roles say', () => {
		expect(area([square(2, 2, 3), square(0, 0, 10)])).toEqual([91]);
	});
	it('keeps an island in a hole as a part of its own', () => {
		expect(area([square(0, 0, 10), square(1, 1, 8), square(3, 3, 2)]).sort((a, b) => a - b)).toEqual([4, 36]);
	});
	it('keeps parts that lie apart', () => {
		expect(area([square(0, 0, 1), square(5, 5, 2)]).sort((a, b) => a - b)).toEqual([1, 4]);
	});
	it('keeps apart two rings that touch in one point, though all four ends meet there', () => {
		const left: Place[][] = [
			[
				[0, 0],
				[-5, 5]
			],
			[
				[-5, 5],
				[-5, -5],
				[0, 0]
			]
		];
		const right: Place[][] = [
			[
				[5, 5],
				[0, 0]
			],
			[
				[0, 0],
				[5, -5],
				[5, 5]
			]
		];
		expect(area([...left, ...right])).toEqual([25, 25]);
	});
	it('makes a hole that touches the outer ring in one point', () => {
		const hole: Place[] = [
			[0, 5],
			[2, 4],
			[2, 6],
			[0, 5]
		];
		expect(area([square(0, 0, 10), hole])).toEqual([98]);
	});
	it('melts two holes that share a side into one, as they stand in the wiki', () => {
		expect(area([square(0, 0, 10), square(2, 2, 2), square(4, 2, 2)])).toEqual([92]);
	});
	it('melts two outer rings that share a side', () => {
		const result = assemblePolygons([square(0, 0, 2), square(2, 0, 2)]);
		expect(result.ok && result.polygons.map((rings) => rings.length)).toEqual([1]);
	});
	it('parts the ground where two holes and the outer ring leave only points between them', () => {
		const diamond: Place[] = [
			[0, 5],
			[5, 0],
			[10, 5],
			[5, 10],
			[0, 5]
		];
		const outer: Place[] = [
			[0, 0],
			[5, 0],
			[10, 0],
			[10, 5],
			[10, 10],
			[5, 10],
			[0, 10],
			[0, 5],
			[0, 0]
		];
		expect(area([outer, diamond])).toEqual([12.5, 12.5, 12.5, 12.5]);
	});
	it('keeps apart two holes that touch in one point', () => {
		const result = assemblePolygons([square(0, 0, 10), square(2, 2, 2), square(4, 4, 2)]);
		expect(result.ok && result.polygons.map((rings) => rings.length)).toEqual([3]);
	});
	it('parts a figure of eight that is drawn in one stroke through a shared point', () => {
		const eight: Place[] = [
			[0, 0],
			[2, 2],
			[4, 4],
			[4, 0],
			[2, 2],
			[0, 4],
			[0, 0]
		];
		expect(area([eight])).toEqual([4, 4]);
	});
	it('names the place where the ring is open', () => {
		const [a, b, c, d] = square(0, 0, 10) as [Place, Place, Place, Place];
		expect(
			assemblePolygons([
				[a, b],
				[b, c],
				[c, d]
			])
		).toEqual({ ok: false, fault: 'not-closed', at: a });
	});
	it('does not count the same way twice', () => {
		const [a, b, c, d, e] = square(0, 0, 10) as [Place, Place, Place, Place, Place];
		expect(
			area([
				[a, b, c],
				[c, b, a],
				[c, d, e]
			])
		).toEqual([100]);
	});
	it('refuses ways without any ground inside', () => {
		expect(assemblePolygons([]).ok).toBe(false);
		expect(
			assemblePolygons([
				[
					[0, 0],
					[1, 0],
					[0, 0]
				]
			]).ok
		).toBe(false);
	});
	it('turns outer rings counter-clockwise and holes clockwise', () => {
		const result = assemblePolygons([[...square(0, 0, 10)].reverse(), square(2, 2, 3)]);
		expect(result.ok && result.polygons[0]!.map((ring) => Math.sign(ringArea(ring)))).toEqual([1, -1]);
	});
});

describe('cleaning a ring', () => {
	it('drops repeated places and spikes, also across the start', () => {
		expect(
			cleanRing([
				[5, 5],
				[0, 0],
				[0, 0],
				[10, 0],
				[12, 0],
				[10, 0],
				[10, 10],
				[0, 0],
				[5, 5]
			])
		).toEqual([
			[10, 0],
			[10, 10],
			[0, 0],
			[10, 0]
		]);
	});
	it('gives nothing for a line out and back', () => {
		expect(
			cleanRing([
				[0, 0],
				[5, 0],
				[9, 0],
				[5, 0],
				[0, 0]
			])
		).toBeNull();
	});
});

describe('a place inside', () => {
	it('is inside a horseshoe and beside its hole', () => {
		const horseshoe: Place[] = [
			[0, 0],
			[10, 0],
			[10, 10],
			[8, 10],
			[8, 2],
			[2, 2],
			[2, 10],
			[0, 10],
			[0, 0]
		];
		const withHole = [[square(0, 0, 10), square(4, 4, 3)]];
		expect(pointInPolygons(insidePlace([[horseshoe]]), [[horseshoe]])).toBe(true);
		expect(pointInPolygons(insidePlace(withHole), withHole)).toBe(true);
	});
});
