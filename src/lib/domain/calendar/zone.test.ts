import { describe, expect, it } from 'vitest';
import { momentReader } from './moment-pattern.ts';
import { dayBounds, momentOf, wallTimeAt } from './zone.ts';

const iso = (moment: Date | null | undefined) => moment?.toISOString();

describe('the wall clock of a place', () => {
	it('shows another day and hour than in the middle of the world', () => {
		expect(wallTimeAt(new Date('2026-07-01T16:30:00Z'), 'Asia/Shanghai')).toEqual({
			day: '2026-07-02',
			minutes: 30
		});
		expect(iso(momentOf({ day: '2026-07-02', minutes: 30 }, 'Asia/Shanghai'))).toBe(
			'2026-07-01T16:30:00.000Z'
		);
		expect(iso(momentOf({ day: '2026-07-02', minutes: 1440 + 30 }, 'Asia/Shanghai'))).toBe(
			'2026-07-02T16:30:00.000Z'
		);
	});

	it('that is put forward over a time means the moment when it is; that shows it twice, the first', () => {
		expect(iso(momentOf({ day: '2026-03-29', minutes: 150 }, 'Europe/Vaduz'))).toBe(
			'2026-03-29T01:00:00.000Z'
		);
		expect(iso(momentOf({ day: '2026-10-25', minutes: 150 }, 'Europe/Vaduz'))).toBe(
			'2026-10-25T00:30:00.000Z'
		);
		// Half an hour, in Lord Howe.
		expect(iso(momentOf({ day: '2026-10-04', minutes: 135 }, 'Australia/Lord_Howe'))).toBe(
			'2026-10-03T15:30:00.000Z'
		);
	});

	it('goes round once a day, which may be shorter or longer than 24 hours', () => {
		const hours = (day: string) => {
			const [from, to] = dayBounds(day, 'Europe/Vaduz');
			return (to.getTime() - from.getTime()) / 3_600_000;
		};
		expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([24, 23, 25]);
	});
});

describe('a moment is read by its pattern', () => {
	it.each([
		['MM/DD/YYYY hh:mm:ss A', 'America/New_York', '06/26/2018 10:58:54 AM', '2018-06-26T14:58:54.000Z'],
		['MM/DD/YYYY hh:mm:ss A', 'America/New_York', '01/01/2019 12:05:00 AM', '2019-01-01T05:05:00.000Z'],
		['MM/DD/YYYY hh:mm:ss A', 'America/New_York', '1/1/2019 12:05:00 pm', '2019-01-01T17:05:00.000Z'],
		['YYYY-MM-DDTHH:mm:ss', 'America/New_York', '2012-11-20T07:50:59.000', '2012-11-20T12:50:59.000Z'],
		['YYYY年MM月DD日 HH:mm', 'Asia/Shanghai', '2026年7月1日 08:30', '2026-07-01T00:30:00.000Z'],
		['YYYY/MM/DD Ahh:mm', 'Asia/Shanghai', '2026/7/1 下午3:05', '2026-07-01T07:05:00.000Z'],
		['YYYY-MM-DD', 'Asia/Shanghai', '2026-07-01', '2026-06-30T16:00:00.000Z'],
		['iso', 'Asia/Shanghai', '2026-07-01T08:30:00+02:00', '2026-07-01T06:30:00.000Z']
	])('%s in %s: %s', (pattern, timezone, text, moment) => {
		expect(iso(momentReader(pattern, timezone)!(text))).toBe(moment);
	});

	it.each([
		['YYYY-MM-DD HH:mm', '2026-02-30 08:30'],
		['YYYY-MM-DD HH:mm', '2026-07-01 24:00'],
		['YYYY-MM-DD HH:mm', '2026-07-01 08:60'],
		['YYYY-MM-DD HH:mm', '07/01/2026 08:30'],
		['MM/DD/YYYY hh:mm A', '07/01/2026 13:30 PM'],
		['MM/DD/YYYY hh:mm A', '07/01/2026 00:30 AM'],
		['iso', '2026-07-01T08:30:00'],
		['iso', '2026-02-30T08:30:00Z'],
		['iso', '2026-07-01']
	])('%s: %s is none', (pattern, text) => {
		expect(momentReader(pattern, 'UTC')!(text)).toBeNull();
	});

	it.each(['', 'HH:mm', 'YYYY-MM', 'YYYY-MM-DD hh:mm', 'YYYY-MM-DD HH:mm A', 'YYYY-MM-DD YYYY'])(
		'%j is no pattern',
		(pattern) => {
			expect(momentReader(pattern, 'UTC')).toBeUndefined();
		}
	);
});
