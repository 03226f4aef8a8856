/** Moments as tables write them, read by a pattern that somebody has said: nothing is guessed. */
import { isDay } from './days.ts';
import { momentOf } from './zone.ts';

const PARTS: Readonly<Record<string, string>> = {
	YYYY: '(?<year>\\d{4})',
	MM: '(?<month>\\d{1,2})',
	DD: '(?<day>\\d{1,2})',
	HH: '(?<hour>\\d{1,2})',
	hh: '(?<half>\\d{1,2})',
	mm: '(?<minute>\\d{1,2})',
	ss: '(?<second>\\d{1,2}(?:\\.\\d{1,6})?)',
	A: '(?<noon>[AaPp][Mm]|上午|下午)'
};
const TOKEN = /YYYY|MM|DD|HH|hh|mm|ss|A/g;

/**
 * A reader of moments such as 2026-07-01 08:30:00 ("YYYY-MM-DD HH:mm:ss") or 06/26/2018 10:58:54 AM
 * ("MM/DD/YYYY hh:mm:ss A"); "iso" for ISO 8601 with its offset. The time may be left out of the pattern: it is 00:00.
 * @param timezone IANA name, of moments that do not say theirs
 * @returns undefined for a pattern without year, month and day
 */
export function momentReader(pattern: string, timezone: string): ((text: string) => Date | null) | undefined {
	if (pattern === 'iso') return readIso;
	const parts = new Set(pattern.match(TOKEN));
	if (!['YYYY', 'MM', 'DD'].every((part) => parts.has(part))) return undefined;
	if (parts.has('hh') !== parts.has('A') || (parts.has('hh') && parts.has('HH'))) return undefined;
	const source = pattern
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(TOKEN, (token) => PARTS[token]!)
		.replace(/\s+/g, '\\s+');
	let form: RegExp;
	try {
		form = new RegExp(`^${source}$`);
	} catch {
		// A part that is said twice.
		return undefined;
	}
	return (text) => {
		const found = form.exec(text.trim())?.groups;
		if (!found) return null;
		const two = (name: string) => (found[name] ?? '0').padStart(2, '0');
		const day = `${found.year}-${two('month')}-${two('day')}`;
		const hour = hourOf(found);
		const [minute, second] = [Number(found.minute ?? 0), Number(found.second ?? 0)];
		if (!isDay(day) || hour === null || minute > 59 || second >= 60) return null;
		const moment = momentOf({ day, minutes: hour * 60 + minute }, timezone);
		return new Date(moment.getTime() + Math.round(second * 1000));
	};
}

function hourOf({ hour, half, noon }: Partial<Record<string, string>>): number | null {
	if (half === undefined) return Number(hour ?? 0) > 23 ? null : Number(hour ?? 0);
	const number = Number(half);
	if (number < 1 || number > 12) return null;
	return (number % 12) + (/^(p|下)/i.test(noon ?? '') ? 12 : 0);
}

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

function readIso(text: string): Date | null {
	const moment = ISO.test(text.trim()) ? new Date(text.trim()) : undefined;
	return moment && !Number.isNaN(moment.getTime()) && isDay(text.trim().slice(0, 10)) ? moment : null;
}
