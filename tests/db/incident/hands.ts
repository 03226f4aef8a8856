/** People who work on cases of the tiny ground, and what they do to one. */
import { randomUUID } from 'node:crypto';
import { actorOf } from '../../../src/lib/server/access/sessions.ts';
import { actOnCase, type Deed } from '../../../src/lib/server/incident/act.ts';
import { reportIncident, type Report } from '../../../src/lib/server/incident/report.ts';
import type { Context } from '../../../src/lib/server/context.ts';
import type { Database } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { signedIn, type Post } from '../access/people.ts';
import { readerNow } from '../account/people.ts';
import { behindFence } from '../harness/fence.ts';

/** A Wednesday at work. */
export const MORNING = new Date(`${tiny.TINY_DAY}T10:00:00+08:00`);
export const after = (minutes: number) => new Date(MORNING.getTime() + minutes * 60_000);

/** Somebody, and the same at another time. */
export interface Hand extends Context {
	atNow(now: Date): Hand;
}
export type Hands = Record<'worker' | 'office' | 'unit' | 'squad' | 'elsewhere' | 'leader' | 'auditor', Hand>;

const POSTS: Record<keyof Hands, Post> = {
	worker: { role: 'grid_worker', area: tiny.COMMUNITY_A },
	office: { role: 'street_staff', area: tiny.STREET },
	unit: { role: 'unit_handler', organisation: 'greening-co' },
	squad: { role: 'unit_handler', organisation: 'squad' },
	elsewhere: { role: 'community_staff', area: tiny.COMMUNITY_B },
	leader: { role: 'leader', area: tiny.CITY },
	auditor: { role: 'auditor' }
};

/** @param owner brings them in; they ask through the fence */
export async function handsOf(owner: Database, fenced: Database): Promise<Hands> {
	const hands = {} as Hands;
	for (const [name, post] of Object.entries(POSTS)) {
		const token = await signedIn(owner, [post], MORNING);
		const reader = await readerNow(owner, token, MORNING);
		const atNow = (now: Date): Hand => ({
			db: fenced.as!({ ...reader.who, at: now }),
			access: reader.access,
			actor: actorOf(reader.account),
			now,
			atNow
		});
		hands[name as keyof Hands] = atNow(MORNING);
	}
	return hands;
}

/**
 * The tiny ground with a class of greening and people at work.
 * @param owner of an empty database
 * @param minutes in which its cases are to be handled
 */
export async function layCases(owner: Database, minutes = 240) {
	await owner.transaction((tx) => tiny.layTinyGround(tx));
	const greening = await layClass(owner, [{ condition: '', minutes }]);
	const db = await behindFence(owner);
	return { db, hands: await handsOf(owner, db), greening };
}

/** Where the company alone leads greening, unless said otherwise. */
export const reportOf = (given: Partial<Report> & Pick<Report, 'class'>): Report => ({
	key: randomUUID(),
	position: tiny.lngLatOf(110, 180),
	address: '桐花路 1 号',
	description: '树枝挡住了路灯',
	...given
});

export const at = (hand: Hand, minutes: number): Hand => hand.atNow(after(minutes));

export const act = (context: Context, number: string, deed: Omit<Deed, 'key'> & { key?: string }) =>
	actOnCase(context, number, { key: randomUUID(), ...deed });

export const report = (context: Context, given: Partial<Report> & Pick<Report, 'class'>) =>
	reportIncident(context, reportOf(given));

/** A class whose duty is greening, with the limits of the stages. @param limits of its handling, in working hours */
export async function layClass(
	owner: Database,
	limits: readonly { condition: string; minutes: number }[] = []
): Promise<number> {
	const [row] = await owner.query<{ id: number }>(
		`insert into incident_class (edition, kind, code, group_name, name_zh, duty_code, certainty)
		values ('test', 'matter', 'g', '绿化', '枝叶遮挡', 'greening', 'city') returning id`
	);
	for (const { condition, minutes } of limits)
		await owner.query(
			`insert into incident_limit (class_id, condition, clock, minutes, place, certainty, valid_from)
			values ($1, $2, 'working_hours', $3, '', 'city', '2026-01-01')`,
			[row!.id, condition, minutes]
		);
	await owner.query(
		`insert into stage_limit (stage, clock, minutes, certainty) values ('acceptance', 'working_hours', 15, 'confirmed'),
			('verification', 'working_hours', 30, 'confirmed'), ('dispatch', 'working_hours', 15, 'confirmed'),
			('check', 'working_hours', 30, 'confirmed') on conflict do nothing`
	);
	return row!.id;
}

/** One that was given to the company, by eight minutes after ten. */
export async function dispatchedCase({ worker, office }: Hands, of: number): Promise<string> {
	const { number } = await report(worker, { class: of, found: true });
	await act(at(office, 5), number, { action: 'accept', version: 1 });
	await act(at(office, 6), number, { action: 'file', version: 2 });
	await act(at(office, 8), number, { action: 'dispatch', version: 3, organisation: 'greening-co' });
	return number;
}
