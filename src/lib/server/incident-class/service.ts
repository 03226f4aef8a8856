/** Classes of incident, and the calendar by which their limits run. */
import type { z } from 'zod';
import type { incidentClassesSchema } from '../../domain/api/incident-classes.ts';
import { OFFICE_HOURS, type WorkCalendar } from '../../domain/calendar/working-days.ts';
import { WanggeError } from '../../domain/errors.ts';
import { EDITION } from '../../domain/incident/classes.ts';
import { dayOf, timezoneOf, type Within } from '../context.ts';
import * as repository from './repository.ts';

/** @throws WanggeError unknown-reference { parameter, code } for an edition that there is not */
export async function readClasses(
	{ db, now }: Within,
	{ edition = EDITION }: { edition?: string | undefined }
): Promise<z.infer<typeof incidentClassesSchema>> {
	const editions = await repository.editions(db);
	if (!editions.some((one) => one.edition === edition))
		throw new WanggeError('unknown-reference', { parameter: 'edition', code: edition });
	return { edition, editions, classes: await repository.ofEdition(db, edition, dayOf(now)) };
}

export interface ReadCalendar {
	calendar: WorkCalendar;
	/** Of which holidays are known: in others Monday to Friday are worked. */
	years: number[];
}

export async function readWorkCalendar({ db }: Pick<Within, 'db'>): Promise<ReadCalendar> {
	const days = await repository.calendar(db);
	const of = (wanted: 'holiday' | 'workday') =>
		new Set(days.flatMap(({ day, kind }) => (kind === wanted ? [day] : [])));
	return {
		calendar: {
			timezone: timezoneOf(),
			holidays: of('holiday'),
			workdays: of('workday'),
			hours: OFFICE_HOURS
		},
		years: [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))]
	};
}
