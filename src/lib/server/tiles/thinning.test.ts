import { describe, expect, it } from 'vitest';
import { twiceArea } from './clip.ts';
import type { TileFeature, TileLayerContent } from './features.ts';
import { thinned, type ThinningRule } from './thinning.ts';
import type { Shape } from './twkb.ts';

const box = (x: number, y: number, side: number): Shape => ({
	kind: 'polygon',
	polygons: [[[x, y, x + side, y, x + side, y + side, x, y + side]]]
});
const line = (length: number): Shape => ({ kind: 'line', lines: [[0, 0, length, 0]] });
const point = (x: number, y: number): Shape => ({ kind: 'point', points: [x, y] });

function layer(shapes: Shape[], fields: Record<string, unknown[]> = {}): TileLayerContent {
	const features = shapes.map((shape, row) => ({ id: 100 + row, row, shape, whole: shape, stands: 1 }));
	return { name: 'things', fields, features, leftOut: false, merged: false };
}

const LEAVE: ThinningRule = { others: 'left-out' };
const MERGE: ThinningRule = { others: 'merged' };
const ids = ({ features }: TileLayerContent) => features.map(({ id }) => id);
const stands = (features: readonly TileFeature[]) => features.reduce((sum, one) => sum + one.stands, 0);
/** What `count` boxes take. */
const boxes = (count: number) => count * 7;

describe('a layer that is too large', () => {
	const sizes = layer([9, 50, 20, 50, 3].map((side, at) => box(at * 100, 0, side)));

	it('stays as it is while the budget holds, to the last corner', () => {
		expect(thinned(sizes, LEAVE, boxes(5))).toBe(sizes);
		expect(thinned(sizes, LEAVE, boxes(5) - 1)).not.toBe(sizes);
	});

	it('keeps the largest, and of two alike the one that was there first, and says that it left some out', () => {
		const kept = thinned(sizes, LEAVE, boxes(1));
		expect([ids(kept), kept.leftOut, kept.merged]).toEqual([[101], true, false]);
		expect(ids(thinned(sizes, LEAVE, boxes(3)))).toEqual([101, 102, 103]);
	});

	it('goes by what is whole, not by what of it lies in the tile', () => {
		const cut = layer([box(0, 0, 10), box(50, 0, 12)]);
		const [first, second] = cut.features as [TileFeature, TileFeature];
		const features = [{ ...first, whole: box(-500, 0, 510) }, second];
		expect(ids(thinned({ ...cut, features }, LEAVE, boxes(1)))).toEqual([100]);
	});

	it('keeps what its rule puts first, whatever its size, and last what the rule does not know', () => {
		const rule: ThinningRule = { first: { field: 'class', order: ['main', 'side'] }, others: 'left-out' };
		const roads = layer([line(900), line(5), line(10), line(400)], {
			class: ['path', 'main', 'side', 'side']
		});
		expect(ids(thinned(roads, rule, 5))).toEqual([101]);
		expect(ids(thinned(roads, rule, 10))).toEqual([101, 103]);
		expect(ids(thinned(roads, rule, 15))).toEqual([101, 102, 103]);
	});

	it('gives the same from the same ground in another order', () => {
		const shapes = Array.from({ length: 400 }, (_, n) => box((n * 37) % 4000, (n * 91) % 4000, 3 + (n % 5)));
		const ordered = layer(shapes);
		const mixed = {
			...ordered,
			features: ordered.features.toSorted((a, b) => ((a.id * 7) % 11) - ((b.id * 7) % 11))
		};
		for (const rule of [LEAVE, MERGE]) expect(thinned(mixed, rule, 700)).toEqual(thinned(ordered, rule, 700));
	});
});

describe('merging', () => {
	it('joins the small ones of a cell in one convex shape around them, and counts them', () => {
		const small = [box(70, 70, 10), box(90, 70, 10), box(70, 100, 10), box(400, 70, 10)];
		const homes = layer([box(1000, 1000, 200), ...small, box(2000, 1000, 200)]);
		const merged = thinned(homes, MERGE, boxes(2) + 1);
		expect([merged.merged, merged.leftOut]).toEqual([true, false]);
		expect(merged.features.map(({ id, stands }) => [id, stands])).toEqual([
			[100, 1],
			[101, 3],
			[104, 1],
			[105, 1]
		]);
		expect(merged.features[1]!.shape).toEqual({
			kind: 'polygon',
			polygons: [[[70, 70, 100, 70, 100, 80, 80, 110, 70, 110]]]
		});
	});

	it('loses none, however small the budget, and never turns a shape inside out', () => {
		const many = layer(
			Array.from({ length: 3000 }, (_, n) => box((n % 60) * 68, Math.floor(n / 60) * 80, 20 + (n % 7)))
		);
		for (const budget of [20_000, 5000, 700]) {
			const { features } = thinned(many, MERGE, budget);
			expect(stands(features)).toBe(3000);
			expect(features.length * 7).toBeLessThanOrEqual(2 * budget);
			for (const { shape } of features)
				for (const [ring] of shape.kind === 'polygon' ? shape.polygons : [])
					expect(twiceArea(ring!)).toBeGreaterThan(0);
		}
	});

	it('puts together only points that are alike, at the place of the first of them', () => {
		const rule: ThinningRule = { others: 'merged', alike: 'type' };
		const places = layer([point(5, 5), point(9, 9), point(20, 20), point(200, 5)], {
			type: ['clinic', 'school', 'clinic', 'clinic']
		});
		const { features } = thinned(places, rule, 12);
		expect(features.map(({ id, stands, shape }) => [id, stands, shape])).toEqual([
			[100, 2, point(5, 5)],
			[101, 1, point(9, 9)],
			[103, 1, point(200, 5)]
		]);
	});

	it('lets the most urgent point speak for its cell', () => {
		const rule: ThinningRule = { first: { field: 'due', order: ['overdue', 'later'] }, others: 'merged' };
		const trees = layer([point(5, 5), point(9, 9), point(12, 12)], { due: ['later', 'overdue', 'later'] });
		expect(thinned(trees, rule, 11).features).toEqual([
			expect.objectContaining({ id: 101, row: 1, stands: 3 })
		]);
	});
});
