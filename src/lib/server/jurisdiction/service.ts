import { chooseMetricFrame } from '../../domain/jurisdiction/metric-frame.ts';
import type { MetricFrame } from '../../domain/jurisdiction/metric-frame.ts';
import { WanggeError } from '../../domain/errors.ts';
import { record } from '../audit/service.ts';
import type { Within } from '../context.ts';
import * as repository from './repository.ts';

export type { Jurisdiction, Source } from './repository.ts';

export interface SetUp {
	name: string;
	demonstration: boolean;
	/** [longitude, latitude] of its middle, degrees: chooses the metric frame. */
	position: readonly [number, number];
	/** YYYY-MM-DD */
	setUpOn: string;
	/** Digits of the sequence in a unit grid's code; 3 by the standard. */
	sequenceDigits?: number;
}

/**
 * Sets the jurisdiction up in an empty database, inside the caller's transaction, and fixes what SRID 990001 means.
 * @throws WanggeError duplicate when there is one already; invalid for a position off the Earth.
 */
export async function setUpJurisdiction(within: Within, setUp: SetUp): Promise<MetricFrame> {
	const frame = chooseMetricFrame(setUp.position);
	const present = await repository.read(within.db);
	if (present) throw new WanggeError('duplicate', { what: 'jurisdiction', name: present.name });
	await repository.insert(within.db, frame, {
		name: setUp.name,
		demonstration: setUp.demonstration,
		sequence_digits: setUp.sequenceDigits ?? 3,
		set_up_on: setUp.setUpOn
	});
	await record(within, {
		action: 'jurisdiction.set-up',
		subject: setUp.name,
		detail: { frame: frame.name, demonstration: setUp.demonstration }
	});
	return frame;
}

/** Removes the jurisdiction and all its ground, inside the caller's transaction; catalogues and audit stay. */
export async function clearJurisdiction(within: Within): Promise<void> {
	const present = await repository.read(within.db);
	await repository.clear(within.db);
	if (present)
		await record(within, {
			action: 'jurisdiction.clear',
			subject: present.name,
			detail: { demonstration: present.demonstration }
		});
}

/** The jurisdiction, or undefined while none is set up. */
export const readJurisdiction = (within: Within) => repository.read(within.db);

/** Notes where data came from; the same file is one source however often it is read. Its id. */
export const noteSource = (within: Within, source: repository.Source) =>
	repository.upsertSource(within.db, source);
