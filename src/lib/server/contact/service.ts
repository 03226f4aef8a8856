/**
 * Colleagues and their phone numbers. Whoever may read contacts sees who there is within reach, and each number masked;
 * whoever may reveal has it shown for a piece of open work, with a reason, so many on a day, and the audit knows of each.
 */
import { areasOf, isNowhere, requireAnywhere } from '../../domain/access/access.ts';
import type { Action } from '../../domain/access/policy.ts';
import { isWanggeError, WanggeError } from '../../domain/errors.ts';
import { addDays } from '../../domain/calendar/days.ts';
import { parseReason, revealRefused, type RevealFault } from '../../domain/people/reveal.ts';
import { readMaskedPhone, readPhone } from '../account/phone.ts';
import { actorOf } from '../access/sessions.ts';
import { record } from '../audit/service.ts';
import { accessOf, dayOf, type Context, type Within } from '../context.ts';
import * as repository from './repository.ts';
import type { Contact, OpenWork } from './repository.ts';
import { revealsPerDay } from './setting.ts';

export type { Contact, OpenWork } from './repository.ts';

/** So many are proposed. */
const PROPOSED = 30;

const nothing = () => new WanggeError('not-found', { what: 'path' });

/** Who asks, and within which areas they may; null: everywhere. */
function asking(context: Pick<Context, 'access'>, action: Action) {
	const access = accessOf(context);
	const areas = areasOf(requireAnywhere(access, action, 'contact'));
	if (access.account === null) throw nothing();
	return { asker: access.account, areas };
}

/** Among all who are within reach: whoever is not takes as long as one whom there is not. */
async function find(within: Within, action: Action, id: number): Promise<Contact | undefined> {
	const all = await repository.list(within.db, { ...asking(within, action), now: within.now });
	return all.find((one) => one.id === id);
}

/** @throws WanggeError not-found { what: 'path' } for whoever may not read contacts */
export async function listContacts(context: Context): Promise<Contact[]> {
	return repository.list(context.db, { ...asking(context, 'read'), now: context.now });
}

/** Those of some accounts that are within reach; none for whoever may not read contacts. */
export async function contactsAmong(context: Within, accounts: readonly number[]): Promise<Contact[]> {
	if (accounts.length === 0 || isNowhere(accessOf(context).scopeOf('read', 'contact'))) return [];
	return repository.list(context.db, { ...asking(context, 'read'), now: context.now }, accounts);
}

export interface ContactPage extends Contact {
	/** Masked; null where none is known. */
	phone: string | null;
	/** What it takes to see it whole; null where that is not theirs to ask. */
	reveal: {
		/** How many today, of how many a day, and on which day it begins anew. */
		left: number;
		perDay: number;
		again: string;
		work: OpenWork[];
	} | null;
}

/** @throws WanggeError not-found { what: 'path' }, also for whoever is out of reach */
export async function readContact(context: Context, id: number): Promise<ContactPage> {
	const found = await find(context, 'read', id);
	if (!found) throw nothing();
	const phone = found.has_phone ? await readMaskedPhone(context.db, id) : null;
	return { ...found, phone, reveal: phone === null ? null : await revealFor(context, id) };
}

async function revealFor(context: Context, id: number): Promise<ContactPage['reveal']> {
	if (isNowhere(accessOf(context).scopeOf('reveal', 'contact'))) return null;
	// Somebody may read more than they may reveal.
	if (!(await find(context, 'reveal', id))) return null;
	const { asker, areas } = asking(context, 'reveal');
	const perDay = revealsPerDay();
	const day = dayOf(context.now);
	const revealed = await repository.revealed(context.db, asker, day);
	const work = await repository.openWork(context.db, areas, { most: PROPOSED });
	return { left: Math.max(0, perDay - revealed), perDay, again: addDays(day, 1), work };
}

/** A number, to be shown once. */
export interface Revealed {
	number: string;
	/** It is nobody's, and not to be dialled. */
	fictional: boolean;
	/** How many more on this day. */
	left: number;
}

/**
 * Shows somebody's number. What is refused for the quota or the work item is audited as well.
 * @throws WanggeError not-found { what: 'path' }; reveal-refused { reason, until? }: until which day, where the quota is
 * used up
 */
export async function revealContact(
	context: Context,
	id: number,
	given: { reason: string; workItem: string }
): Promise<Revealed> {
	// Before anything is looked up.
	asking(context, 'reveal');
	const outcome = await context.db.transaction((tx) => revealWithin({ ...context, db: tx }, id, given));
	if (!('refused' in outcome)) return outcome;
	const { refused } = outcome;
	throw revealRefused(refused, refused === 'quota' ? { until: addDays(dayOf(context.now), 1) } : {});
}

async function revealWithin(
	within: Within,
	id: number,
	given: { reason: string; workItem: string }
): Promise<Revealed | { refused: RevealFault }> {
	const { db, now } = within;
	const { asker, areas } = asking(within, 'reveal');
	const contact = await find(within, 'reveal', id);
	if (!contact) throw nothing();
	if (!contact.has_phone) throw revealRefused('no-number');
	const reason = parseReason(given.reason);
	const number = given.workItem
		.normalize('NFKC')
		.replace(/\p{Cc}/gu, '')
		.trim();
	const [work] = await repository.openWork(db, areas, { number, most: 1 });
	// What was typed may be anything, and is not kept.
	if (!work) return refuse(within, id, 'work-item');
	const perDay = revealsPerDay();
	const count = await repository.countReveal(db, asker, dayOf(now), perDay);
	if (count === undefined) return refuse(within, id, 'quota', { work_item: work.number });
	// A key that is gone, or a row that was altered: undone with the rest, and told.
	const phone = await readPhone(db, id).catch((error: unknown) => {
		throw isWanggeError(error, 'secret-unreadable') ? revealRefused('unreadable') : error;
	});
	// Taken away a moment ago: undone with the rest.
	if (phone === null) throw revealRefused('no-number');
	const left = perDay - count;
	const detail = { reason, work_item: work.number, left };
	await record(within, { action: 'contact.reveal', subject: actorOf(id), detail });
	return { number: phone, fictional: contact.demonstration, left };
}

async function refuse(
	within: Within,
	id: number,
	refused: RevealFault,
	more: Readonly<Record<string, unknown>> = {}
): Promise<{ refused: RevealFault }> {
	const detail = { refused, ...more };
	await record(within, { action: 'contact.refuse', subject: actorOf(id), detail });
	return { refused };
}
