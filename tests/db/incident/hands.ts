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
