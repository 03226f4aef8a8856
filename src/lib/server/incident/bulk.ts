/** One thing done to several cases: each is a deed of its own, done or refused by itself. */
import { createHash } from 'node:crypto';
import { isWanggeError, WanggeError, type ErrorKind } from '../../domain/errors.ts';
import { MOST_AT_ONCE, needsOf, type BulkAction, type SeenCase } from '../../domain/incident/bulk.ts';
import { caseField } from '../../domain/incident/faults.ts';
import type { Context } from '../context.ts';
import { actOnCase } from './act.ts';
import { isKey } from './asked.ts';
import type { Done } from './repository.ts';

export interface BulkDeed {
	/** UUID that whoever does it chose: sent again, whole or in parts, nothing is done twice. */
	key: string;
	action: BulkAction;
	reason?: string | undefined;
	/** Code of the organisation that shall handle all of them; left out: each goes to whom its duty proposes. */
	organisation?: string | undefined;
	cases: readonly SeenCase[];
}

/** Why one was refused: data that a sentence is made of. */
export interface BulkRefusal {
	kind: ErrorKind;
	field?: string;
	reason?: string;
	what?: string;
}

export type Outcome = { number: string } & (
	{ done: Done; refused?: never } | { refused: BulkRefusal; done?: never }
);

/**
 * @returns one outcome for each case, in their order
 * @throws WanggeError case-field { field: 'key' } for one that is none; invalid { field: 'cases' } for none, or more than
 * MOST_AT_ONCE
 */
export async function actOnCases(context: Context, { key, cases, ...deed }: BulkDeed): Promise<Outcome[]> {
	if (!isKey(key)) throw caseField('key', key ? 'unknown' : 'missing');
	const each = [...new Map(cases.map((one) => [one.number, one])).values()];
	if (each.length === 0 || each.length > MOST_AT_ONCE) throw new WanggeError('invalid', { field: 'cases' });
	const proposed = needsOf(deed.action).includes('organisation') && deed.organisation === undefined;
	const outcomes: Outcome[] = [];
	// One after another: together they would take every connection from everybody else.
	for (const { number, version } of each) {
		try {
			const own = { ...deed, ...(proposed && { proposed }), version, key: keyFor(key, number) };
			outcomes.push({ number, done: await actOnCase(context, number, own) });
		} catch (error) {
			if (!isWanggeError(error)) throw error;
			outcomes.push({ number, refused: refusalOf(error) });
		}
	}
	return outcomes;
}

/** What the deed to one of them is called: the same name for the same case whenever it is asked. */
function keyFor(key: string, number: string): string {
	const hash = createHash('sha256')
		.update(JSON.stringify([key, number]))
		.digest('hex');
	return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function refusalOf({ kind, details }: WanggeError): BulkRefusal {
	const text = (name: string) => (typeof details[name] === 'string' ? { [name]: details[name] } : {});
	return { kind, ...text('field'), ...text('reason'), ...text('what') };
}
