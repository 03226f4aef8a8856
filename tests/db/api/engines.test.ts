/** What a person reads must not depend on what the database runs on. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { createTestDatabase, ENGINES, serverMissing, type TestDatabase } from '../harness/index.ts';
import { GRID_CODES, layTinyGround, lngLatOf, TINY_DAY } from '../../fixtures/tiny-ground.ts';
import { json } from './ask.ts';

const grids = Object.values(GRID_CODES);
const MEASURES = [
	...['gap', 'fallback', 'overlap'].flatMap((state) =>
		['all', 'sanitation', 'greening', 'paving', 'public_order'].map((duty) => `${state}?duty=${duty}`)
	),
	'unreached?facility=elderly_day_care',
	'unreached?facility=kindergarten',
	'unreached?facility=cultural_activity_station',
	'incidents?',
	'greening?',
	'residents?'
];
const ADDRESSES = [
	...grids.flatMap((code) => [`/api/grids/${code}`, `/api/grids/${code}?at=2025-01-01`]),
	...[30, 130, 230, 330].map((x) => `/api/grids?at=${lngLatOf(x, 60).join(',')}`),
	...MEASURES.flatMap((measure) =>
		['grid', 'community', 'street', 'district'].map((level) => `/api/measures/${measure}&level=${level}`)
	),
	...MEASURES.map((measure) => `/api/coverage?measure=${measure.replace('?', '&')}&size=3`),
	'/api/areas',
	...['9901', '990102', '990102001', '990102001001', '990102001002', '990102001001Z01'].map(
		(code) => `/api/areas/${code}`
	),
	...['桐花', '990102', '社区', 'A1', '1'].map((q) => `/api/search?q=${encodeURIComponent(q)}&limit=50`),
	'/api/catalogue',
	'/api/jurisdiction'
];

/** Moments at which something was computed differ between two databases; everything else must not. */
const comparable = (value: unknown): unknown =>
	JSON.parse(
		JSON.stringify(value, (key, member: unknown) =>
			key === 'computed_at' ? null : typeof member === 'number' ? Number(member.toPrecision(12)) : member
		)
	);

describe.skipIf(serverMissing !== undefined && process.env.CI !== 'true')('two engines', () => {
	const fresh: TestDatabase[] = [];
	const open: Database[] = [];
	let contexts: Context[];
	beforeAll(async () => {
		for (const engine of ENGINES) {
			const database = await createTestDatabase(engine);
			fresh.push(database);
			const db = await database.open();
			open.push(db);
			await db.transaction((tx) => layTinyGround(tx));
		}
		contexts = open.map((db) => ({
			db,
			actor: 'test',
			access: UNLIMITED,
			now: new Date(`${TINY_DAY}T04:00:00Z`)
		}));
	});
	afterAll(async () => {
		for (const db of open) await db.close();
		for (const database of fresh) await database.drop();
	});

	it.each(ADDRESSES)('the same numbers from the API on both engines: %s', async (address) => {
		const [server, embedded] = await Promise.all(contexts.map((context) => json<unknown>(context, address)));
		expect(comparable(embedded)).toEqual(comparable(server));
	});
});
