import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqlstateOf, type Database } from '../../../src/lib/server/db/index.ts';
import { isWanggeError } from '../../../src/lib/domain/errors.ts';
import { createTestDatabase, serverMissing, type TestDatabase } from '../harness/index.ts';
import { BAD, DOUBTFUL, WRONG_OVERLAYS } from './statements/bad.ts';
import { EXCLUDED } from './statements/excluded.ts';
import type { Named } from './statements/form.ts';
import { GOOD_GEOMETRY } from './statements/good-geometry.ts';
import { GOOD_SQL } from './statements/good-sql.ts';
import { GROUND, TRACE } from './statements/ground.ts';

/** What a statement came to: its rows, or the class of its SQLSTATE. */
type Verdict = { rows: unknown[] } | { error: string };

class Undo extends Error {}

/** Runs a statement after a write, in a transaction that is always rolled back. */
async function inTransaction(db: Database, { sql, values }: Named): Promise<Verdict> {
	let rows: unknown[] = [];
	try {
		await db.transaction(async (tx) => {
			await tx.query(`insert into ground (code, kind) values ('before', 'road')`);
			await tx.query(`delete from ground where code = 'before'`);
			rows = await tx.query(sql, values);
			throw new Undo();
		});
	} catch (error) {
		if (!(error instanceof Undo)) return { error: classOf(error) };
	}
	return { rows };
}

/** Runs a statement by itself: what it wrote before it failed would stay, if it failed without saying so. */
async function alone(db: Database, { sql, values }: Named): Promise<Verdict> {
	try {
		return { rows: await db.query(sql, values) };
	} catch (error) {
		return { error: classOf(error) };
	}
}

function classOf(error: unknown): string {
	if (!isWanggeError(error)) throw error;
	return sqlstateOf(error)?.slice(0, 2) ?? error.kind;
}

/** Rows with their numbers at nine digits, because two machines may differ in the last ones. */
function comparable(value: unknown): unknown {
	if (typeof value === 'number' && Number.isFinite(value)) return Number(value.toPrecision(9));
	if (Array.isArray(value)) return value.map(comparable);
	if (value instanceof Date || value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item)]));
}

const included = (list: readonly Named[]) => list.filter(({ name }) => !(name in EXCLUDED));

describe.skipIf(serverMissing !== undefined && process.env.CI !== 'true')(
	'the same statement on both engines',
	() => {
		const fresh: TestDatabase[] = [];
		let server: Database;
		let embedded: Database;
		let untouched: unknown;

		beforeAll(async () => {
			const [one, other] = [
				await createTestDatabase('server', true),
				await createTestDatabase('embedded', true)
			];
			fresh.push(one, other);
			server = await one.open();
			embedded = await other.open();
			for (const db of [server, embedded]) await db.script(GROUND);
			untouched = await server.query(TRACE);
			expect(await embedded.query(TRACE)).toEqual(untouched);
		});

		afterAll(async () => {
			for (const db of [server, embedded]) await db?.close();
			for (const one of fresh) await one.drop();
		});

		const bothWorkAndAreUntouched = async () => {
			for (const db of [server, embedded]) expect(await db.query(TRACE)).toEqual(untouched);
		};

		describe('good statements give the same rows', () => {
			it.each(included([...GOOD_SQL, ...GOOD_GEOMETRY]))('$name', async (statement) => {
				const [here, there] = [
					await inTransaction(server, statement),
					await inTransaction(embedded, statement)
				];
				expect(here).toHaveProperty('rows');
				expect(comparable(there)).toEqual(comparable(here));
			});
		});

		describe('bad statements give the same class of error, and leave nothing behind', () => {
			it.each(included(BAD))('$name', async (statement) => {
				for (const run of [inTransaction, alone]) {
					const [here, there] = [await run(server, statement), await run(embedded, statement)];
					expect(here).toHaveProperty('error');
					expect(there).toEqual(here);
					await bothWorkAndAreUntouched();
				}
			});
			it.each(included(WRONG_OVERLAYS))('$name', async (statement) => {
				const [here, there] = [
					await inTransaction(server, statement),
					await inTransaction(embedded, statement)
				];
				expect(here).toEqual({ error: 'XX' });
				expect(there).toEqual(here);
				await bothWorkAndAreUntouched();
			});
		});

		describe('doubtful geometry is refused by both or answered alike', () => {
			it.each(included(DOUBTFUL))('$name', async (statement) => {
				const [here, there] = [
					await inTransaction(server, statement),
					await inTransaction(embedded, statement)
				];
				expect(comparable(there)).toEqual(comparable(here));
				await bothWorkAndAreUntouched();
			});
		});
	}
);

describe('the lists of the differential test', () => {
	const all = [...GOOD_SQL, ...GOOD_GEOMETRY, ...BAD, ...WRONG_OVERLAYS, ...DOUBTFUL];

	it('have at least 200 good and 100 bad statements', () => {
		expect(included([...GOOD_SQL, ...GOOD_GEOMETRY]).length).toBeGreaterThanOrEqual(200);
		expect(included([...BAD, ...WRONG_OVERLAYS]).length).toBeGreaterThanOrEqual(100);
	});

	it('name every statement once', () => {
		expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
	});

	it('exclude only what is in them', () => {
		const names = new Set(all.map(({ name }) => name));
		expect(Object.keys(EXCLUDED).filter((name) => !names.has(name))).toEqual([]);
	});
});
