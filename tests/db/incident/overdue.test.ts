/** Cases whose time has passed, and events that stay as they are. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asProcess, type Database } from '../../../src/lib/server/db/index.ts';
import { escalateOverdue } from '../../../src/lib/server/incident/overdue.ts';
import { describeEngines } from '../harness/index.ts';
import { act, after, at, dispatchedCase, layCases, type Hands } from './hands.ts';

describeEngines('a case that is late', (owner, engine) => {
	let db: Database;
	let hands: Hands;
	let greening: number;
	beforeAll(async () => {
		({ db, hands, greening } = await layCases(owner, 120));
	});
	afterAll(async () => {
		if (engine === 'server') await db?.close();
	});
	const dispatched = () => dispatchedCase(hands, greening);

	it('presses itself once when its time has passed, again after the next time that was set, and never what was brought in', async () => {
		const number = await dispatched();
		const later = (minutes: number) => ({
			db: asProcess(db, after(minutes)),
			actor: 'process',
			now: after(minutes)
		});
		const pressed = async () =>
			(
				await owner.query<{ n: number }>('select escalated as n from incident where number = $1', [number])
			)[0]!.n;
		await escalateOverdue(later(200));
		expect(await pressed()).toBe(0);
		// 14:08 has passed.
		await escalateOverdue(later(260));
		await escalateOverdue(later(261));
		expect(await pressed()).toBe(1);
		await act(at(hands.unit, 265), number, { action: 'dispose', version: 5 });
		await escalateOverdue(later(270));
		expect(await pressed()).toBe(1);
		await escalateOverdue(later(296));
		expect(await pressed()).toBe(2);
		const [entry] = await owner.query<{ actor: string; detail: object }>(
			`select actor, detail from audit_entry where subject = $1 order by id desc limit 1`,
			[number]
		);
		expect(entry).toEqual({ actor: 'process', detail: { deed: 'escalate', state: 'disposed', version: 7 } });
		const [brought] = await owner.query<{ n: number }>(
			`select escalated as n from incident where number = 'T-6'`
		);
		expect(brought!.n).toBe(0);
		await expect(escalateOverdue({ ...hands.office })).rejects.toMatchObject({ kind: 'forbidden' });
	});

	it('takes a word after it has ended, and stays ended as it did', async () => {
		const [first, second] = [await dispatched(), await dispatched()];
		await act(at(hands.office, 20), second, { action: 'merge', version: 4, other: first });
		await act(at(hands.office, 90), second, { action: 'say', version: 5, reason: '同一棵树' });
		const [row] = await owner.query<{ state: string; other: string; at: string }>(
			`select i.state, m.number as other, to_char(i.closed_at at time zone 'Asia/Shanghai', 'HH24:MI') as at
			from incident i join incident m on m.id = i.merged_into where i.number = $1`,
			[second]
		);
		expect(row).toEqual({ state: 'merged', other: first, at: '10:20' });
		await act(at(hands.office, 90), 'T-3', { action: 'say', version: 0, reason: '又来了' });
		const [closed] = await owner.query<{ state: string; closed: Date }>(
			`select state, closed_at as closed from incident where number = 'T-3'`
		);
		expect(closed).toEqual({ state: 'closed', closed: new Date('2026-03-11T02:00:00Z') });
	});

	it('keeps its events: nobody alters one, and each has its number in the order of the commits', async () => {
		await expect(owner.query(`update incident_event set reason = '别的' where nth = 1`)).rejects.toThrow(
			/forbidden|WG000/
		);
		const feeds = await owner.query<{ feed: number }>(
			'select feed::int as feed from incident_event order by feed'
		);
		expect(feeds.map(({ feed }) => feed)).toEqual(feeds.map((_, nth) => nth + 1));
	});
});
