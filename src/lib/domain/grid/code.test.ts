import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWanggeError } from '../errors.ts';
import { dutyGridCode, dutySequenceOf, gridCode, isGridCodeOf, maxSequence, sequenceOf } from './code.ts';

const community = fc.stringMatching(/^[0-9A-Z]{6,12}$/);

describe('codes of grids', () => {
	it('is the community code and a sequence of three digits, 15 characters by the standard', () => {
		expect(gridCode('990102001001', 7, 3)).toBe('990102001001007');
	});

	it('gives every sequence back, for any community and any number of digits', () => {
		fc.assert(
			fc.property(community, fc.integer({ min: 3, max: 8 }), fc.nat(), (code, digits, n) => {
				const sequence = 1 + (n % maxSequence(digits));
				const made = gridCode(code, sequence, digits);
				expect(made).toHaveLength(code.length + digits);
				expect(sequenceOf(made, code, digits)).toBe(sequence);
				expect(isGridCodeOf(made, code, digits)).toBe(true);
			})
		);
	});

	it('has no code for the thousandth grid of a community with three digits, nor for number zero', () => {
		for (const sequence of [0, 1000, 1.5])
			expect(() => gridCode('990102001001', sequence, 3)).toThrow(
				expect.toSatisfy((error: unknown) => isWanggeError(error, 'number-range'))
			);
	});

	it('knows a code with letters as a code of its community, but not as a sequence', () => {
		expect(isGridCodeOf('99010200100100A', '990102001001', 3)).toBe(true);
		expect(sequenceOf('99010200100100A', '990102001001', 3)).toBeUndefined();
	});

	it('does not take the code of another community', () => {
		expect(isGridCodeOf('990102001002001', '990102001001', 3)).toBe(false);
		expect(sequenceOf('990102001002001', '990102001001', 3)).toBeUndefined();
	});

	it('adds Z and two digits for a duty grid, up to 99', () => {
		expect(dutyGridCode('990102001001', 4)).toBe('990102001001Z04');
		expect(dutySequenceOf('990102001001Z04', '990102001001')).toBe(4);
		expect(dutySequenceOf('990102001001004', '990102001001')).toBeUndefined();
		expect(() => dutyGridCode('990102001001', 100)).toThrow();
	});
});
