/** Asking again costs little: tags, and compressed bodies. */
import { gunzipSync } from 'node:zlib';
import { UNLIMITED } from '../../../src/lib/domain/access/access.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../../../src/lib/domain/api/endpoint.ts';
import { gridCard } from '../../../src/lib/domain/api/grids.ts';
import type { measureColumnSchema } from '../../../src/lib/domain/api/measures.ts';
import { route } from '../../../src/lib/server/api/answer.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { describeEngines } from '../harness/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { ask, json } from './ask.ts';

type Column = z.infer<typeof measureColumnSchema>;

describeEngines('asking again', (db) => {
	let context: Context;
	let ground: tiny.TinyGround;
	beforeAll(async () => {
		ground = await db.transaction((tx) => tiny.layTinyGround(tx));
		context = { db, actor: 'test', access: UNLIMITED, now: new Date(`${tiny.TINY_DAY}T04:00:00Z`) };
	});
	const get = <T>(address: string) => json<T>(context, address);

	describe('an answer that has not changed', () => {
		const address = '/api/measures/incidents';
		const openInA1 = async () => {
			const { ids, values } = await get<Column>(address);
			return values[ids.indexOf(ground.grids.A1)];
		};
		const tagged = async (tag: string) => ask(context, address, { headers: { 'if-none-match': tag } });

		it('is a 304 without a body until the ground changes', async () => {
			const first = await ask(context, address);
			const tag = first.headers.get('etag')!;
			for (const wanted of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
				const again = await tagged(wanted);
				expect([again.status, await again.text()]).toEqual([304, '']);
			}
			expect((await tagged('"other"')).status).toBe(200);
			await db.query(
				`update incident set state = 'closed', closed_at = '2026-06-30T05:00:00Z' where number = 'T-1'`
			);
			expect((await tagged(tag)).status).toBe(200);
			expect(await openInA1()).toBe(1);
			await db.query(`update incident set state = 'filed', closed_at = null where number = 'T-1'`);
			expect((await tagged(tag)).status).toBe(304);
		});

		it('is kept for a minute where the clock counts, for a day where only the day does', async () => {
			let made = 0;
			const counting = (span: 'day' | 'minute') =>
				route(
					endpoint({
						id: `count-${span}`,
						path: '/api/count',
						input: z.strictObject({}),
						output: z.object({ made: z.number() }),
						errors: [],
						kept: span
					}),
					() => Promise.resolve({ made: ++made })
				);
			const askAt = async ({ GET }: ReturnType<typeof route>, time: string) => {
				const url = new URL('http://localhost/api/count');
				const locals = {
					lang: 'en' as const,
					context: { ...context, now: new Date(`${tiny.TINY_DAY}T${time}Z`) }
				};
				const response = await GET({
					request: new Request(url),
					url,
					params: {},
					locals,
					getClientAddress: () => '192.0.2.1'
				});
				return ((await response.json()) as { made: number }).made;
			};
			const card = counting('minute');
			expect(await askAt(card, '04:00:10')).toBe(1);
			expect(await askAt(card, '04:00:59')).toBe(1);
			expect(await askAt(card, '04:01:00')).toBe(2);
			const column = counting('day');
			expect(await askAt(column, '04:00:10')).toBe(3);
			expect(await askAt(column, '09:00:00')).toBe(3);
			expect(gridCard.kept).toBe('minute');
		});

		it('is another one on another day', async () => {
			const later = { ...context, now: new Date('2026-07-09T04:00:00Z') };
			expect((await json<Column>(later, '/api/measures/greening')).values).not.toEqual(
				(await get<Column>('/api/measures/greening')).values
			);
		});
	});

	it('a long answer is compressed for those who take it, and is the same', async () => {
		const plain = await (await ask(context, '/api/catalogue')).text();
		const packed = await ask(context, '/api/catalogue', { headers: { 'accept-encoding': 'br, gzip;q=0.5' } });
		expect(packed.headers.get('content-encoding')).toBe('gzip');
		expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(plain);
		const refused = await ask(context, '/api/catalogue', { headers: { 'accept-encoding': 'gzip;q=0' } });
		expect(refused.headers.get('content-encoding')).toBeNull();
	});
});
