/** What npm run mutation weakens stands where it says, or it would weaken nothing. */
import { expect, test } from 'vitest';
import { MUTANTS } from '../../scripts/mutation/mutants.ts';
import { text } from './sources.ts';

test.each(MUTANTS)('$name: the guard stands in its file once', ({ file, guard, weakened }) => {
	expect((text(file) ?? '').split(guard)).toHaveLength(2);
	expect(weakened).not.toBe(guard);
});
