import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bottomCoded, bottomCodedOrNone, bottomCodedParts, FEWEST_SAID } from './small-groups.ts';

it('one to four are said to be five; nobody, and five or more, as they are', () => {
	expect([0, 1, 4, 5, 6, 400].map(bottomCoded)).toEqual([0, 5, 5, 5, 6, 400]);
	expect([null, 0, 3].map(bottomCodedOrNone)).toEqual([null, 0, 5]);
});

it('what a small part gains the largest loses, so that the whole stays', () => {
	expect(bottomCodedParts([98, 2, 0])).toEqual([95, 5, 0]);
	expect(bottomCodedParts([3, 60, 2])).toEqual([5, 55, 5]);
	expect(bottomCodedParts([2, 2])).toEqual([5, 0]);
	expect(bottomCodedParts([6, 1])).toEqual([7, 0]);
});

const counts = fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 5 });

it('no part that is said is few, nor what all the others leave of the whole', () => {
	fc.assert(
		fc.property(counts, (parts) => {
			const said = bottomCodedParts(parts);
			const whole = said.reduce((sum, part) => sum + part, 0);
			expect(whole).toBe(bottomCoded(parts.reduce((sum, part) => sum + part, 0)));
			for (const part of said) {
				expect(part === 0 || part >= FEWEST_SAID).toBe(true);
				expect(whole - part === 0 || whole - part >= FEWEST_SAID).toBe(true);
			}
		})
	);
});
