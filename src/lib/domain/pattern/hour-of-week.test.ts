import { describe, expect, it } from 'vitest';
import { HOURS_OF_WEEK, hoursOfWeek } from './hour-of-week.ts';

/** Hours with something in them, as [hour, how many]. */
const held = (moments: string[], timezone: string) =>
	[
		...hoursOfWeek(
			moments.map((moment) => new Date(moment)),
			timezone
		).entries()
	].filter(([, count]) => count > 0);
const MONDAY = 0;
const SUNDAY = 6 * 24;

describe('hours of the week', () => {
	it('begin on Monday and end on Sunday by the wall clock of the place', () => {
		// 5 January 2026 is a Monday.
		expect(
			held(
				['2026-01-04T16:00:00Z', '2026-01-04T16:59:59.999Z', '2026-01-04T15:59:59Z', '2026-01-07T00:30:00Z'],
				'Asia/Shanghai'
			)
		).toEqual([
			[MONDAY, 2],
			[2 * 24 + 8, 1],
			[SUNDAY + 23, 1]
		]);
	});
	it('are another ones in another place', () => {
		expect(held(['2026-01-04T16:00:00Z'], 'UTC')).toEqual([[SUNDAY + 16, 1]]);
		expect(held(['2026-01-04T16:00:00Z'], 'Asia/Kolkata')).toEqual([[SUNDAY + 21, 1]]);
	});
	it('hold both where the clock shows one twice, and nothing where it leaves one out', () => {
		// 25 October 2026: at 01:00 UTC the clock of Vaduz goes from 03:00 back to 02:00.
		expect(
			held(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z'], 'Europe/Vaduz')
		).toEqual([
			[SUNDAY + 2, 2],
			[SUNDAY + 3, 1]
		]);
		// 29 March 2026: at 01:00 UTC it goes from 02:00 to 03:00.
		expect(held(['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'], 'Europe/Vaduz')).toEqual([
			[SUNDAY + 1, 1],
			[SUNDAY + 3, 1]
		]);
	});
	it('are 168, with or without moments', () => {
		expect(hoursOfWeek([], 'Asia/Shanghai')).toEqual(new Uint32Array(HOURS_OF_WEEK));
		const everyHour = Array.from(
			{ length: HOURS_OF_WEEK },
			(_, hour) => new Date(Date.UTC(2026, 0, 5, hour))
		);
		expect(hoursOfWeek(everyHour, 'Asia/Shanghai')).toEqual(new Uint32Array(HOURS_OF_WEEK).fill(1));
	});
	it('are refused for a moment or a timezone that there is not', () => {
		expect(() => hoursOfWeek([new Date(NaN)], 'UTC')).toThrow(RangeError);
		expect(() => hoursOfWeek([new Date(0)], 'Mars/Olympus')).toThrow(RangeError);
	});
});
