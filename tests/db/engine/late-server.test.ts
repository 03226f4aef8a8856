/** The product is started before its database. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readiness } from '../../../src/lib/server/readiness.ts';
import { openedDatabase, shutDown, startUp } from '../../../src/lib/server/start/service.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { createTestDatabase, serverMissing, type TestDatabase } from '../harness/index.ts';
import { Wire } from '../harness/wire.ts';

describe.runIf(serverMissing === undefined)('a start without its database', () => {
	let fresh: TestDatabase;
	let wire: Wire;
	const before = process.env.DATABASE_URL;
	beforeAll(async () => {
		fresh = await createTestDatabase('server');
		const db = await fresh.open();
		await db.transaction((tx) => tiny.layTinyGround(tx));
		await db.close();
		wire = await Wire.to(fresh.options.url!);
		process.env.DATABASE_URL = wire.url;
	});
	afterAll(async () => {
		if (before === undefined) delete process.env.DATABASE_URL;
		else process.env.DATABASE_URL = before;
		await shutDown();
		await wire?.cut();
		await fresh?.drop();
	});

	it('says why it is not ready, and becomes ready by itself when the database is there', async () => {
		await wire.cut();
		const whileWarming: unknown[] = [];
		startUp(() => Promise.resolve(void whileWarming.push(readiness())));
		await vi.waitFor(
			() =>
				expect(readiness()).toMatchObject({
					ready: false,
					failure: expect.anything() as string,
					again: true
				}),
			30_000
		);
		await wire.mend();
		await vi.waitFor(() => expect(readiness()).toMatchObject({ ready: true, stage: 'ready' }), 60_000);
		expect(readiness().failure).toBeUndefined();
		// Pages could be answered by then, though nobody was told so.
		expect(whileWarming).toEqual([expect.objectContaining({ ready: true, warming: true })]);
		expect(readiness().warming).toBeUndefined();
		expect(await openedDatabase()!.query('select 1 as one')).toEqual([{ one: 1 }]);
	});
});
