/** The same deed twice: a report or an action that was sent again because nobody knew whether it had arrived. */
import { createHash } from 'node:crypto';
import { WanggeError } from '../../domain/errors.ts';
import { caseField } from '../../domain/incident/faults.ts';
import type { Within } from '../context.ts';
import * as repository from './repository.ts';
import type { Done } from './repository.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What somebody calls what they do, and SHA-256 (hex) of what they ask for. */
export interface Asked {
	name: string;
	asked: string;
}

/** Whether it can be what somebody calls what they do. */
export const isKey = (key: string): boolean => UUID.test(key);

/** @throws WanggeError case-field { field: 'key' } for one that is no UUID in small letters */
export function askedUnder(key: string, what: unknown): Asked {
	if (!isKey(key)) throw caseField('key', key ? 'unknown' : 'missing');
	return { name: key, asked: createHash('sha256').update(JSON.stringify(what)).digest('hex') };
}

/**
 * Does it once: who asks again under the same key gets what the first one got, also at the same moment.
 * @throws WanggeError duplicate { what: 'key' } where something else was done under it
 */
export async function once(within: Within, key: Asked, work: () => Promise<Done>): Promise<Done> {
	const { db, actor } = within;
	await repository.holdKey(db, actor, key.name);
	const known = await repository.knownKey(db, actor, key.name);
	if (!known) return work();
	if (known.asked !== key.asked) throw new WanggeError('duplicate', { what: 'key' });
	const { number, version, state } = known;
	return { number, version, state };
}
