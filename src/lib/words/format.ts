/**
 * Numbers, measures and times as people read them, in one place. Areas are square metres under 10,000, then
 * hectares; distances metres under 1,000, then kilometres; days are written out; times are relative up to a day.
 */
import type { Language } from './language.ts';

export type Formats = ReturnType<typeof formatsOf>;

/** Number and unit stay on one line. */
const NBSP = '\u00a0';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function formatsOf(language: Language) {
	const zh = language === 'zh-CN';
	const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
	const oneDecimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
	const twoDecimals = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
	const percentage = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
	const calendar = new Intl.DateTimeFormat(zh ? 'zh-CN' : 'en-GB', {
		dateStyle: 'long',
		timeZone: 'UTC'
	});
	const monthly = new Intl.DateTimeFormat(zh ? 'zh-CN' : 'en-GB', {
		year: 'numeric',
		month: 'long',
		timeZone: 'UTC'
	});
	const clock = (timeZone: string | undefined) =>
		new Intl.DateTimeFormat(zh ? 'zh-CN' : 'en-GB', {
			dateStyle: 'long',
			timeStyle: 'short',
			hourCycle: 'h23',
			timeZone
		});
	const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
	const conjunction = new Intl.ListFormat(zh ? 'zh-CN' : 'en-GB', { style: 'long', type: 'conjunction' });

	const number = (value: number) => whole.format(value);
	const day = (value: string) => calendar.format(new Date(`${value}T00:00:00Z`));
	const counted = (zhUnit: string, one: string, many: string) => (count: number) =>
		zh ? `${number(count)}${NBSP}${zhUnit}` : `${number(count)}${NBSP}${count === 1 ? one : many}`;

	return {
		number,
		decimal: (value: number) => oneDecimal.format(value),
		/** Square metres. */
		area(m2: number): string {
			if (m2 < 10_000) return `${m2 > 0 && m2 < 1 ? '<1' : number(m2)}${NBSP}m²`;
			const hectares = m2 / 10_000;
			return `${(hectares < 100 ? twoDecimals : whole).format(hectares)}${NBSP}${zh ? '公顷' : 'ha'}`;
		},
		/** Metres. */
		distance(metres: number): string {
			if (metres < 999.5) return `${number(metres)}${NBSP}${zh ? '米' : 'm'}`;
			return `${oneDecimal.format(metres / 1000)}${NBSP}${zh ? '公里' : 'km'}`;
		},
		people: counted('人', 'person', 'people'),
		residents: counted('人', 'resident', 'residents'),
		households: counted('户', 'household', 'households'),
		items: counted('件', 'item', 'items'),
		posts: counted('人', 'post', 'posts'),
		/** Yuan a year. */
		money(yuan: number): string {
			if (!zh) return `¥${whole.format(yuan)} a year`;
			return yuan >= 10_000
				? `${oneDecimal.format(yuan / 10_000)}${NBSP}万元/年`
				: `${whole.format(yuan)}${NBSP}元/年`;
		},
		/** A share between 0 and 1; a little is never written as nothing, nor almost all as all. */
		share(part: number): string {
			if (part > 0 && part < 0.01) return `<${percentage.format(0.01)}`;
			if (part < 1 && part > 0.99) return `>${percentage.format(0.99)}`;
			return percentage.format(part);
		},
		/** YYYY-MM-DD. */
		day,
		/** YYYY-MM. */
		month: (value: string) => monthly.format(new Date(`${value}-01T00:00:00Z`)),
		/** A moment in ISO 8601, in the time zone of the device unless one is named. */
		moment: (value: string, timeZone?: string) => clock(timeZone).format(new Date(value)),
		/** Relative up to a day before or after `now` (milliseconds), the day after that. */
		ago(value: string, now: number): string {
			const apart = new Date(value).getTime() - now;
			const size = Math.abs(apart);
			if (size < MINUTE) return relative.format(0, 'second');
			if (size < HOUR) return relative.format(Math.trunc(apart / MINUTE), 'minute');
			if (size < DAY) return relative.format(Math.trunc(apart / HOUR), 'hour');
			return calendar.format(new Date(value));
		},
		/** Between what is said and what of it; parts of one saying; several sayings. */
		colon: zh ? '：' : ': ',
		comma: zh ? '，' : ', ',
		semicolon: zh ? '；' : '; ',
		/** What stands in brackets after something. */
		aside: (said: string) => (zh ? `（${said}）` : ` (${said})`),
		/** Names in a row: 甲、乙和丙. */
		list: (names: readonly string[]) => conjunction.format(names)
	};
}

export const zhFormats = formatsOf('zh-CN');
export const enFormats = formatsOf('en');
