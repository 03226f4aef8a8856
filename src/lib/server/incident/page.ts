/** One case as its page shows it: what it is, what was done, and what whoever looks can do to it now. */
import { WanggeError } from '../../domain/errors.ts';
import { mayDo, mayRead } from '../../domain/incident/rights.ts';
import { isOpen, nextStep, offeredActions, type CaseAction } from '../../domain/incident/workflow.ts';
import type { Evidence } from '../../domain/incident/classes.ts';
import { photosOf, type PhotoRow } from '../photo/service.ts';
import { accountOf } from '../access/actor.ts';
import { contactsAmong, type Contact } from '../contact/service.ts';
import { accessOf, dayOf, reading, type Context, type Within } from '../context.ts';
import { readCaseOf, whereabouts } from './progress.ts';
import * as details from './reading.ts';
import * as repository from './repository.ts';

/** Similar cases (domain: same class within 50 m and 24 h). */
const SIMILAR = { metres: 50, hours: 24 };

export interface TimelineEntry extends Pick<
	repository.EventRow,
	'nth' | 'action' | 'role' | 'state' | 'organisation' | 'reason' | 'found' | 'minutes' | 'other'
> {
	/** ISO 8601. */
	at: string;
	/** By whoever looks. */
	own: boolean;
	limit: { clock: NonNullable<repository.EventRow['limit_clock']>; minutes: number } | null;
}

export interface CasePage extends details.WholeCase {
	/** The last event that was known when it was read: whoever follows what is done begins after it. */
	told: number;
	timeline: TimelineEntry[];
	/** Whoever did something to it and is a colleague within reach. */
	people: Contact[];
	/** What whoever looks can do, in the order of the workflow. */
	offered: CaseAction[];
	/** Of these, what its way goes on with; null where another does that. */
	next: CaseAction | null;
	photos: PhotoRow[];
	/** What its class asks for and is not there. */
	lacks: Evidence[];
	/** To whom it goes by its duty; null where nothing is to be dispatched. */
	proposal: details.Proposal | null;
	limits: repository.ClassLimit[];
	similar: details.SimilarCase[];
}

/** @throws WanggeError not-found { what: 'incident' } for what is not there or out of reach */
export const readCase = (context: Context, number: string): Promise<CasePage> =>
	reading(context, (within) => readWithin(within, number));

async function readWithin(context: Within, number: string): Promise<CasePage> {
	const { db, now, actor } = context;
	const access = accessOf(context);
	const told = await details.told(db);
	const row = await repository.standing(db, number);
	if (!row || !mayRead(access, whereabouts(row))) throw new WanggeError('not-found', { what: 'incident' });
	const day = dayOf(now);
	const { rows, standing } = await readCaseOf(context, row);
	const photos = await photosOf(db, row.id);
	const offered = offeredActions(standing)
		.filter((action) => mayDo(access, action, whereabouts(row)))
		.filter((action) => action !== 'remove_photo' || photos.length > 0);
	const directs = offered.some((action) => action === 'dispatch' || action === 'redispatch');
	return {
		told,
		...(await details.whole(db, row.id)),
		timeline: rows.map((one) => toEntry(one, actor)),
		people: await contactsAmong(context, actorsOf(rows)),
		offered,
		next: nextStep(offered, standing),
		photos,
		lacks: row.lacks,
		proposal: isOpen(row.state) ? await details.proposal(db, row.id, day) : null,
		limits: directs ? await repository.classLimits(db, row.class_id, day) : [],
		similar: isOpen(row.state) ? await details.similar(db, row.id, SIMILAR) : []
	};
}

const actorsOf = (rows: readonly repository.EventRow[]): number[] =>
	[...new Set(rows.map(({ actor }) => accountOf(actor)))].filter((account) => account !== null);

function toEntry(row: repository.EventRow, looking: string): TimelineEntry {
	const { nth, action, role, state, organisation, reason, found, minutes, other } = row;
	return {
		...{ nth, action, role, state, organisation, reason, found, minutes, other },
		at: row.at.toISOString(),
		own: row.actor === looking,
		limit: row.limit_clock && { clock: row.limit_clock, minutes: row.limit_minutes! }
	};
}
