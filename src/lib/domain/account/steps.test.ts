import { expect, it } from 'vitest';
import { OFFICERS, ROLE_NAMES, type Role } from '../access/roles.ts';
import { nextStep, type Awaited } from './steps.ts';

const WORKER: readonly Role[] = ['grid_worker', 'leader'];

/** officer, has a second factor, has shown it, password is over > what is next */
const MATRIX: readonly [boolean, boolean, boolean, boolean, Awaited | null][] = [
	[false, false, false, false, null],
	[false, false, false, true, 'new-password'],
	[false, false, true, false, null],
	[false, false, true, true, 'new-password'],
	[false, true, false, false, 'second-factor'],
	[false, true, false, true, 'second-factor'],
	[false, true, true, false, null],
	[false, true, true, true, 'new-password'],
	[true, false, false, false, 'second-factor-setup'],
	[true, false, false, true, 'second-factor-setup'],
	// It was taken away since it was shown: another one has to be set up.
	[true, false, true, false, 'second-factor-setup'],
	[true, false, true, true, 'second-factor-setup'],
	[true, true, false, false, 'second-factor'],
	[true, true, false, true, 'second-factor'],
	[true, true, true, false, null],
	[true, true, true, true, 'new-password']
];

it.each(MATRIX)(
	'officer %s, with a second factor %s, shown %s, password over %s: %s',
	(officer, hasSecondFactor, proven, passwordOver, next) => {
		const them = officer ? OFFICERS.flatMap((one) => [[one], [...WORKER, one]]) : [[], WORKER];
		for (const roles of them) expect(nextStep({ roles, hasSecondFactor, proven, passwordOver })).toBe(next);
	}
);

it('the matrix has every case once, and each of the other roles is no office', () => {
	expect(new Set(MATRIX.map((row) => row.slice(0, 4).join())).size).toBe(16);
	for (const role of ROLE_NAMES.filter((one) => !OFFICERS.includes(one)))
		expect(
			nextStep({ roles: [role], hasSecondFactor: false, proven: false, passwordOver: false })
		).toBeNull();
});
