/** Known ways round row-level security, on PostgreSQL: none comes to a row. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextText, type Place, type Who } from '../../../src/lib/server/db/fence/who.ts';
import { Fence } from '../../../src/lib/server/db/index.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { signingKey } from '../../../src/lib/server/fence/keys.ts';
import { keysFrom, newKey } from '../../../src/lib/server/secrets/keys.ts';
import { layTinyGround } from '../../fixtures/tiny-ground.ts';
import { behindFence, loginUrl, ownerUrl, TEST_KEYS } from '../harness/fence.ts';
import { describeEngine } from '../harness/index.ts';
import { bringIn, NOW, type People } from './people.ts';
import { WAYS, type Way } from './ways.ts';

describeEngine('server', 'ways round the second fence', (owner) => {
	let app: pg.Client;
	let people: People;
	let ownerName: string;
	beforeAll(async () => {
		await owner.transaction((tx) => layTinyGround(tx));
		await owner.query(`update building set residents = 31 where external_ref = 'tiny/B1-no-ages'`);
		const db: Database = await behindFence(owner);
		people = await bringIn(owner);
		await db.close();
		const [row] = await owner.query<{ name: string }>('select current_user as name');
		ownerName = row!.name;
		await owner.script('analyze');
		app = new pg.Client({ connectionString: await loginUrl(owner) });
		await app.connect();
	});
	afterAll(() => app?.end());

	const backend = () => (app as unknown as { processID: number }).processID;
	/** For the transaction that it is called for; as the product signs it unless said otherwise. */
	type Signed = (there: Place) => string;
	const signed =
		(who: Who, { of = 0, keys = TEST_KEYS } = {}): Signed =>
		({ backend, transaction }) =>
			new Fence(signingKey(keys)).entry(who)!.sign!({ backend: backend + of, transaction });
	const place = async (client: pg.Client): Promise<Place> => {
		const { rows } = await client.query<{ t: string }>('select context_transaction()::text as t');
		return { backend: backend(), transaction: rows[0]!.t };
	};
	/** Begins a transaction of somebody. */
	async function begin(client: pg.Client, said?: Signed) {
		await client.query('begin');
		if (said) await client.query('select enter_context($1)', [said(await place(client))]);
	}
	const filled = (sql: string) =>
		sql
			.replaceAll(':owner', ownerName)
			.replaceAll(':account', String(people.leader.account))
			.replaceAll(':session', String(people.leader.session));

	/** Rows of the last statement; an error is none. */
	async function walk(client: pg.Client, { sql }: Way, said?: Signed): Promise<number> {
		await begin(client, said);
		try {
			let rows = 0;
			for (const text of sql) rows = (await client.query(filled(text))).rowCount ?? 0;
			return rows;
		} catch (error) {
			const { code } = error as { code?: string };
			expect(code, `${sql.join('; ')}: ${String(error)}`).toMatch(
				/^(42501|42704|42P17|0A000|0LP01|WG000|42601|42939|42809|58P01|22023|55P02|42883)$/
			);
			return 0;
		} finally {
			await client.query('rollback');
			// What was prepared stays; nobody else would come in on this connection.
			await client.query('deallocate all');
		}
	}

	describe.each(WAYS)('$name', (way) => {
		it('gives nobody a row', async () => expect(await walk(app, way)).toBe(0));

		it('gives somebody without a role on this ground none but their own account', async () => {
			const own = way.name === 'accounts' || way.name === 'who may do what' ? 1 : 0;
			expect(await walk(app, way, signed({ ...people.resident }))).toBe(own);
		});
	});

	/** Of tables that policies look into, so that all ground would be one's own. */
	const WIDER: [name: string, ...sql: string[]][] = [
		[
			'grids of one’s own name',
			`create temp table grid as select id, (array(select context_areas('incident')))[1] as community_id, null::int as duty_grid_id from public.grid`,
			'set local search_path = pg_temp, public',
			'select id from public.incident'
		],
		[
			'areas of one’s own name',
			`create temp table area as select id, (array(select context_areas('incident')))[1] as parent_id from public.area`,
			'set local search_path = pg_temp, public',
			'select id from public.incident'
		]
	];
	it.each(WIDER)('whoever sees some sees no more by %s', async (name, ...sql) => {
		const who = signed({ ...people.grid_worker });
		const own = await walk(app, { name, sql: ['select id from incident'] }, who);
		expect(own).toBeGreaterThan(0);
		expect(await walk(app, { name, sql }, who)).toBe(0);
		// Where somebody may make such tables after all, they are not asked.
		await owner.script(
			`do $$ begin execute format('grant temporary on database %I to public', current_database()); end $$`
		);
		try {
			expect(await walk(app, { name, sql }, who)).toBe(own);
		} finally {
			await owner.script(
				`do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$`
			);
		}
	});

	it('would each come to something for the owner', async () => {
		const client = new pg.Client({ connectionString: await ownerUrl(owner) });
		await client.connect();
		try {
			const nothing: string[] = [];
			for (const way of WAYS) if (!way.alone && (await walk(client, way)) === 0) nothing.push(way.name);
			expect(nothing).toEqual([]);
		} finally {
			await client.end();
		}
	});

	const SEE: Way = { name: '', sql: ['select id from incident'] };

	it('a text that was signed for another connection holds on none', async () => {
		expect(await walk(app, SEE, signed(people.leader))).toBeGreaterThan(0);
		expect(await walk(app, SEE, signed(people.leader, { of: 1 }))).toBe(0);
	});

	it('a text that was signed with another key, or changed after, holds nowhere', async () => {
		expect(await walk(app, SEE, signed(people.leader, { keys: keysFrom([newKey()]) }))).toBe(0);
		const changed: Signed = (there) =>
			signed(people.leader)(there).replace(
				contextText(people.leader, there),
				contextText({ ...people.leader, account: people.auditor.account }, there)
			);
		expect(await walk(app, SEE, changed)).toBe(0);
	});

	it('a text that somebody kept holds in no later transaction of the same connection', async () => {
		await begin(app, signed(people.leader));
		await app.query(`select set_config('my.kept', current_setting('wangge.context'), false)`);
		await app.query('commit');
		expect(
			await walk(app, {
				name: '',
				sql: [`select set_config('wangge.context', current_setting('my.kept'), true)`, ...SEE.sql]
			})
		).toBe(0);
		await begin(app, signed(people.resident));
		await app.query(`select set_config('wangge.context', current_setting('my.kept'), true)`);
		expect((await app.query('select id from incident')).rowCount).toBe(0);
		await app.query('rollback');
		// Nor one of the door, from days ago.
		await begin(app, signed({ kind: 'door', at: new Date(NOW.getTime() - 30 * 86_400_000) }));
		await app.query(`select set_config('my.kept', current_setting('wangge.context'), false)`);
		await app.query('commit');
		const asDoor = [
			`select set_config('wangge.context', current_setting('my.kept'), true)`,
			'select id from account'
		];
		expect(await walk(app, { name: '', sql: asDoor })).toBe(0);
	});

	it('what a transaction keeps of somebody is nobody else’s, and nobody’s who has no session any more', async () => {
		await begin(app, signed(people.leader));
		expect((await app.query('select id from incident')).rowCount).toBeGreaterThan(0);
		await app.query(`select set_config('my.kept', current_setting('wangge.kept'), false)`);
		await app.query('commit');
		const putBack = `select set_config('wangge.kept', current_setting('my.kept'), true)`;
		for (const who of [people.resident, people.grid_worker]) {
			const own = await walk(app, SEE, signed(who));
			expect(await walk(app, { name: '', sql: [putBack, ...SEE.sql] }, signed(who))).toBe(own);
		}
		expect(await walk(app, { name: '', sql: [putBack, ...SEE.sql] })).toBe(0);
	});

	it('what a transaction keeps holds in no later one, with the text that it was kept for either', async () => {
		await begin(app, signed(people.leader));
		for (const name of ['context', 'kept'])
			await app.query(`select set_config('my.${name}', current_setting('wangge.${name}'), false)`);
		await app.query('commit');
		const putBack = ['context', 'kept'].map(
			(name) => `select set_config('wangge.${name}', current_setting('my.${name}'), true)`
		);
		expect(await walk(app, { name: '', sql: [...putBack, ...SEE.sql] })).toBe(0);
		await begin(app, signed(people.resident));
		for (const sql of putBack) await app.query(sql);
		expect((await app.query('select id from incident')).rowCount).toBe(0);
		await app.query('rollback');
	});

	it('nobody comes in on a connection on which somebody has left a statement behind, and it is given up', async () => {
		const db = (await behindFence(owner, { connections: 1 })) as Database;
		try {
			const seen = () => db.as!(people.leader).query('select id from incident');
			expect((await seen()).length).toBeGreaterThan(0);
			await db.as!(people.resident).query(
				`do $do$ begin execute 'prepare lies_in_wait as select set_config(''my.seen'', string_agg(number, '',''), false) from incident'; end $do$`
			);
			await expect(seen()).rejects.toMatchObject({ kind: 'database-unfit', details: { reason: 'prepared' } });
			expect((await seen()).length).toBeGreaterThan(0);
		} finally {
			await db.close();
		}
	});

	it('a statement that was planned for one who sees all gives the next one nothing', async () => {
		const see = { name: 'seen', text: 'select id from incident' };
		for (let n = 0; n < 7; n++) {
			await begin(app, signed(people.leader));
			expect((await app.query(see)).rowCount).toBeGreaterThan(0);
			await app.query('commit');
		}
		for (const who of [signed(people.resident), undefined]) {
			await begin(app, who);
			expect((await app.query(see)).rowCount).toBe(0);
			await app.query('rollback');
		}
	});

	it('who asks is forgotten with the transaction, however it ends', async () => {
		for (const end of ['commit', 'rollback']) {
			await begin(app, signed(people.leader));
			await app.query(end);
			expect((await app.query('select id from incident')).rowCount).toBe(0);
		}
	});

	it('a session that has ended, or has not begun, is an error and not an empty answer', async () => {
		for (const who of ['ended', 'half-way'] as const) {
			await begin(app, signed(people[who]));
			await expect(app.query('select id from incident')).rejects.toMatchObject({ message: 'session-over' });
			await app.query('rollback');
		}
	});

	it('rights that were taken since the product looked are an error, too', async () => {
		await begin(app, signed({ ...people.leader, grants: '0'.repeat(32), at: NOW }));
		await expect(app.query('select id from incident')).rejects.toMatchObject({ message: 'database-busy' });
		await app.query('rollback');
	});
});
