/** Columns that are brought up to date grid by grid are what they would be if they were read whole. */
import { beforeAll, expect, it } from 'vitest';
import type { Database, Queryable } from '../../../src/lib/server/db/index.ts';
import { columnOf } from '../../../src/lib/server/measure/columns.ts';
import { MEASURE_LEVELS, type MeasureLevel } from '../../../src/lib/domain/measure/measure.ts';
import type { Chosen } from '../../../src/lib/server/measure/repository.ts';
import { GRID_CODES, layTinyGround, TINY_DAY } from '../../fixtures/tiny-ground.ts';
import { describeEngines } from '../harness/index.ts';

const CHOICES: readonly Pick<Chosen, 'measure' | 'duty' | 'facility' | 'exact'>[] = [
	{ measure: 'gap', duty: 'greening', facility: null, exact: true },
	{ measure: 'overlap', duty: 'all', facility: null, exact: true },
	{ measure: 'fallback', duty: 'all', facility: null, exact: true },
	{ measure: 'unreached', duty: null, facility: 'elderly_day_care', exact: true },
	{ measure: 'incidents', duty: null, facility: null, exact: true },
	{ measure: 'greening', duty: null, facility: null, exact: true },
	{ measure: 'residents', duty: null, facility: null, exact: true },
	{ measure: 'unreached', duty: null, facility: 'elderly_day_care', exact: false },
	{ measure: 'residents', duty: null, facility: null, exact: false }
];

/** Each a change that a person makes; which of the columns it reaches is left to the database to say. */
const EDITS: readonly [name: string, statement: string][] = [
	[
		'residents move out',
		`update building set residents = 0, residents_by_age = null
		 where grid_id = (select id from grid where code = '${GRID_CODES.B1}')`
	],
	[
		'a building is counted to another grid',
		`update building set grid_id = (select id from grid where code = '${GRID_CODES.A2}')
		 where id = (select min(id) from building where grid_id = (select id from grid where code = '${GRID_CODES.A1}'))`
	],
	[
		'an incident is closed',
		`update incident set state = 'closed', closed_at = happened_at where id = (select min(id) from incident)`
	],
	['incidents go', `delete from incident where id = (select max(id) from incident)`],
	[
		'a responsibility ends',
		`update responsibility set valid_to = '${TINY_DAY}' where id = (select min(id) from responsibility where part = 'lead')`
	],
	[
		'a facility closes',
		`update facility set valid_to = '${TINY_DAY}' where id = (select min(id) from facility)`
	],
	[
		'greening is done',
		`update greening_duty set next_due_on = '2199-01-01' where id = (select min(id) from greening_duty)`
	],
	['nothing happens', 'update building set residents = residents where false'],
	['everybody gets one more', 'update building set residents = residents + 1 where residents is not null'],
	['all incidents go', 'delete from incident']
];

/** Counts statements that read a whole column of grids, and those that read some of it. */
function counting(db: Database) {
	const seen = { whole: 0, some: 0 };
	const counted: Queryable = Object.assign(Object.create(db) as Queryable, {
		query: (asked: Parameters<Queryable['query']>[0], values?: readonly unknown[]) => {
			const text = typeof asked === 'string' ? asked : asked.text;
			if (/measure_of_(grids|areas)/.test(text)) seen[text.includes('::int[]') ? 'some' : 'whole']++;
			return db.query(asked, values);
		}
	});
	return { counted, seen };
}

function gate() {
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { open, opened };
}

describeEngines('columns of measures', (db) => {
	const day = TINY_DAY;
	beforeAll(async () => {
		await db.transaction((tx) => layTinyGround(tx));
	});
	/** A reader that has held nothing before reads all. */
	const fresh = (chosen: Chosen, level: MeasureLevel = 'grid') =>
		columnOf(Object.create(db) as Queryable, chosen, level);

	it.each(EDITS)('are the same as read whole after: %s', async (_name, statement) => {
		// One for each level: a reader holds so many columns and no more.
		const readers = MEASURE_LEVELS.map((level) => [level, Object.create(db) as Queryable] as const);
		const all = readers.flatMap(([level, reader]) =>
			CHOICES.map((choice) => ({ level, reader, chosen: { ...choice, day } }))
		);
		for (const { level, reader, chosen } of all) await columnOf(reader, chosen, level);
		await db.query(statement);
		await db.settle();
		for (const { level, reader, chosen } of all)
			expect(await columnOf(reader, chosen, level), `${chosen.measure} by ${level}`).toEqual(
				await fresh(chosen, level)
			);
	});

	it('read only the grids that a change has touched, and nothing when it is about something else', async () => {
		const { counted, seen } = counting(db);
		const residents: Chosen = { measure: 'residents', duty: null, facility: null, day, exact: true };
		const incidents: Chosen = { ...residents, measure: 'incidents' };
		await columnOf(counted, residents, 'grid');
		await columnOf(counted, incidents, 'grid');
		expect(seen).toEqual({ whole: 2, some: 0 });
		await db.query(
			`update building set residents = 7, residents_by_age = null
			 where grid_id = (select id from grid where code = '${GRID_CODES.A2}')`
		);
		await columnOf(counted, residents, 'grid');
		await columnOf(counted, incidents, 'grid');
		expect(seen).toEqual({ whole: 2, some: 1 });
	});

	it('of areas read only those that hold a grid that a change has touched, and all when the grids are others', async () => {
		const { counted, seen } = counting(db);
		const gap: Chosen = { measure: 'gap', duty: 'all', facility: null, day, exact: true };
		const before = await columnOf(counted, gap, 'community');
		await db.query(
			`update grid_duty set gap_m2 = gap_m2 + 10 where duty_code = 'greening'
			 and grid_id = (select id from grid where code = '${GRID_CODES.A2}')`
		);
		const after = await columnOf(counted, gap, 'community');
		const changed = after.values.filter((value, at) => value !== before.values[at]);
		expect(changed).toHaveLength(1);
		expect(after).toEqual(await fresh(gap, 'community'));
		expect(seen).toEqual({ whole: 1, some: 1 });
		await db.query(`update grid set community_id = community_id where code = '${GRID_CODES.A2}'`);
		await columnOf(counted, gap, 'community');
		expect(seen).toEqual({ whole: 2, some: 1 });
	});

	it('see a transaction that began before a column was read and ended after it', async () => {
		const residents: Chosen = { measure: 'residents', duty: null, facility: null, day, exact: true };
		const before = await columnOf(db, residents, 'grid');
		const [changed, read] = [gate(), gate()];
		const transaction = db.transaction(async (tx) => {
			await tx.query(
				`update building set residents = 19, residents_by_age = null
				 where grid_id = (select id from grid where code = '${GRID_CODES.A2}')`
			);
			changed.open();
			await read.opened;
		});
		await changed.opened;
		// The embedded engine has one connection: nobody else can read meanwhile.
		if (db.engine === 'server') await columnOf(db, residents, 'grid');
		read.open();
		await transaction;
		const after = await columnOf(db, residents, 'grid');
		expect(after).not.toEqual(before);
		expect(after).toEqual(await fresh(residents));
	});

	it('read only what has changed although notes are an hour old, and all once those were cleared away', async () => {
		const { counted, seen } = counting(db);
		const residents: Chosen = { measure: 'residents', duty: null, facility: null, day, exact: true };
		const change = () =>
			db.query(
				`update building set residents = residents + 1
				 where grid_id = (select id from grid where code = '${GRID_CODES.A2}')`
			);
		await db.query(`update measure_change set at = now() - interval '2 hours'`);
		await columnOf(counted, residents, 'grid');
		await change();
		expect(await columnOf(counted, residents, 'grid')).toEqual(await fresh(residents));
		expect(seen).toEqual({ whole: 1, some: 1 });

		// The next note but one is the one that clears.
		await db.query(`select setval(pg_get_serial_sequence('measure_change', 'id'), 499 + 500 * (1 + max(id) / 500))
			from measure_change`);
		await change();
		expect(await columnOf(counted, residents, 'grid')).toEqual(await fresh(residents));
		expect(seen).toEqual({ whole: 2, some: 1 });
		expect(await db.query(`select from measure_change where at < now() - interval '1 hour'`)).toEqual([]);
	});

	it('read all when the grids are others', async () => {
		const { counted, seen } = counting(db);
		const residents: Chosen = { measure: 'residents', duty: null, facility: null, day, exact: true };
		await columnOf(counted, residents, 'grid');
		await db.query(`update grid set built_up = not built_up where code = '${GRID_CODES.B2}'`);
		await db.settle();
		expect(await columnOf(counted, residents, 'grid')).toEqual(await fresh(residents));
		expect(seen.some).toBe(0);
		expect(seen.whole).toBe(2);
	});
});
