import { expect, test } from 'vitest';
import { Overheard, personalIn } from './overheard.ts';

test('finds numbers of persons, and takes nothing else for one', () => {
	// Nobody's: a check of the form alone.
	expect(personalIn('电话 13900000000。')).toHaveLength(1);
	expect(personalIn('<td>139 0000 0000</td>')).toHaveLength(1);
	expect(personalIn('11010519491231002X')).toEqual(['11010519491231002X']);
	for (const other of [
		'138****5678',
		'117.13800000000',
		'990102001001001',
		'110105194912310021',
		'1796007157698',
		// By chance within a hash.
		`${'ab'.repeat(12)}13900000000${'cd'.repeat(14)}`
	])
		expect(personalIn(other), other).toEqual([]);
});

test('of a log the texts are searched, and not what counts', () => {
	const overheard = new Overheard();
	overheard.hearLog('{"time":13900000000,"msg":"ready"}');
	expect(overheard.faults).toEqual([]);
	overheard.hearLog('{"msg":"asked for 13900000000"}');
	expect(overheard.faults).toEqual(['log: 1 × 139…']);
});
