/** How a case goes on: one more event, and what its row says from then on. */
import { roleFor } from '../../domain/incident/rights.ts';
import { after, caseOf, dueOf, type Case, type CaseEvent } from '../../domain/incident/case.ts';
import { isOpen } from '../../domain/incident/workflow.ts';
import { accessOf, type Within } from '../context.ts';
import { readWorkCalendar } from '../incident-class/service.ts';
import type { Asked } from './asked.ts';
import * as repository from './repository.ts';
import type { Done, StandingRow } from './repository.ts';

/**
 * A case with all that was done to it. What was brought in from elsewhere has no events: it is taken over as it stands,
 * with the first thing that is done to it.
 */
export async function readCaseOf(
	{ db }: Pick<Within, 'db'>,
	row: Pick<StandingRow, 'id' | 'state' | 'happened_at' | 'organisation_id'>
): Promise<ReadCase> {
	const rows = await repository.events(db, row.id);
	return { rows, standing: caseOf(rows.length > 0 ? rows.map(repository.toEvent) : [takenOver(row)]) };
}

export interface ReadCase {
	rows: repository.EventRow[];
	/** What they have come to. */
	standing: Case;
}

const takenOver = ({
	state,
	happened_at,
	organisation_id
}: Pick<StandingRow, 'state' | 'happened_at' | 'organisation_id'>): CaseEvent => ({
	action: 'take_over',
	at: happened_at,
	state,
	...(organisation_id !== null && { organisation: organisation_id })
});

export interface More {
	reason?: string | null;
	/** Of a merge: the case that it is a duplicate of. */
	other?: number | null;
	key?: Asked;
}

/** Adds an event that was found to be allowed. Inside the transaction that holds the case. */
export async function goOn(
	within: Within,
	row: StandingRow,
	{ rows, standing: before }: ReadCase,
	event: CaseEvent,
	more: More = {}
): Promise<Done> {
	const { db, actor, now } = within;
	if (rows.length === 0) await takeOver(within, row, takenOver(row));
	const next = after(before, event);
	const nth = Math.max(rows.length, 1) + 1;
	const where = whereabouts(row);
	const action = event.action as Parameters<typeof roleFor>[1];
	const role = roleFor(accessOf(within), action, where);
	await repository.addEvent(db, { incident: row.id, nth, actor, role, state: next.state, event, ...more });
	await repository.putStanding(db, row.id, {
		state: next.state,
		version: nth,
		organisation: next.handling?.organisation ?? null,
		...(await dueAfter(within, row, before, next)),
		// A word to one that has ended leaves when and how it did.
		closedAt: isOpen(next.state) ? null : (row.closed_at ?? now),
		mergedInto: more.other ?? row.merged_into,
		sentBack: next.sentBack,
		reworked: next.reworked,
		escalated: next.escalated,
		askedMinutes: next.askedMinutes
	});
	return { number: row.number, version: nth, state: next.state };
}

async function takeOver(
	{ db, actor, ...context }: Within,
	row: StandingRow,
	event: CaseEvent
): Promise<void> {
	const role = roleFor(accessOf(context), 'say', whereabouts(row));
	await repository.addEvent(db, { incident: row.id, nth: 1, actor, role, state: row.state, event });
}

/** What was due by somebody else's reckoning stays so until something is done that it is due for. */
async function dueAfter(within: Within, row: StandingRow, before: Case, next: Case) {
	const stages = await repository.stageLimits(within.db);
	const { calendar } = await readWorkCalendar(within);
	const [was, is] = [dueOf(before, stages, calendar), dueOf(next, stages, calendar)];
	const same = was?.stage === is?.stage && was?.at?.getTime() === is?.at?.getTime();
	return same
		? { dueAt: row.due_at, warnAt: row.warn_at }
		: { dueAt: is?.at ?? null, warnAt: (is?.at && is.warnAt) ?? null };
}

/** How long each of the other stages may take. */
export const readStageLimits = ({ db }: Pick<Within, 'db'>) => repository.stageLimits(db);

export const whereabouts = ({ areas, organisation_id, organisations }: StandingRow) => ({
	areas,
	organisation: organisation_id,
	organisations
});
