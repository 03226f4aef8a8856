/** Doing something to a case: parse, may this person, does the workflow let it, then one event more. */
import { WanggeError } from '../../domain/errors.ts';
import type { CaseEvent } from '../../domain/incident/case.ts';
import type { Limit } from '../../domain/incident/clocks.ts';
import { caseField, caseRefused, parseText } from '../../domain/incident/faults.ts';
import { mayDo, mayRead } from '../../domain/incident/rights.ts';
import { photosWith, type PhotoKind } from '../../domain/photo/photo.ts';
import { isOpen, refusalOf, WORKFLOW, type CaseAction, type Need } from '../../domain/incident/workflow.ts';
import { record } from '../audit/service.ts';
import { accessOf, dayOf, type Context, type Within } from '../context.ts';
import { dropUnused, keepPhotos, readPhotos, removePhoto, saidOf, type SentPhoto } from '../photo/service.ts';
import { askedUnder, once, type Asked } from './asked.ts';
import { goOn, readCaseOf, whereabouts } from './progress.ts';
import { proposal } from './reading.ts';
import * as repository from './repository.ts';
import type { Done, StandingRow } from './repository.ts';

export interface Deed {
	/** UUID that whoever does it chose: sent again, it is the same deed. */
	key: string;
	action: CaseAction;
	/** How many events they have seen; of a word, or a photo that is added, it does not matter. */
	version: number;
	reason?: string | undefined;
	/** Code of the organisation that shall handle it. */
	organisation?: string | undefined;
	/** Where no organisation is said: that to whom it goes by its duty. */
	proposed?: boolean | undefined;
	/** Of dispatch: for which kind or degree the limit holds; the shortest when left out. */
	condition?: string | undefined;
	/** Of verify: whether it is there. */
	found?: boolean | undefined;
	/** Number of the case that it is a duplicate of. */
	other?: string | undefined;
	/** How much longer, by the clock of its limit. */
	minutes?: number | undefined;
	/** That come with it. */
	photos?: readonly SentPhoto[] | undefined;
	/** Of remove_photo: id of it. */
	photo?: number | undefined;
}

/** Whatever was done meanwhile, it is no less so. */
const ANY_TIME: readonly CaseAction[] = ['say', 'photograph'];
/** A year of working days. */
const LONGEST_EXTENSION = 1440 * 366;

const nothing = () => new WanggeError('not-found', { what: 'incident' });

/**
 * @throws WanggeError not-found { what: 'incident' } for what is not there or out of reach; forbidden { what: 'action' }
 * for what they may read, but not do; conflict { what: 'case', version } where something was done meanwhile; case-refused
 * { reason: 'state' | 'condition', what } where the workflow does not let it; case-field { field, reason }; duplicate
 * { what: 'key' }; what readPhotos() and keepPhotos() throw
 */
export async function actOnCase(context: Context, number: string, deed: Deed): Promise<Done> {
	const { key, photos: sent = [], ...what } = deed;
	const asked = askedUnder(key, [number, what, ...(sent.length > 0 ? saidOf(sent) : [])]);
	if (sent.some(({ kind }) => !isTaken(deed.action, kind))) throw caseField('photos', 'not-taken');
	const photos = await readPhotos(sent);
	let gone: string | undefined;
	const done = await context.db.transaction(async (tx) => {
		const within = { ...context, db: tx };
		// Both of a merge, in one order: each of two that are merged into one another would find the other open.
		for (const one of [number, ...(deed.other ? [deed.other] : [])].sort()) await repository.hold(tx, one);
		// Whoever may not see it learns nothing by a key either.
		const row = await readable(within, number);
		if (!row) throw nothing();
		return once(within, asked, async () => {
			const did = await actWithin(within, row, deed, asked);
			gone =
				deed.action === 'remove_photo'
					? await removePhoto(within, row.id, deed.photo!, did.version)
					: undefined;
			await keepPhotos(within, row.id, did.version, photos);
			return did;
		});
	});
	if (gone !== undefined) await dropUnused(context, [gone]);
	return done;
}

const isTaken = (action: CaseAction, kind: PhotoKind) => [kind, 'chosen'].includes(photosWith(action) ?? '');

async function readable(within: Within, number: string): Promise<StandingRow | undefined> {
	const row = await repository.standing(within.db, number);
	return row && mayRead(accessOf(within), whereabouts(row)) ? row : undefined;
}

async function actWithin(within: Within, row: StandingRow, deed: Deed, key: Asked): Promise<Done> {
	const { action } = deed;
	if (!mayDo(accessOf(within), action, whereabouts(row)))
		throw new WanggeError('forbidden', { what: 'action' });
	if (!ANY_TIME.includes(action) && deed.version !== row.version)
		throw new WanggeError('conflict', { what: 'case', version: row.version });
	const reason = parseText('reason', deed.reason);
	const read = await readCaseOf(within, row);
	const organisation = deed.organisation ?? (deed.proposed ? await proposedFor(within, row) : undefined);
	const given: Partial<Record<Need, unknown>> = {
		reason,
		organisation,
		finding: deed.found,
		other: deed.other,
		minutes: deed.minutes,
		photos: deed.photos?.length ? deed.photos : undefined,
		photo: deed.photo
	};
	const refusal = refusalOf({ ...read.standing, lacks: row.lacks }, action, given);
	if (refusal) throw caseRefused(refusal);
	const event = await eventOf(within, row, { ...deed, organisation });
	const other = action === 'merge' ? await duplicated(within, row, deed.other!) : null;
	const done = await goOn(within, row, read, event, { reason, other, key });
	const detail = { deed: action, state: done.state, version: done.version };
	await record(within, { action: 'incident.act', subject: row.number, detail });
	return done;
}

/** Code; undefined where there is none. */
async function proposedFor({ db, now }: Within, row: StandingRow): Promise<string | undefined> {
	return (await proposal(db, row.id, dayOf(now))).code ?? undefined;
}

/** Only what the action needs is kept: what else was sent along is not. */
async function eventOf(within: Within, row: StandingRow, deed: Deed): Promise<CaseEvent> {
	const { action, found, minutes } = deed;
	const needs: readonly Need[] = WORKFLOW[action].needs;
	const event: CaseEvent = { action, at: within.now };
	if (needs.includes('finding')) event.found = found!;
	if (needs.includes('minutes')) event.minutes = minutesIn(minutes!);
	if (!needs.includes('organisation')) return event;
	const day = dayOf(within.now);
	const organisation = await repository.organisation(within.db, deed.organisation!, day);
	if (!organisation) throw caseField('organisation', 'unknown');
	const limit = limitOf(await repository.classLimits(within.db, row.class_id, day), deed.condition);
	return { ...event, organisation: organisation.id, limit };
}

function minutesIn(minutes: number): number {
	if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_EXTENSION)
		throw caseField('minutes', 'range');
	return minutes;
}

function limitOf(limits: readonly repository.ClassLimit[], condition: string | undefined): Limit | null {
	const limit = condition === undefined ? limits[0] : limits.find((one) => one.condition === condition);
	if (!limit && condition !== undefined) throw caseField('limit', 'unknown');
	return limit ? { clock: limit.clock, minutes: limit.minutes } : null;
}

/** @returns id of the case that it is a duplicate of: another, readable and open */
async function duplicated(within: Within, row: StandingRow, number: string): Promise<number> {
	const other = await readable(within, number);
	if (!other) throw caseField('other', 'unknown');
	if (other.id === row.id) throw caseField('other', 'itself');
	if (!isOpen(other.state)) throw caseField('other', 'ended');
	return other.id;
}
