/**
 * The service requests of New York, as the city publishes them in two spellings. The files are not part of the project:
 * they are looked for beside it, in ../shared/data.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { projectRoot, type Database } from '../../../src/lib/server/db/index.ts';
import { importIncidents, parsed } from '../../../src/lib/server/incident-import/service.ts';
import { setUpJurisdiction } from '../../../src/lib/server/jurisdiction/service.ts';
import { describeEngines } from '../harness/index.ts';

const NOW = new Date('2026-07-01T04:00:00Z');
const FOLDER = join(projectRoot(), '..', 'shared', 'data', 'incidents-nyc311');
const missing = !existsSync(FOLDER);
if (missing) console.error(`Skipped: the service requests of New York. There is no ${FOLDER}.`);

/** By the two spellings in which the city publishes them. */
const NEW_YORK = [
	{
		file: '311_Service_Requests.csv',
		columns: {
			number: 'Unique Key',
			happened: 'Created Date',
			closed: 'Closed Date',
			due: 'Due Date',
			class: 'Complaint Type',
			address: 'Incident Address',
			state: 'Status',
			x: 'Longitude',
			y: 'Latitude'
		},
		moments: 'MM/DD/YYYY hh:mm:ss A',
		taken: 893,
		// Neither coordinate, in the same rows.
		refused: { 'x missing': 107, 'y missing': 107 } as Record<string, number>,
		one: {
			number: 'nyc-39573567',
			happened_at: '2018-06-26T14:58:54.000Z',
			closed_at: '2018-06-26T16:50:01.000Z'
		}
	},
	{
		file: 'fhrw-4uyv.json',
		columns: {
			number: 'unique_key',
			happened: 'created_date',
			closed: 'closed_date',
			due: 'due_date',
			class: 'complaint_type',
			address: 'incident_address',
			state: 'status',
			x: 'location.coordinates.0',
			y: 'location.coordinates.1'
		},
		moments: 'YYYY-MM-DDTHH:mm:ss',
		taken: 1000,
		refused: {},
		one: {
			number: 'nyc-24445308',
			happened_at: '2012-11-20T12:50:59.000Z',
			closed_at: '2012-11-20T20:19:09.000Z'
		}
	}
];

async function layNewYork(db: Database): Promise<void> {
	const context = { db, actor: 'test', now: NOW };
	await loadCatalogue(context);
	await db.transaction(async (tx) => {
		await setUpJurisdiction(
			{ ...context, db: tx },
			{ name: 'New York', demonstration: false, position: [-73.95, 40.7], setUpOn: '2012-01-01' }
		);
		await tx.query(
			`with s as (insert into source (kind, name) values ('file', 'test') returning id),
			a as (insert into area (code, level, name, valid_from, source_id) select 'NY0000', 'city', 'New York', '2012-01-01', id from s returning id)
			insert into area_boundary (area_id, geom, valid_from)
			select a.id, st_multi(st_transform(st_makeenvelope(-74.3, 40.45, -73.65, 40.95, 4326), 990001)), '2012-01-01' from a`
		);
	});
}

if (!missing)
	describeEngines('the service requests of New York', (db) => {
		const context = { db, actor: 'test', now: NOW };
		beforeAll(() => layNewYork(db));

		it.each(NEW_YORK)(
			'$file arrives whole, but for the rows that are named',
			async ({ file, columns, moments, ...expected }) => {
				const by = parsed(
					{
						columns,
						prefix: 'nyc-',
						srid: 4326,
						moments,
						timezone: 'America/New_York',
						states: { Closed: 'closed' },
						otherwise: 'dispatched',
						classes: { edition: 'NYC 311', kind: 'matter', add: true }
					},
					file
				);
				const report = await importIncidents(context, join(FOLDER, file), by);
				const refused: Record<string, number> = {};
				for (const { field, problem } of report.problems)
					refused[`${field} ${problem}`] = (refused[`${field} ${problem}`] ?? 0) + 1;
				expect({ rows: report.rows, taken: report.taken, refused }).toEqual({
					rows: 1000,
					taken: expected.taken,
					refused: expected.refused
				});
				expect(new Set(report.problems.map(({ line }) => line)).size).toBe(1000 - report.taken);
				const { number, happened_at, closed_at } = expected.one;
				expect(
					await db.query('select state, happened_at, closed_at from incident where number = $1', [number])
				).toEqual([{ state: 'closed', happened_at: new Date(happened_at), closed_at: new Date(closed_at) }]);
			}
		);
	});
