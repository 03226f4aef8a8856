import { describe, expect, it } from 'vitest';
import type { TileAnswer } from '../shared-requests.ts';
import { tileKey, type TilePlace } from './cover.ts';
import { ShapeTiles } from './shape-tiles.ts';
import type { Shapes } from './shapes.ts';

const A: TilePlace = { z: 13, x: 1, y: 1 };
const B: TilePlace = { z: 13, x: 2, y: 1 };

function bench() {
	const asked: { key: string; signal: AbortSignal; come(answer: TileAnswer): void; fail(): void }[] = [];
	const ready: string[] = [];
	let ended = 0;
	const tiles = new ShapeTiles(
		{
			fetch: (tile, signal) =>
				new Promise((come, reject) => {
					signal.addEventListener('abort', () => reject(signal.reason as Error));
					asked.push({ key: tileKey(tile), signal, come, fail: () => reject(new Error('503')) });
				}),
			takeApart: () => Promise.resolve({} as Shapes)
		},
		{ ready: (tile) => ready.push(tileKey(tile)), ended: () => ended++ }
	);
	const last = () => asked.at(-1)!;
	return { asked, ready, tiles, last, ended: () => ended };
}

const answer = (etag?: string): TileAnswer => ({ data: new ArrayBuffer(1), ...(etag && { etag }) });
/** Until all that has been promised so far is done. */
const settled = () => new Promise((done) => setImmediate(done));

describe('tiles of grids on their way', () => {
	it('are asked for once while they are wanted, and kept when they have come', async () => {
		const { asked, ready, tiles, last } = bench();
		tiles.want([A]);
		tiles.want([A]);
		expect(tiles.settled).toBe(false);
		last().come(answer('"1"'));
		await settled();
		tiles.want([A]);
		expect(asked).toHaveLength(1);
		expect(ready).toEqual([tileKey(A)]);
		expect(tiles.settled).toBe(true);
	});
	it('are let go of when they are not wanted any more, and may be wanted again', async () => {
		const { asked, ready, tiles } = bench();
		tiles.want([A]);
		tiles.want([B]);
		expect(asked.map(({ key, signal }) => [key, signal.aborted])).toEqual([
			[tileKey(A), true],
			[tileKey(B), false]
		]);
		tiles.want([A]);
		asked[2]!.come(answer());
		await settled();
		expect(ready).toEqual([tileKey(A)]);
	});
	it('are asked for anew after a change, and taken apart only where they differ', async () => {
		const { asked, ready, tiles, last } = bench();
		for (const tile of [A, B]) {
			tiles.want([tile]);
			last().come(answer('"1"'));
			await settled();
		}
		tiles.refresh();
		tiles.want([A, B]);
		expect(asked).toHaveLength(4);
		asked[2]!.come(answer('"1"'));
		asked[3]!.come(answer('"2"'));
		await settled();
		expect(ready).toEqual([tileKey(A), tileKey(B), tileKey(B)]);
		tiles.want([A, B]);
		expect(asked).toHaveLength(4);
	});
	it('that were under way when the ground changed are not taken for the new ones', async () => {
		const { asked, ready, tiles } = bench();
		tiles.want([A]);
		tiles.refresh();
		tiles.want([A]);
		expect(asked[0]!.signal.aborted).toBe(true);
		asked[1]!.come(answer('"2"'));
		await settled();
		expect(ready).toEqual([tileKey(A)]);
	});
	it('that do not come are asked for again when the view changes, not in every frame', async () => {
		const { asked, tiles, last, ended } = bench();
		tiles.want([A]);
		last().fail();
		await settled();
		expect([ended(), tiles.settled]).toEqual([1, true]);
		tiles.want([A]);
		expect(asked).toHaveLength(1);
		tiles.want([A, B]);
		expect(asked.map(({ key }) => key)).toEqual([tileKey(A), tileKey(A), tileKey(B)]);
	});
	it('that did not come are asked for again when another try is worth it', async () => {
		const { asked, tiles, last } = bench();
		tiles.want([A]);
		last().fail();
		await settled();
		tiles.retry();
		tiles.want([A]);
		expect(asked).toHaveLength(2);
	});
	it('that were dropped from the device come again', async () => {
		const { asked, tiles, last } = bench();
		tiles.want([A]);
		last().come(answer());
		await settled();
		tiles.forget(tileKey(A));
		tiles.want([A]);
		expect(asked).toHaveLength(2);
	});
});
