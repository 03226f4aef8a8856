/** Guards of what is read once and told to several. */
import type { Mutant } from './mutant.ts';

const LISTS = ['tests/db/incident/kept-list.test.ts'];

export const SHARED_MUTANTS: readonly Mutant[] = [
	{
		name: 'a list is given again although something was done',
		file: 'src/lib/server/api/while-same.ts',
		guard: 'if (known?.mark === mark) return known.value;',
		weakened: 'if (known) return known.value;',
		tests: LISTS
	},
	{
		name: 'a list is given to those who may see something else',
		file: 'src/lib/server/incident/list.ts',
		guard: 'JSON.stringify([reach, access.grants, asked])',
		weakened: 'JSON.stringify([asked])',
		tests: LISTS
	},
	{
		name: 'what came in without an event is no change',
		file: 'db/functions/72_case_list.sql',
		guard: "(select sum(mark) % 281474976710656 from ground_change where layer = 'incident')",
		weakened: "''",
		tests: LISTS
	},
	{
		name: 'whoever sees a part is told where anything has changed',
		file: 'src/lib/server/live/ground-told.ts',
		guard: "(parts.get(set) === 'all' && boxes[set]) || null",
		weakened: 'boxes[set] ?? null',
		tests: ['tests/db/live/told-where.test.ts']
	}
];
