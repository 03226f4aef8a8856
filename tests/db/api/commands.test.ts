/** What the API does: reports and steps of cases, and what it does not take. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../../src/lib/domain/api/problem.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import { caseWords } from '../../../src/lib/words/case.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { behindFence } from '../harness/fence.ts';
import { describeEngines } from '../harness/index.ts';
import { handsOf, type Hands } from '../incident/hands.ts';
import { ask } from './ask.ts';

describeEngines('commands', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	let chosen: number;
	beforeAll(async () => {
		await owner.transaction((tx) => tiny.layTinyGround(tx));
		const [row] = await owner.query<{ id: number }>(
			`select min(id) as id from incident_class where edition = 'tiny'`
		);
		chosen = row!.id;
		db = await behindFence(owner);
		hands = await handsOf(owner, db);
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});
	const post = async (context: Context | undefined, address: string, body: unknown, headers = {}) => {
		const response = await ask(context, address, { method: 'POST', body, headers });
		return { status: response.status, headers: response.headers, answer: (await response.json()) as unknown };
	};
	const report = (more: object = {}) => ({
		key: randomUUID(),
		class: chosen,
		position: tiny.lngLatOf(50, 150),
		...more
	});

	it('take a report, and the same one again as the same', async () => {
		const body = report({ description: '路灯不亮', happened_at: '2026-07-01T09:58:00+08:00', found: true });
		const [first, again] = [
			await post(hands.worker, '/api/incidents', body),
			await post(hands.worker, '/api/incidents', body)
		];
		expect(first).toMatchObject({ status: 200, answer: { version: 1, state: 'reported' } });
		expect(again.answer).toEqual(first.answer);
		expect(first.headers.get('cache-control')).toBe('no-store');
		const { number } = first.answer as { number: string };
		const step = { key: randomUUID(), action: 'accept', version: 1 };
		const accepted = await post(hands.office, `/api/incidents/${number}/events`, step);
		expect(accepted).toMatchObject({ status: 200, answer: { number, version: 2, state: 'accepted' } });
		const late = await post(hands.office, `/api/incidents/${number}/events`, { ...step, key: randomUUID() });
		expect(late).toMatchObject({ status: 409, answer: { type: '/problems/conflict' } });
		const other = await post(hands.worker, '/api/incidents', { ...body, description: '别的' });
		expect(other).toMatchObject({ status: 409, answer: { type: '/problems/duplicate' } });
	});

	it('name what they do not take, and do nothing', async () => {
		const count = async () => (await owner.query('select id from incident_event')).length;
		const before = await count();
		const refused = async (body: unknown, parameters: string[], headers = {}) => {
			const { status, answer } = await post(hands.worker, '/api/incidents', body, headers);
			expect([status, ((answer as Problem).errors ?? []).map(({ parameter }) => parameter)]).toEqual([
				400,
				parameters
			]);
		};
		await refused('{', ['body']);
		await refused('[]', ['body']);
		await refused(JSON.stringify(report()), ['body'], { 'content-type': 'text/plain' });
		await refused({ ...report(), reporter: '王' }, ['reporter']);
		await refused({ key: 'x', position: [117], class: 0 }, ['key', 'class', 'position']);
		await refused({ ...report(), happened_at: '昨天' }, ['happened_at']);
		expect(await post(hands.worker, '/api/incidents', report({ address: '电话 13812345678' }))).toMatchObject(
			{
				status: 400,
				answer: {
					type: '/problems/case-field',
					field: 'address',
					reason: 'personal',
					detail: caseWords.en.faults.address!.personal
				}
			}
		);
		expect(await count()).toBe(before);
	});

	it('are nothing to whoever may not, and answer no other method', async () => {
		for (const who of ['leader', 'auditor'] as const)
			expect(await post(hands[who], '/api/incidents', report())).toMatchObject({ status: 404 });
		const outside = report({ position: [0, 0] });
		expect(await post(hands.worker, '/api/incidents', outside)).toMatchObject({
			answer: { field: 'position', reason: 'outside', detail: caseWords.en.faults.position!.outside }
		});
		const step = { key: randomUUID(), action: 'accept', version: 0 };
		expect(await post(hands.elsewhere, '/api/incidents/T-1/events', step)).toMatchObject({ status: 404 });
		expect(await post(hands.worker, '/api/incidents/T-1/events', step)).toMatchObject({
			status: 403,
			answer: { detail: caseWords.en.forbidden }
		});
		expect(await post(hands.office, '/api/incidents/T-1/events', step)).toMatchObject({
			status: 409,
			answer: {
				type: '/problems/case-refused',
				detail: expect.stringMatching(/cannot be done to it/) as string
			}
		});
		const looked = await ask(hands.office, '/api/incidents', { method: 'GET' });
		expect([looked.status, looked.headers.get('allow')]).toEqual([405, 'POST']);
	});
});
