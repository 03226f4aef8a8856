/** A measure in few bytes says the same as in JSON. */
import { beforeAll, describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import type { z } from 'zod';
import type { measureColumnSchema } from '../../../src/lib/domain/api/measures.ts';
import { classIndex } from '../../../src/lib/domain/measure/breaks.ts';
import { PACKED_COLUMN, unpackColumn } from '../../../src/lib/domain/measure/packed-column.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { describeEngines } from '../harness/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { ask, json } from './ask.ts';

type Column = z.infer<typeof measureColumnSchema>;

describeEngines('a packed measure', (db) => {
	let context: Context;
	beforeAll(async () => {
		await db.transaction((tx) => tiny.layTinyGround(tx));
		context = { db, actor: 'test', access: UNLIMITED, now: new Date(`${tiny.TINY_DAY}T04:00:00Z`) };
	});
	const packed = (address: string, headers: Record<string, string> = {}) =>
		ask(context, address, { headers: { accept: `${PACKED_COLUMN}, */*;q=0.1`, ...headers } });

	it.each([
		'gap?duty=greening',
		'unreached?facility=elderly_day_care',
		'residents?level=community',
		'incidents'
	])('%s has the head, the ids and the classes of the JSON', async (address) => {
		const response = await packed(`/api/measures/${address}`);
		expect(response.headers.get('content-type')).toBe(PACKED_COLUMN);
		expect(response.headers.get('vary')).toMatch(/\baccept\b(?!-)/);
		const { head, ids, classes } = unpackColumn(new Uint8Array(await response.arrayBuffer()));
		const { ids: wanted, values, ...rest } = await json<Column>(context, `/api/measures/${address}`);
		expect(head).toEqual({ ...rest, count: wanted.length });
		expect([...ids]).toEqual(wanted);
		expect([...classes]).toEqual(values.map((value) => classIndex(value, rest.breaks)));
	});

	describe('asked for again', () => {
		it('is unchanged by its own tag, and not by that of the JSON', async () => {
			const address = '/api/measures/gap?duty=greening';
			const tag = (await packed(address)).headers.get('etag')!;
			expect((await packed(address, { 'if-none-match': tag })).status).toBe(304);
			const plain = (await ask(context, address)).headers.get('etag')!;
			expect((await packed(address, { 'if-none-match': plain })).status).toBe(200);
		});
	});

	it('a refusal stays a problem document', async () => {
		const response = await packed('/api/measures/gap?duty=nonsense');
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
	});
});
