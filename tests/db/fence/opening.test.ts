/** How the product comes to sign in as somebody who owns nothing, and what it does not accept instead. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { postgisPrograms } from '../../../scripts/setup/postgres-programs.ts';
import type { WanggeError } from '../../../src/lib/domain/errors.ts';
import { migrate, openDatabase, projectRoot, type Database } from '../../../src/lib/server/db/index.ts';
import { keepContextKeys, openBehindFence } from '../../../src/lib/server/fence/service.ts';
import { keysFrom, newKey } from '../../../src/lib/server/secrets/keys.ts';
import { startFault } from '../../../src/lib/words/start.ts';
import { layTinyGround } from '../../fixtures/tiny-ground.ts';
import { ownerUrl } from '../harness/fence.ts';
import { describeEngine } from '../harness/index.ts';
import { bringIn } from './people.ts';

const KEY = newKey();
/** Roles are for all databases of a server: those of this run have names of their own. */
const RUN = randomBytes(4).toString('hex');
const PASSWORD = 'only-in-a-test';

describeEngine('server', 'the database for requests', (owner) => {
	let url: string;
	/** Its name. */
	let database: string;
	let prepared = 0;
	const roles: string[] = [];
	const open = (more: Record<string, string>, key = KEY) =>
		openBehindFence(async () => void prepared++, { WANGGE_KEYS: key, ...more });
	/** The address with another login. */
	const as = (name: string): string => {
		const address = new URL(url);
		[address.username, address.password] = [name, PASSWORD];
		return address.href;
	};
	async function role(name: string, rights = 'in role wangge_app'): Promise<string> {
		const full = `${name}_${RUN}`;
		await owner.script(`create role ${full} login password '${PASSWORD}' ${rights}`);
		roles.push(full);
		return full;
	}
	const whoIs = async (db: Database) =>
		(
			await db.query<{ login: string; seen: number }>(
				'select session_user::text as login, (select count(*)::int from incident) as seen'
			)
		)[0];
	async function opened(more: Record<string, string>) {
		const { database: db, reads } = await open(more);
		try {
			expect(reads).toBe(db);
			return (await whoIs(db))!;
		} finally {
			await db.close();
		}
	}
	async function refused(
		more: Record<string, string>,
		key = KEY
	): Promise<{ kind: string; details: object; said?: string }> {
		try {
			const { database: db } = await open(more, key);
			await db.close();
		} catch (error) {
			const { kind, details } = error as { kind: string; details: object };
			const said = startFault(error);
			return said === undefined ? { kind, details } : { kind, details, said };
		}
		return expect.unreachable('it was opened');
	}
	/** Who else than this test is connected. */
	const connected = () =>
		owner.query<{ usename: string }>(
			`select usename::text from pg_stat_activity
			where datname = current_database() and application_name = 'wangge' and pid <> pg_backend_pid() and usename = current_user`
		);

	beforeAll(async () => {
		await owner.transaction((tx) => layTinyGround(tx));
		url = await ownerUrl(owner);
		database = new URL(url).pathname.slice(1);
		await keepContextKeys(owner, keysFrom([KEY]));
	});
	beforeEach(() => {
		prepared = 0;
	});
	afterAll(async () => {
		for (const name of roles) {
			await owner.script(`drop owned by ${name}`);
			await owner.script(`drop role ${name}`);
		}
		await owner.script(`drop role if exists "wangge_app_${database}"`);
	});

	it('with the owner’s address alone is prepared by the owner, who then goes, and served by a login of its own', async () => {
		const before = await connected();
		const { database: db } = await open({ DATABASE_URL: url });
		try {
			expect(await whoIs(db)).toEqual({ login: `wangge_app_${database}`, seen: 0 });
			expect(prepared).toBe(1);
			// A connection that was ended is gone from the list a moment later.
			await expect.poll(connected, { timeout: 30_000 }).toHaveLength(before.length);
		} finally {
			await db.close();
		}
		// The next start gives the same login its password again.
		expect(await opened({ DATABASE_URL: url })).toMatchObject({ login: `wangge_app_${database}` });
	});

	it('with both addresses is prepared by the owner and served by the login that was given', async () => {
		const login = await role('grid_app');
		expect(await opened({ DATABASE_OWNER_URL: url, DATABASE_URL: as(login) })).toEqual({ login, seen: 0 });
		expect(prepared).toBe(1);
	});

	it('without the owner’s address is served as it is, where somebody has brought it up', async () => {
		const login = await role('without_owner');
		expect(await opened({ DATABASE_URL: as(login) })).toEqual({ login, seen: 0 });
		expect(prepared).toBe(0);
	});

	it('without the owner’s address is refused where the schema is that of another version', async () => {
		const login = await role('behind');
		await owner.query(`update migration.file set sha256 = repeat('0', 64) where name = '15_context.sql'`);
		expect(await refused({ DATABASE_URL: as(login) })).toMatchObject({
			kind: 'schema-behind',
			said: expect.stringMatching(/npm run migrate[^]*npm run migrate/)
		});
		await migrate(owner);
		expect(await opened({ DATABASE_URL: as(login) })).toMatchObject({ login });
	});

	it('is refused where the database does not know the keys of this process', async () => {
		const login = await role('other_keys');
		expect(await refused({ DATABASE_URL: as(login) }, newKey())).toMatchObject({
			kind: 'database-unfit',
			details: { reason: 'context' },
			said: expect.stringMatching(/WANGGE_KEYS[^]*WANGGE_KEYS/)
		});
	});

	it.each([
		['mighty', 'createdb in role wangge_app'],
		['mighty', 'createrole in role wangge_app'],
		['mighty', 'bypassrls in role wangge_app'],
		['mighty', 'superuser in role wangge_app'],
		['stranger', '']
	])('is not served by a login that is %s: %s', async (reason, rights) => {
		const login = await role(`unfit_${roles.length}`, rights);
		expect(await refused({ DATABASE_OWNER_URL: url, DATABASE_URL: as(login) })).toMatchObject({
			kind: 'role-unfit',
			details: { login, reason },
			said: expect.stringMatching(new RegExp(`${login}[^]*${login}`))
		});
	});

	it('is not served by a login that owns a table', async () => {
		const login = await role('owning');
		await owner.script(`create table theirs (id integer); alter table theirs owner to ${login}`);
		expect(await refused({ DATABASE_OWNER_URL: url, DATABASE_URL: as(login) })).toMatchObject({
			kind: 'role-unfit',
			details: { login, reason: 'owner' }
		});
		await owner.script('drop table theirs');
	});

	it('is not served by its own login when somebody has made it mighty', async () => {
		await opened({ DATABASE_URL: url });
		await owner.script(`alter role "wangge_app_${database}" bypassrls`);
		expect(await refused({ DATABASE_URL: url })).toMatchObject({
			kind: 'role-unfit',
			details: { reason: 'mighty' }
		});
		await owner.script(`alter role "wangge_app_${database}" nobypassrls`);
	});
});

/** As an office gets it from whoever runs the server: somebody who owns the database, and nothing else. */
describeEngine(
	'server',
	'a database whose owner is no superuser',
	(superuser) => {
		const name = `plain_owner_${RUN}`;
		let url: string;
		let database: string;
		const prepare = async (owner: Database) => void (await migrate(owner));
		const open = () => openBehindFence(prepare, { WANGGE_KEYS: KEY, DATABASE_URL: url });
		const refusal = () =>
			open().then(
				() => expect.unreachable('it was opened'),
				(error: unknown) => ({ ...(error as WanggeError), said: startFault(error) })
			);
		/** What the README tells an administrator to run. */
		async function administrate(): Promise<void> {
			const { bin } = postgisPrograms((line) => console.error(line));
			const file = join(projectRoot(), 'db', 'administrator.sql');
			const args = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-v', `owner=${name}`, '-f', file];
			const { status, stderr } = spawnSync(join(bin, 'psql'), [await ownerUrl(superuser), ...args], {
				encoding: 'utf8'
			});
			expect([status, stderr]).toEqual([0, '']);
		}
		beforeAll(async () => {
			const address = new URL(await ownerUrl(superuser));
			database = address.pathname.slice(1);
			[address.username, address.password] = [name, PASSWORD];
			url = address.href;
			await superuser.script(
				`create role ${name} login password '${PASSWORD}';
				alter database ${database} owner to ${name}; alter schema public owner to ${name};
				drop extension if exists postgis cascade; drop extension if exists btree_gist cascade`
			);
		});
		afterAll(() =>
			superuser.script(
				`reassign owned by ${name} to current_user; drop owned by ${name}; drop role ${name};
				drop role if exists "wangge_app_${database}"`
			)
		);

		it('is told what an administrator has to run first', async () => {
			expect(await refusal()).toMatchObject({
				kind: 'migration-failed',
				said: expect.stringMatching(/postgis[^]*administrator\.sql[^]*postgis[^]*administrator\.sql/)
			});
		});

		it('who may make no roles is then told of the login that is missing', async () => {
			await administrate();
			expect(await refusal()).toMatchObject({
				kind: 'role-refused',
				details: { login: `wangge_app_${database}` },
				said: expect.stringMatching(/CREATE ROLE[^]*CREATE ROLE/)
			});
		});

		it('who may is enough for everything: migrations, ground, the login, and what stands behind the fence', async () => {
			await superuser.script(`alter role ${name} createrole`);
			await administrate();
			const { database: db } = await open();
			const owner = await openDatabase({ url });
			try {
				await owner.transaction((tx) => layTinyGround(tx));
				const people = await bringIn(owner);
				const seen = async (as: keyof typeof people) =>
					(await db.as!(people[as]).query<{ seen: number }>('select count(*)::int as seen from incident'))[0]!
						.seen;
				expect(await seen('leader')).toBeGreaterThan(0);
				expect(await seen('resident')).toBe(0);
				expect(await db.query('select id from account')).toEqual([]);
				for (const estimate of [
					`st_estimatedextent('incident', 'geom')`,
					`_postgis_stats('incident', 'geom')`
				])
					await expect(db.query(`select ${estimate}`)).rejects.toMatchObject({ kind: 'database-refused' });
			} finally {
				await owner.close();
				await db.close();
			}
		});
	},
	{ bare: true }
);
