import { expect, test } from 'vitest';
import {
	clearJurisdiction,
	noteSource,
	readJurisdiction,
	setUpJurisdiction
} from '../../../src/lib/server/jurisdiction/service.ts';
import { describeEngines } from '../harness/index.ts';

const SET_UP = { demonstration: true, setUpOn: '2026-07-01' };

describeEngines('the jurisdiction', (db) => {
	const as = <T>(
		work: (within: {
			db: Parameters<Parameters<typeof db.transaction>[0]>[0];
			actor: string;
			now: Date;
		}) => Promise<T>
	) => db.transaction((tx) => work({ db: tx, actor: 'test', now: new Date('2026-07-01T00:00:00Z') }));

	test('a second jurisdiction is refused, and the first stays as it is', async () => {
		await as((within) => setUpJurisdiction(within, { ...SET_UP, name: '甲', position: [117, 36] }));
		await expect(
			as((within) => setUpJurisdiction(within, { ...SET_UP, name: '乙', position: [9.5, 47] }))
		).rejects.toMatchObject({ kind: 'duplicate', details: { name: '甲' } });
		expect(await as(readJurisdiction)).toMatchObject({ name: '甲', frame_epsg: 4548, central_meridian: 117 });
	});

	test('its metric frame is the legal one: 990001 transforms as EPSG 4548 does', async () => {
		const [row] = await db.query<{ off: number }>(
			`select st_distance(
				st_transform(st_setsrid(st_point(117.5, 36.2), 4490), 990001),
				st_setsrid(st_transform(st_setsrid(st_point(117.5, 36.2), 4490), 4548), 990001)) as off`
		);
		expect(row!.off).toBeLessThan(1e-6);
	});

	test('the same file is one source however often it is read', async () => {
		const file = { kind: 'file', name: 'duties.csv', sha256: 'a'.repeat(64) } as const;
		const first = await as((within) => noteSource(within, file));
		expect(await as((within) => noteSource(within, { ...file, as_of: '2026-01-01' }))).toBe(first);
	});

	test('clearing it removes the ground and keeps the audit', async () => {
		await as(clearJurisdiction);
		expect(await as(readJurisdiction)).toBeUndefined();
		expect(await db.query('select count(*)::int as n from source')).toEqual([{ n: 0 }]);
		expect(
			(await db.query<{ action: string }>('select action from audit_entry order by id')).map(
				({ action }) => action
			)
		).toEqual(['jurisdiction.set-up', 'jurisdiction.clear']);
	});
});
