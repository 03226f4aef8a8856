/** Reporting (上报): somebody has seen something, and it becomes a case. */
import { isNowhere } from '../../domain/access/access.ts';
import { WanggeError } from '../../domain/errors.ts';
import { caseOf, dueOf, type CaseEvent } from '../../domain/incident/case.ts';
import { caseField, parseText } from '../../domain/incident/faults.ts';
import { mayDo, roleFor } from '../../domain/incident/rights.ts';
import { record } from '../audit/service.ts';
import { accessOf, dayOf, type Context, type Within } from '../context.ts';
import { readWorkCalendar } from '../incident-class/service.ts';
import { keepPhotos, readPhotos, saidOf, type ReadyPhoto } from '../photo/service.ts';
import { askedUnder, once, type Asked } from './asked.ts';
import * as repository from './repository.ts';
import type { Done } from './repository.ts';

export interface Report {
	/** UUID that the reporter chose: sent again, it is the same report. */
	key: string;
	/** Id of the class. */
	class: number;
	/** [lng, lat], degrees. */
	position: readonly [number, number];
	address?: string | undefined;
	description?: string | undefined;
	/** When it was seen; now when left out. */
	happenedAt?: Date | undefined;
	/** That the reporter stands before it. */
	found?: boolean | undefined;
	/** What it looks like: files as they were sent. */
	photos?: readonly Uint8Array[] | undefined;
}

/** A clock of a device may be ahead. */
const AHEAD_MS = 5 * 60_000;

const nothing = () => new WanggeError('not-found', { what: 'path' });

/**
 * @throws WanggeError not-found { what: 'path' } for whoever may report nowhere; case-field { field, reason }: what cannot
 * be taken, also a place beyond the grids or where they may not report; duplicate { what: 'key' }; what readPhotos() and
 * keepPhotos() throw
 */
export async function reportIncident(context: Context, report: Report): Promise<Done> {
	if (isNowhere(accessOf(context).scopeOf('report', 'incident'))) throw nothing();
	const { key, photos: files = [], ...what } = report;
	const sent = files.map((bytes) => ({ kind: 'found' as const, bytes }));
	const asked = askedUnder(key, sent.length > 0 ? [what, saidOf(sent)] : what);
	const photos = await readPhotos(sent);
	return context.db.transaction((tx) => {
		const within = { ...context, db: tx };
		return once(within, asked, () => takeIn(within, report, photos, asked));
	});
}

async function takeIn(
	within: Within,
	report: Report,
	photos: readonly ReadyPhoto[],
	key: Asked
): Promise<Done> {
	const { db, now, actor } = within;
	const access = accessOf(within);
	const address = parseText('address', report.address);
	const description = parseText('description', report.description);
	const happenedAt = report.happenedAt ?? now;
	if (happenedAt.getTime() > now.getTime() + AHEAD_MS) throw caseField('happened_at', 'future');
	if (!(await repository.isClass(db, report.class))) throw caseField('class', 'unknown');
	const day = dayOf(now);
	const spot = await repository.spot(db, report.position, day);
	const where = { areas: spot?.areas ?? [], organisation: null, organisations: [] };
	// Ground that is not theirs is told like ground that is nobody's.
	if (!spot || !mayDo(access, 'report', where)) throw caseField('position', 'outside');
	const seenAt = happenedAt > now ? now : happenedAt;
	const given = { class: report.class, position: report.position, address, description };
	const { id, number } = await repository.add(db, {
		...given,
		happenedAt: seenAt,
		reportedAt: now,
		grid: spot.grid_id,
		day
	});
	const event: CaseEvent = { action: 'report', at: now, ...(report.found && { found: true }) };
	const role = roleFor(access, 'report', where);
	const state = 'reported';
	await repository.addEvent(db, { incident: id, nth: 1, actor, role, state, event, key });
	await repository.putStanding(db, id, { ...UNTOUCHED, ...(await firstDue(within, event)) });
	await record(within, { action: 'incident.report', subject: number, detail: { class: report.class } });
	await keepPhotos(within, id, 1, photos);
	return { number, version: 1, state };
}

const UNTOUCHED = {
	state: 'reported',
	version: 1,
	organisation: null,
	closedAt: null,
	mergedInto: null,
	sentBack: 0,
	reworked: 0,
	escalated: 0,
	askedMinutes: null
} as const;

async function firstDue(within: Within, event: CaseEvent) {
	const { calendar } = await readWorkCalendar(within);
	const due = dueOf(caseOf([event]), await repository.stageLimits(within.db), calendar);
	return { dueAt: due?.at ?? null, warnAt: due?.warnAt ?? null };
}
