import { expect, it } from 'vitest';
import { DEVICE_LIMITS, DEVICE_TOKEN_MS, FORMER_TOKEN_MS } from '../../../src/lib/domain/account/session.ts';
import { WanggeError } from '../../../src/lib/domain/errors.ts';
import { openSession, readerOf } from '../../../src/lib/server/access/sessions.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import { describeEngines } from '../harness/index.ts';
import {
	addPerson,
	auditOf,
	contextAt,
	DAY,
	enter,
	later,
	NOW,
	reader,
	readerNow,
	SECOND
} from './people.ts';

/** A wall display that has just been brought in. */
async function bringIn(db: Database, now = NOW) {
	const device = await addPerson(db, { kind: 'device', roles: ['leader'] });
	const token = await db.transaction((tx) =>
		openSession(
			{ ...contextAt(db, now), db: tx },
			{ account: device.id, roles: ['leader'], kind: 'device', device: '' }
		)
	);
	return { device, token: token.text };
}

describeEngines('the session of a device', (db) => {
	const audit = auditOf(db);
	const day = later(DEVICE_TOKEN_MS + 1);

	it('has another token after a day, and not before; the former one holds for a minute', async () => {
		const { token } = await bringIn(db);
		for (const early of [NOW, later(DEVICE_TOKEN_MS)])
			expect((await readerNow(db, token, early)).renewed).toBeUndefined();
		const { renewed, session } = await readerNow(db, token, day);
		expect(renewed!.text).not.toBe(token);
		for (const ms of [0, FORMER_TOKEN_MS]) {
			const late = await readerNow(db, token, later(ms, day));
			expect([late.session, late.renewed]).toEqual([session, undefined]);
		}
		expect((await readerNow(db, renewed!.text, later(FORMER_TOKEN_MS, day))).renewed).toBeUndefined();
		const next = await readerNow(db, renewed!.text, later(DEVICE_TOKEN_MS + 1, day));
		expect(next.renewed).toBeDefined();
		// The one before the former is nobody's.
		expect(await reader(db, token, later(DEVICE_TOKEN_MS + 1, day))).toBeUndefined();
		expect(await reader(db, next.renewed!.text, later(DEVICE_TOKEN_MS + 1, day))).toBeDefined();
	});

	it('whose former token comes after that minute is ended, for it was copied, and the audit says so', async () => {
		const { device, token } = await bringIn(db);
		const { renewed, session } = await readerNow(db, token, day);
		expect(await reader(db, renewed!.text, day)).toBeDefined();
		await audit();
		const late = later(FORMER_TOKEN_MS + 1, day);
		expect(await reader(db, token, late)).toBeUndefined();
		expect(await reader(db, renewed!.text, late)).toBeUndefined();
		expect(await reader(db, token, late)).toBeUndefined();
		expect(await audit()).toEqual([
			{
				actor: `account:${device.id}`,
				action: 'session.end',
				subject: `session:${session}`,
				detail: { reason: 'former-token' }
			}
		]);
	});

	it('of which an answer was lost comes in with the former token, is given another, and that one counts', async () => {
		const { token } = await bringIn(db);
		const lost = (await readerNow(db, token, day)).renewed!;
		const late = later(FORMER_TOKEN_MS + 1, day);
		const found = await Promise.all(Array.from({ length: 8 }, () => readerNow(db, token, late)));
		const again = found.flatMap((one) => one.renewed ?? []);
		expect(again).toHaveLength(1);
		// Days later still, as long as no new one came.
		expect(await reader(db, token, later(10 * DEVICE_TOKEN_MS, day))).toBeDefined();
		expect((await readerNow(db, token, later(11 * DEVICE_TOKEN_MS, day))).renewed).toBeDefined();
		expect(await reader(db, lost.text, late)).toBeUndefined();
	});

	it('has one other token, however many ask at the same time', async () => {
		const { token } = await bringIn(db);
		const found = await Promise.all(Array.from({ length: 12 }, () => readerNow(db, token, day)));
		const renewed = found.flatMap((one) => one.renewed ?? []);
		expect(renewed).toHaveLength(1);
		expect(await reader(db, renewed[0]!.text, day)).toBeDefined();
	});

	it('is over after thirty days without use, and after a year in any case', async () => {
		const { token } = await bringIn(db);
		expect(await reader(db, token, later(DEVICE_LIMITS.idleS * SECOND))).toBeUndefined();
		let [now, held] = [NOW, token];
		for (const end = later(DEVICE_LIMITS.absoluteS * SECOND); ;) {
			now = later(29 * DAY, now);
			const found = await reader(db, held, now);
			if (now >= end) return expect(found).toBeUndefined();
			held = found!.renewed!.text;
		}
	});

	it('shows what it did while the primary is gone, with the token that it has', async () => {
		const { token } = await bringIn(db);
		const gone = new Proxy(db, {
			get: (target, key) =>
				key === 'query' || key === 'transaction'
					? () => Promise.reject(new WanggeError('database-unreachable'))
					: (Reflect.get(target, key) as unknown)
		});
		const asked = { primary: gone, reads: db, now: day, demonstration: false };
		expect(await readerOf(asked, token)).toMatchObject({ kind: 'device' });
		expect((await readerOf(asked, token))!.renewed).toBeUndefined();
		expect((await readerNow(db, token, day)).renewed).toBeDefined();
		await expect(readerOf({ ...asked, reads: gone }, token)).rejects.toMatchObject({
			kind: 'database-unreachable'
		});
	});

	it('of a person keeps its token', async () => {
		const { token } = await enter(db, await addPerson(db));
		await db.query('update session set last_seen_at = $2 where token_hash = $1', [
			token.hash,
			later(2 * DAY)
		]);
		expect((await readerNow(db, token.text, later(2 * DAY))).renewed).toBeUndefined();
	});
});
