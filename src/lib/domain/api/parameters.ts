/**
 * What may stand in an address, one schema for each: it validates, types and documents. Text is trimmed and bounded;
 * codes are brought to upper case. A refusal that zod has no word for carries `params.reason` (refusals.ts).
 */
import { z } from 'zod';

// Control characters would reach the database as text that it cannot hold.
// eslint-disable-next-line no-control-regex
const PRINTABLE = /^[^\u0000-\u001f\u007f]*$/;

const bounded = (max: number) => z.string().trim().max(max);

export const gridCode = bounded(64)
	.toUpperCase()
	.regex(/^[0-9A-Z]{8,24}$/)
	.meta({ description: 'Code of a unit grid.', example: '999101001002015' });

export const areaCode = bounded(64)
	.toUpperCase()
	.regex(/^[0-9A-Z]{2,20}$/)
	.meta({ description: 'Division code of an area of any level.', example: '999101001' });

export const dutyCode = bounded(64)
	.toLowerCase()
	.regex(/^[a-z_]{1,40}$/)
	.meta({ description: 'Key of a duty of the catalogue.', example: 'greening' });

export const facilityCode = bounded(64)
	.toLowerCase()
	.regex(/^[a-z0-9_]{1,60}$/)
	.meta({ description: 'Key of a facility type of the catalogue.', example: 'kindergarten' });

const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

export const day = bounded(32)
	.transform((text, issues): string => {
		const reason = !z.iso.date().safeParse(text).success
			? 'malformed'
			: text < FIRST_DAY || text > LAST_DAY
				? 'out_of_range'
				: undefined;
		if (reason) issues.addIssue({ code: 'custom', params: { reason, from: FIRST_DAY, to: LAST_DAY } });
		return text;
	})
	.meta({ description: 'A calendar day, 1900 to 2199.', format: 'date', example: '2026-07-01' });

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** "lng,lat" in degrees; refuses what is no number and what does not lie on the Earth (1e400 is infinite). */
export const place = bounded(80)
	.transform((text, issues): [number, number] => {
		const parts = text.split(',').map((part) => part.trim());
		const position: [number, number] = [Number(parts[0]), Number(parts[1])];
		const reason =
			parts.length !== 2 || !parts.every((part) => NUMBER.test(part))
				? 'malformed'
				: !(Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 90)
					? 'out_of_range'
					: undefined;
		if (reason) issues.addIssue({ code: 'custom', params: { reason, from: '-180,-90', to: '180,90' } });
		return position;
	})
	.meta({ description: 'A place as longitude,latitude in degrees.', example: '119.3,36.2' });

/** A whole number written in digits. */
export const whole = (from: number, to: number, standard: number) =>
	bounded(16)
		.default(String(standard))
		.transform((text, issues): number => {
			const number = Number(text);
			const reason = !/^[+-]?\d+$/.test(text)
				? 'malformed'
				: number < from || number > to
					? 'out_of_range'
					: undefined;
			if (reason) issues.addIssue({ code: 'custom', params: { reason, from, to } });
			return number;
		})
		.meta({ type: 'integer', minimum: from, maximum: to, default: standard });

/** One or more of the choices, separated by commas. */
export const someOf = <const C extends readonly [string, ...string[]]>(choices: C) =>
	bounded(200).transform((text, issues): C[number][] => {
		const parts = [...new Set(text.split(',').map((part) => part.trim().toLowerCase()))];
		const strange = parts.filter((part) => !choices.includes(part));
		if (strange.length > 0) issues.addIssue({ code: 'custom', params: { reason: 'not_offered', choices } });
		return parts as C[number][];
	});

/** Free text. */
export const printable = (max: number) => bounded(max).regex(PRINTABLE);
