import { beforeAll, expect, it } from 'vitest';
import { MARK } from '../../../src/lib/domain/demo/fiction.ts';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { makeFictionalResponsibilities, type FictionReport } from '../../../src/lib/server/demo/fiction.ts';
import { describeEngines } from '../harness/index.ts';

const NOW = new Date('2026-07-01T04:00:00Z');

describeEngines('fictional responsibilities on imported ground', (db) => {
	const context = (): Context => ({ db, actor: 'test', now: NOW });
	const one = async <R>(sql: string): Promise<R> => (await db.query<R>(sql))[0]!;
	let made: FictionReport;

	beforeAll(async () => {
		await loadCatalogue(context());
		await db.query(
			`insert into spatial_ref_sys (srid, srtext, proj4text) values (990001, '', '+proj=utm +zone=32 +datum=WGS84')
			 on conflict (srid) do nothing`
		);
		await db.query(
			`insert into jurisdiction (name, demonstration, frame_kind, frame_epsg, frame_name, central_meridian, set_up_on)
			 values ('Land', false, 'utm', 32632, 'UTM 32N', 9, '2026-06-01')`
		);
		await db.query(`insert into source (kind, name) values ('openstreetmap', 'land.osm.pbf')`);
		await db.query(
			`insert into area (code, level, name, valid_from, source_id) select '0800', 'city', 'Land', date '2020-01-01', id from source`
		);
		await db.query(
			`insert into area (code, level, parent_id, name, valid_from, source_id)
			 select '0800010010' || lpad(n::text, 2, '0'), 'community', a.id, 'Gemeinde ' || n, date '2020-01-01', a.source_id
			 from area a, generate_series(1, 11) n`
		);
		made = await makeFictionalResponsibilities(context(), { seed: 3 });
	}, 120_000);

	it('writes organisations for the land and each community, all marked', async () => {
		expect(made.organisations).toBe(7 + 2 * 11);
		expect(
			await one(
				`select bool_and(s.kind = 'demonstration') as fictional, bool_and(o.name like '%${MARK}') as marked
				 from organisation o join source s on s.id = o.source_id`
			)
		).toEqual({ fictional: true, marked: true });
	});

	it('marks every responsibility as a demonstration by its source', async () => {
		expect(
			await one(
				`select count(*)::int as n, bool_and(s.kind = 'demonstration') as fictional
				 from responsibility r join source s on s.id = r.source_id`
			)
		).toEqual({ n: made.responsibilities, fictional: true });
	});

	it('made again, there are no more than before', async () => {
		const again = await makeFictionalResponsibilities(context(), { seed: 3 });
		expect(again).toEqual(made);
		expect(await one('select count(*)::int as n from organisation')).toEqual({ n: made.organisations });
	});

	it('leaves an audit row', async () => {
		const { subject } = await one<{ subject: string }>(
			`select subject from audit_entry where action = 'responsibilities.demonstrate' limit 1`
		);
		expect(subject).toBe('Land');
	});

	it('refuses where there is no jurisdiction', async () => {
		await db.query('truncate jurisdiction');
		await expect(makeFictionalResponsibilities(context(), { seed: 3 })).rejects.toMatchObject({
			kind: 'not-found'
		});
	});
});
