import { describe, expect, it } from 'vitest';
import { OFFICERS, ROLE_NAMES } from '../access/roles.ts';
import { ACCOUNT_STYLES } from './password.ts';
import {
	DEVICE_LIMITS,
	DEVICE_TOKEN_MS,
	FORMER_TOKEN_MS,
	INVITATION_MS,
	NOTED_EVERY_MS,
	sessionLimits,
	UNFINISHED
} from './session.ts';

const HOUR = 3600;

describe('the limits of a session', () => {
	it.each([
		['asvs', true, HOUR / 2, 12 * HOUR],
		['asvs', false, 12 * HOUR, 7 * 24 * HOUR],
		['dengbao', true, HOUR / 4, 8 * HOUR],
		['dengbao', false, HOUR / 2, 12 * HOUR]
	] as const)('in the style %s, of an officer: %s', (style, officer, idleS, absoluteS) => {
		for (const role of ROLE_NAMES.filter((one) => OFFICERS.includes(one) === officer))
			expect(sessionLimits([role], style)).toEqual({ idleS, absoluteS });
	});

	it('are those of whoever has no role yet like those of any other', () => {
		for (const style of ACCOUNT_STYLES)
			expect(sessionLimits([], style)).toEqual(sessionLimits(['leader'], style));
	});

	it('are the stricter ones where one of several roles is of an office, and stricter in the style of 等保', () => {
		for (const officer of OFFICERS)
			for (const role of ROLE_NAMES)
				for (const style of ACCOUNT_STYLES)
					for (const roles of [
						[role, officer],
						[officer, role]
					])
						expect(sessionLimits(roles, style)).toEqual(sessionLimits([officer], style));
		for (const role of ROLE_NAMES) {
			const [usual, strict] = [sessionLimits([role], 'asvs'), sessionLimits([role], 'dengbao')];
			expect(strict.idleS).toBeLessThan(usual.idleS);
			expect(strict.absoluteS).toBeLessThan(usual.absoluteS);
		}
	});

	it('end without use before they end in any case', () => {
		const all = ROLE_NAMES.flatMap((role) => ACCOUNT_STYLES.map((style) => sessionLimits([role], style)));
		for (const { idleS, absoluteS } of [...all, UNFINISHED, DEVICE_LIMITS])
			expect(idleS).toBeLessThan(absoluteS);
	});

	it('of what is only begun are the shortest', () => {
		for (const role of ROLE_NAMES)
			for (const style of ACCOUNT_STYLES) {
				expect(UNFINISHED.idleS).toBeLessThan(sessionLimits([role], style).idleS);
				expect(UNFINISHED.absoluteS).toBeLessThan(sessionLimits([role], style).absoluteS);
			}
	});

	it('leave a use that is noted late unharmed, and a token that rotates as well', () => {
		expect(NOTED_EVERY_MS).toBeLessThan((UNFINISHED.idleS * 1000) / 2);
		expect(FORMER_TOKEN_MS).toBeLessThan(DEVICE_TOKEN_MS);
		expect(DEVICE_TOKEN_MS).toBeLessThan(DEVICE_LIMITS.idleS * 1000);
	});
});

it('a link holds three days at most, one for a device an hour', () => {
	const hours = Object.entries(INVITATION_MS).map(([purpose, ms]) => [purpose, ms / HOUR / 1000]);
	expect(Object.fromEntries(hours)).toEqual({ first: 24, invitation: 72, reset: 24, device: 1 });
});
