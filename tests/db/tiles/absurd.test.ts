/** Tiles that nobody needs cost nothing: no query, no memory. */
import { beforeAll, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { isWanggeError } from '../../../src/lib/domain/errors.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import {
	boundsMeet,
	parseTileAddress,
	pathOfTile,
	tileBounds
} from '../../../src/lib/server/tiles/address.ts';
import { boxOfBounds, WORLD_M } from '../../../src/lib/domain/tile/box.ts';
import type { Bounds } from '../../../src/lib/server/tiles/address.ts';
import { readTile, tileAtHand, tileJson } from '../../../src/lib/server/tiles/service.ts';
import { TILE_SETS } from '../../../src/lib/server/tiles/sets.ts';
import { TINY_DAY } from '../../fixtures/tiny-ground.ts';
import { dice } from '../coverage/edits.ts';
import { describeEngines } from '../harness/index.ts';
import { layOddGround } from './odd-ground.ts';

const MANY = 100_000;
const SETS = [...Object.keys(TILE_SETS), 'nothing', '__proto__', ''];
const ODD = ['NaN', '-1', '1.5', '1e3', 'Infinity', '', ' 3', '99999999999999999999', '０'];

/** The same database, with what is asked of it counted. */
function counting(db: Database) {
	const count = { queries: 0 };
	const counted = new Proxy(db, {
		get(target, name) {
			const value: unknown = Reflect.get(target, name);
			if (typeof value !== 'function') return value;
			if (name === 'query' || name === 'transaction') count.queries += 1;
			return value.bind(target) as unknown;
		}
	});
	return { count, db: counted };
}

describeEngines('absurd tiles', (db) => {
	let bounds: Bounds;
	const contextOf = (on: Database): Context => ({
		db: on,
		actor: 'test',
		access: UNLIMITED,
		now: new Date(`${TINY_DAY}T10:00:00+08:00`)
	});
	beforeAll(async () => {
		await layOddGround(db);
		bounds = (await tileJson(contextOf(db), 'ground', '', null)).bounds as Bounds;
	});

	it(`of ${MANY} random ones, only those on the ground are asked of the database`, async () => {
		const roll = dice(20260701);
		const pick = (list: readonly string[]) => list[Math.floor(roll() * list.length)]!;
		const part = (most: number) => (roll() < 0.05 ? pick(ODD) : String(Math.floor(roll() * most)));
		const counted = counting(db);
		const context = contextOf(counted.db);
		await readTile(context, parseTileAddress({ set: 'states', z: '14', x: '0', y: '0', duty: 'greening' }));
		counted.count.queries = 0;
		const seen = { refused: 0, outside: 0, inside: 0 };
		for (let i = 0; i < MANY; i++) {
			const z = part(20);
			const parts = { set: pick(SETS), z, x: part(2 ** Number(z) || 9), y: part(2 ** Number(z) || 9) };
			try {
				const address = parseTileAddress({ ...parts, duty: roll() < 0.5 ? 'greening' : `none_${i}` });
				const before = counted.count.queries;
				const tile = await readTile(context, address);
				if (boundsMeet(bounds, tileBounds(address))) seen.inside += 1;
				else {
					seen.outside += 1;
					expect(tile).toEqual({ kind: 'tile', etag: 'W/"outside-0"', body: null });
					expect(counted.count.queries).toBe(before);
				}
			} catch (error) {
				if (!isWanggeError(error, 'invalid') && !isWanggeError(error, 'not-found')) throw error;
				seen.refused += 1;
			}
		}
		expect(seen.refused + seen.outside + seen.inside).toBe(MANY);
		expect(seen.refused).toBeGreaterThan(MANY / 10);
		expect(seen.outside).toBeGreaterThan(MANY / 10);
		// What is on the ground costs a version of its set once, and its own layers.
		expect(counted.count.queries).toBeLessThanOrEqual(seen.inside * 7 + SETS.length);
	});

	it('are answered before the router as behind it, without a query, as soon as it is known where the ground is', async () => {
		const roll = dice(20261129);
		const counted = counting(db);
		const context = contextOf(counted.db);
		const now = context.now;
		const [left, low, right, high] = boxOfBounds(bounds);
		const [east, south] = [(left + right) / 2 / WORLD_M + 0.5, 0.5 - (low + high) / 2 / WORLD_M];
		const pathOf = (duty: string) => {
			const z = Math.floor(roll() * 17);
			// Half of them close to the ground.
			const close = roll() < 0.5 ? [east, south] : [roll(), roll()];
			const [x, y] = close.map((part) => Math.floor(part * 2 ** z + roll() * 4 - 2));
			const set = Object.keys(TILE_SETS)[Math.floor(roll() * 4)]!;
			return roll() < 0.1 ? `/tiles/${set}/${z}/${x}/-1` : `/tiles/${set}/${z}/${x}/${y}?duty=${duty}`;
		};
		expect(tileAtHand(counted.db, now, '/tiles/ground/14/0/0')).toBeUndefined();
		await readTile(context, parseTileAddress({ set: 'states', z: '14', x: '0', y: '0', duty: 'greening' }));
		const outcome = async (work: () => unknown) => {
			try {
				return await work();
			} catch (error) {
				if (isWanggeError(error, 'invalid') || isWanggeError(error, 'not-found')) return error.details;
				throw error;
			}
		};
		const seen = { inside: 0, same: 0 };
		for (let i = 0; i < 2000; i++) {
			const path = pathOf(roll() < 0.5 ? 'greening' : `none_${i}`);
			const before = counted.count.queries;
			const front = await outcome(() => tileAtHand(counted.db, now, path)?.tile);
			expect(counted.count.queries).toBe(before);
			if (front === undefined) {
				seen.inside += 1;
				continue;
			}
			const [, , set, z, x, rest] = path.split('/') as [string, string, string, string, string, string];
			const [y, query] = rest.split('?') as [string, string | undefined];
			const behind = await outcome(async () => {
				const duty = new URLSearchParams(query).get('duty');
				const address = parseTileAddress({ set, z, x, y, duty });
				if (address.duty) expect(pathOfTile(address)).toBe(path);
				return readTile(context, address);
			});
			expect(behind).toMatchObject(front as object);
			seen.same += 1;
		}
		expect(seen.same).toBeGreaterThan(1000);
		expect(seen.inside).toBeGreaterThan(100);
	});

	it('are as they were for whoever has them, and an empty tile for whoever had something else', async () => {
		const far = parseTileAddress({ set: 'ground', z: '12', x: '1', y: '1', duty: null });
		const known = ['W/"0123456789abcdef-fedcba9876543210"'];
		expect(await readTile(contextOf(db), far, { known })).toMatchObject({ kind: 'tile', body: null });
		expect(await readTile(contextOf(db), far, { known: ['W/"outside-0"'] })).toEqual({
			kind: 'unchanged',
			etag: 'W/"outside-0"'
		});
	});

	it('are not worked on when their asker has gone before their turn', async () => {
		const [lng, lat] = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
		const sin = Math.sin((lat * Math.PI) / 180);
		const x = Math.floor(((lng + 180) / 360) * 2 ** 13);
		const y = Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** 13);
		const counted = counting(db);
		const context = contextOf(counted.db);
		const address = { set: 'areas', z: 13, x, y, duty: '' } as const;
		await readTile(context, { ...address, z: 12, x: x >> 1, y: y >> 1 });
		counted.count.queries = 0;
		expect(await readTile(context, address, { signal: AbortSignal.abort() })).toEqual({ kind: 'gone' });
		expect(counted.count.queries).toBe(0);
	});
});
