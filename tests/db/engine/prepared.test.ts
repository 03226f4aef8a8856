/** Statements that a connection keeps planned under their names. */
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { loadStatements, type Database } from '../../../src/lib/server/db/index.ts';
import { createTestDatabase, describeEngines, serverMissing } from '../harness/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';

const card = loadStatements('grid')('card');
const names = async (db: Database) =>
	(await db.query<{ name: string }>('select name from pg_prepared_statements order by name')).map(
		({ name }) => name
	);
const ask = (db: Database) => db.query(card, [tiny.GRID_CODES.A1, tiny.TINY_DAY, null]);

describeEngines(
	'kept statements',
	(db, engine) => {
		it('answer as they did the first time, on a server from one plan', async () => {
			await db.transaction((tx) => tiny.layTinyGround(tx));
			const first = await ask(db);
			expect(first).toHaveLength(1);
			for (let n = 0; n < 8; n++) expect(await ask(db)).toEqual(first);
			expect(await db.transaction((tx) => tx.query(card, [tiny.GRID_CODES.A1, tiny.TINY_DAY, null]))).toEqual(
				first
			);
			expect(await names(db)).toEqual(engine === 'server' ? ['grid.card'] : []);
		});
	},
	{ connections: 1 }
);

describe.runIf(serverMissing === undefined)('kept statements of a server', () => {
	it('are none when the environment says so', async () => {
		const fresh = await createTestDatabase('server');
		vi.stubEnv('WANGGE_PREPARE', 'off');
		const db = await fresh.open({ connections: 1 });
		try {
			await ask(db);
			expect(await names(db)).toEqual([]);
		} finally {
			vi.unstubAllEnvs();
			await db.close();
			await fresh.drop();
		}
	});

	it('that do not fit the schema any more cost one answer, not all that follow', async () => {
		const fresh = await createTestDatabase('server');
		const db = await fresh.open({ connections: 1 });
		try {
			await ask(db);
			const [{ args } = { args: '' }] = await db.query<{ args: string }>(
				`select pg_get_function_arguments(oid) as args from pg_proc where proname = 'grid_card'`
			);
			await db.script(
				`drop function grid_card; create function grid_card(${args}) returns text language sql return 'other'`
			);
			await expect(ask(db)).rejects.toMatchObject({ details: { sqlstate: '0A000' } });
			expect(await ask(db)).toEqual([{ card: 'other' }]);
		} finally {
			await db.close();
			await fresh.drop();
		}
	});

	it('leave nothing to plan in a click, not in the functions that it calls either', async () => {
		const fresh = await createTestDatabase('server');
		const db = await fresh.open({ connections: 1 });
		const client = new pg.Client({ connectionString: fresh.options.url });
		// The server tells of every statement that it plans, down to those inside functions.
		let planned = 0;
		client.on('notice', ({ message }) => (planned += Number(message?.startsWith('PLANNER STATISTICS'))));
		try {
			await db.transaction((tx) => tiny.layTinyGround(tx));
			await client.connect();
			await client.query('set client_min_messages = log; set log_planner_stats = on');
			const round = async () => {
				planned = 0;
				for (const code of Object.values(tiny.GRID_CODES))
					await client.query({ name: 'click', text: card.text, values: [code, tiny.TINY_DAY, null] });
				return planned;
			};
			const rounds = [await round()];
			expect(rounds[0]).toBeGreaterThan(0);
			// Of many rounds, since new statistics of a table, whenever the server takes them, let its plans go.
			while (rounds.at(-1) !== 0 && rounds.length < 20) rounds.push(await round());
			expect(rounds.at(-1), `planned: ${rounds.join(', ')}`).toBe(0);
		} finally {
			await client.end();
			await db.close();
			await fresh.drop();
		}
	});
});
