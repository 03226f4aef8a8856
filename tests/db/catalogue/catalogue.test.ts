import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../src/lib/server/catalogue/service.ts';
import { describeEngines } from '../harness/index.ts';

describeEngines('the catalogues', (db) => {
	const context = () => ({ db, actor: 'test', now: new Date('2026-07-01T00:00:00Z') });
	const count = async (table: string) =>
		(await db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;

	test('loading them twice gives the same rows', async () => {
		await loadCatalogue(context());
		const first = await Promise.all(
			['organisation_kind', 'duty', 'facility_type', 'facility_norm', 'incident_class'].map(count)
		);
		await loadCatalogue(context());
		expect(
			await Promise.all(
				['organisation_kind', 'duty', 'facility_type', 'facility_norm', 'incident_class'].map(count)
			)
		).toEqual(first);
		expect(first).toEqual([38, 7, 36, 36, 281]);
	});

	test('a norm that the street has edited is not put back by the next start', async () => {
		await db.query(`update facility_norm set radius_m = 450 where type_code = 'kindergarten'`);
		await loadCatalogue(context());
		expect(await db.query(`select radius_m from facility_norm where type_code = 'kindergarten'`)).toEqual([
			{ radius_m: 450 }
		]);
	});

	test('what is known from memory says so, and what the standard gives is confirmed', async () => {
		expect(
			await db.query(
				`select type_code, certainty, norm_per_1000 from facility_norm
				where type_code in ('elderly_day_care', 'public_green_15min') order by type_code`
			)
		).toEqual([
			{ type_code: 'elderly_day_care', certainty: 'memory', norm_per_1000: null },
			{ type_code: 'public_green_15min', certainty: 'confirmed', norm_per_1000: 2000 }
		]);
	});

	test('one code can be a component and a matter, and they stay apart', async () => {
		expect(
			await db.query(
				`select kind, name_zh from incident_class where edition = 'GB/T 30428.2-2013' and code = '0110' order by kind`
			)
		).toEqual([
			{ kind: 'component', name_zh: '热力井盖' },
			{ kind: 'matter', name_zh: '暴露生活垃圾' }
		]);
	});
});
