/** Tiles that nobody needs cost nothing: no query, no memory. */
import { beforeAll, expect, it } from 'vitest';
import { isWanggeError } from '../../../src/lib/domain/errors.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { boundsMeet, parseTileAddress, tileBounds } from '../../../src/lib/server/tiles/address.ts';
import type { Bounds } from '../../../src/lib/server/tiles/address.ts';
import { readTile, tileJson } from '../../../src/lib/server/tiles/service.ts';
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
