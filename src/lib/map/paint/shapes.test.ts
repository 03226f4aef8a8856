import Pbf from 'pbf';
import { describe, expect, it } from 'vitest';
import { buffersOf, DIRECTION, EDGE, EXTENT, shapesOf, type Shapes } from './shapes.ts';

type Ring = [x: number, y: number][];

const zigzag = (n: number) => (n << 1) ^ (n >> 31);

/** A Mapbox Vector Tile with one layer, as specification 2.1 has it; rings without their last point. */
function tileOf(extent: number, grids: { id: number; rings: Ring[]; level?: string }[]): Uint8Array {
	const tile = new Pbf();
	tile.writeMessage(
		3,
		(_, layer) => {
			layer!.writeVarintField(15, 2);
			layer!.writeStringField(1, 'grid');
			const levels = [...new Set(grids.flatMap(({ level }) => level ?? []))];
			for (const grid of grids) {
				const geometry: number[] = [];
				let [x, y] = [0, 0];
				for (const ring of grid.rings) {
					ring.forEach(([toX, toY], at) => {
						if (at < 2) geometry.push(at === 0 ? 9 : ((ring.length - 1) << 3) | 2);
						geometry.push(zigzag(toX - x), zigzag(toY - y));
						[x, y] = [toX, toY];
					});
					geometry.push(15);
				}
				layer!.writeMessage(
					2,
					(_, feature) => {
						feature!.writeVarintField(1, grid.id);
						if (grid.level) feature!.writePackedVarint(2, [0, levels.indexOf(grid.level)]);
						feature!.writeVarintField(3, 3);
						feature!.writePackedVarint(4, geometry);
					},
					null
				);
			}
			layer!.writeStringField(3, 'level');
			for (const level of levels)
				layer!.writeMessage(4, (text, value) => value!.writeStringField(1, text!), level);
			layer!.writeVarintField(5, extent);
		},
		null
	);
	return tile.finish();
}

/** Square units of the tile that a grid's triangles cover, those that lie the other way round counted less. */
function areaOf({ corners, triangles, featureOf }: Shapes, grid: number): number {
	let doubled = 0;
	for (let at = 0; at < triangles.length; at += 3) {
		const [a, b, c] = [triangles[at]!, triangles[at + 1]!, triangles[at + 2]!];
		if (featureOf[a] !== grid) continue;
		expect([featureOf[b], featureOf[c]]).toEqual([grid, grid]);
		const [ax, ay] = [corners[2 * a]!, corners[2 * a + 1]!];
		doubled +=
			(corners[2 * b]! - ax) * (corners[2 * c + 1]! - ay) -
			(corners[2 * c]! - ax) * (corners[2 * b + 1]! - ay);
	}
	return Math.abs(doubled) / 2;
}

const square = (x: number, y: number, side: number): Ring => [
	[x, y],
	[x + side, y],
	[x + side, y + side],
	[x, y + side]
];

describe('grids of a tile as triangles', () => {
	it('cover exactly each grid, holes and parts apart, and know whose they are', () => {
		const hole: Ring = square(120, 120, 20).toReversed();
		const made = shapesOf(
			tileOf(4096, [
				{ id: 7, rings: [square(100, 100, 100), hole] },
				{ id: 4_000_000_000, rings: [square(0, 0, 10), square(300, 300, 50)] },
				{
					id: 9,
					rings: [
						[
							[0, 50],
							[40, 50],
							[40, 60],
							[20, 55],
							[0, 60]
						]
					]
				}
			]),
			{ layer: 'grid' }
		);
		expect([...made.ids]).toEqual([7, 4_000_000_000, 9]);
		const double = (EXTENT / 4096) ** 2;
		expect([0, 1, 2].map((grid) => areaOf(made, grid) / double)).toEqual([9600, 2600, 300]);
	});
	it('keep what lies in the margin of the tile', () => {
		const { corners } = shapesOf(tileOf(EXTENT, [{ id: 1, rings: [square(-80, 8100, 200)] }]), {
			layer: 'grid'
		});
		expect([Math.min(...corners), Math.max(...corners)]).toEqual([-80, 8300]);
	});
	it('are none where the tile is empty or has no such layer', () => {
		for (const made of [
			shapesOf(new Uint8Array(), { layer: 'grid' }),
			shapesOf(tileOf(4096, []), { layer: 'road' })
		])
			expect(Object.values(made).map(({ length }) => length)).toEqual([0, 0, 0, 0, 0]);
	});
	it('are only those of one level where one is asked for', () => {
		const tile = tileOf(4096, [
			{ id: 1, rings: [square(0, 0, 8)], level: 'street' },
			{ id: 2, rings: [square(0, 0, 4)], level: 'community' },
			{ id: 3, rings: [square(4, 0, 4)], level: 'community' }
		]);
		const ids = (level?: string) => [...shapesOf(tile, { layer: 'grid', ...(level && { level }) }).ids];
		expect([ids('community'), ids('district'), ids()]).toEqual([[2, 3], [], [1, 2, 3]]);
	});
	it('have each edge once, though neighbours share it, with both ends twice and the direction across it', () => {
		const tile = tileOf(EXTENT, [
			{ id: 1, rings: [square(0, 0, 100), square(40, 40, 20).toReversed()] },
			{ id: 2, rings: [square(100, 0, 100)] }
		]);
		const { edges } = shapesOf(tile, { layer: 'grid', edged: true });
		const found = Array.from({ length: edges.length / EDGE }, (_, at) => [
			...edges.slice(EDGE * at, EDGE * (at + 1))
		]);
		const ends = found.map((edge) =>
			[0, 8]
				.map((at) => edge.slice(at, at + 2).join())
				.sort()
				.join(' ')
		);
		expect(ends.toSorted()).toEqual(
			[
				['0,0 100,0', '0,0 0,100', '0,100 100,100', '100,0 100,100', '100,0 200,0', '200,0 200,100'],
				['100,100 200,100', '40,40 60,40', '40,40 40,60', '40,60 60,60', '60,40 60,60']
			]
				.flat()
				.toSorted()
		);
		for (const edge of found) {
			const [x, y, acrossX, acrossY] = edge as [number, number, number, number];
			expect([edge.slice(4, 8), edge.slice(12)]).toEqual([edge.slice(0, 4), edge.slice(8, 12)]);
			const [alongX, alongY] = [edge[8]! - x, edge[9]! - y];
			expect(alongX * acrossX + alongY * acrossY).toBeCloseTo(0, 9);
			expect(Math.hypot(acrossX, acrossY)).toBeCloseTo(DIRECTION, -1);
		}
		expect(shapesOf(tile, { layer: 'grid' }).edges).toHaveLength(0);
	});
	it('are handed over with all their buffers', () => {
		const made = shapesOf(tileOf(4096, [{ id: 1, rings: [square(0, 0, 8)] }]), { layer: 'grid' });
		const moved = structuredClone(made, { transfer: buffersOf(made) });
		expect(moved.triangles).toHaveLength(6);
		expect(made.triangles).toHaveLength(0);
	});
	it('are refused when the bytes are no vector tile', () => {
		expect(() => shapesOf(Uint8Array.of(0x1a, 0xff, 0xff, 0xff, 0xff, 0x0f), { layer: 'grid' })).toThrow();
	});
});
