/** Some hours of the week, as they stand in an address: "8-17,32" for Monday from 08:00 to 18:00 and Tuesday's 08:00. */
import { HOURS_OF_WEEK } from './hour-of-week.ts';

/** Ascending, each once: hours of the week from Monday's first on. Empty: all of them. */
export type Hours = readonly number[];

const FORM = /^(\d{1,3}(-\d{1,3})?)(,\d{1,3}(-\d{1,3})?)*$/;

/** Null where the text is none, names an hour that there is not, or a stretch that runs backwards. */
export function parseHours(text: string): Hours | null {
	if (text === '') return [];
	if (!FORM.test(text)) return null;
	const found = new Set<number>();
	for (const part of text.split(',')) {
		const [first, last = first] = part.split('-').map(Number) as [number, number?];
		if (last >= HOURS_OF_WEEK || last < first) return null;
		for (let hour = first; hour <= last; hour++) found.add(hour);
	}
	return all(found);
}

export function hoursText(hours: Hours): string {
	const parts: string[] = [];
	for (let at = 0; at < hours.length; at++) {
		const first = hours[at]!;
		while (hours[at + 1] === hours[at]! + 1) at++;
		parts.push(first === hours[at] ? String(first) : `${first}-${hours[at]}`);
	}
	return parts.join();
}

/** Some more of them; or fewer, where all of these were chosen. What is left of none or of all is all: empty. */
export function toggleHours(hours: Hours, these: Hours): Hours {
	const chosen = new Set(hours);
	const out = these.every((hour) => chosen.has(hour));
	for (const hour of these)
		if (out) chosen.delete(hour);
		else chosen.add(hour);
	return all(chosen);
}

const all = (hours: ReadonlySet<number>): Hours =>
	hours.size === HOURS_OF_WEEK ? [] : [...hours].sort((one, other) => one - other);
