import Pbf from 'pbf';
import { describe, expect, it } from 'vitest';
import { buffersOf, EXTENT, trianglesOf, type GridTriangles } from './triangles.ts';

type Ring = [x: number, y: number][];

const zigzag = (n: number) => (n << 1) ^ (n >> 31);

/** A Mapbox Vector Tile with one layer, as specification 2.1 has it; rings without their last point. */
function tileOf(extent: number, grids: { id: number; rings: Ring[] }[]): Uint8Array {
	const tile = new Pbf();
	tile.writeMessage(
		3,
		(_, layer) => {
			layer!.writeVarintField(15, 2);
			layer!.writeStringField(1, 'grid');
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
						feature!.writeVarintField(3, 3);
						feature!.writePackedVarint(4, geometry);
					},
					null
				);
			}
			layer!.writeVarintField(5, extent);
		},
		null
	);
	return tile.finish();
}

/** Square units of the tile that a grid's triangles cover, those that lie the other way round counted less. */
function areaOf({ corners, triangles, gridOf }: GridTriangles, grid: number): number {
	let doubled = 0;
	for (let at = 0; at < triangles.length; at += 3) {
		const [a, b, c] = [triangles[at]!, triangles[at + 1]!, triangles[at + 2]!];
		if (gridOf[a] !== grid) continue;
		expect([gridOf[b], gridOf[c]]).toEqual([grid, grid]);
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
		const made = trianglesOf(
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
			'grid'
		);
		expect([...made.ids]).toEqual([7, 4_000_000_000, 9]);
		const double = (EXTENT / 4096) ** 2;
		expect([0, 1, 2].map((grid) => areaOf(made, grid) / double)).toEqual([9600, 2600, 300]);
	});
	it('keep what lies in the margin of the tile', () => {
		const { corners } = trianglesOf(tileOf(EXTENT, [{ id: 1, rings: [square(-80, 8100, 200)] }]), 'grid');
		expect([Math.min(...corners), Math.max(...corners)]).toEqual([-80, 8300]);
	});
	it('are none where the tile is empty or has no such layer', () => {
		for (const made of [trianglesOf(new Uint8Array(), 'grid'), trianglesOf(tileOf(4096, []), 'road')])
			expect(Object.values(made).map(({ length }) => length)).toEqual([0, 0, 0, 0]);
	});
	it('are handed over with all their buffers', () => {
		const made = trianglesOf(tileOf(4096, [{ id: 1, rings: [square(0, 0, 8)] }]), 'grid');
		const moved = structuredClone(made, { transfer: buffersOf(made) });
		expect(moved.triangles).toHaveLength(6);
		expect(made.triangles).toHaveLength(0);
	});
	it('are refused when the bytes are no vector tile', () => {
		expect(() => trianglesOf(Uint8Array.of(0x1a, 0xff, 0xff, 0xff, 0xff, 0x0f), 'grid')).toThrow();
	});
});
