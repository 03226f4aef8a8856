import type { Mutant } from './mutant.ts';

const CASES = ['tests/db/incident/case.test.ts', 'tests/db/incident/list.test.ts'];

const PHOTOS = ['tests/db/incident/photos.test.ts'];

/** Of cases: who does what to which, and once. */
export const CASE_MUTANTS: readonly Mutant[] = [
	{
		name: 'anybody who sees a case does anything to it',
		file: 'src/lib/server/incident/act.ts',
		guard: 'if (!mayDo(accessOf(within), action, whereabouts(row)))',
		weakened: 'if (false)',
		tests: CASES
	},
	{
		name: 'a case is seen by whoever works elsewhere',
		file: 'src/lib/domain/incident/rights.ts',
		guard: 'read.everywhere ||\n		touches(read.areas, areas)',
		weakened: 'true',
		tests: [...CASES, 'tests/db/live/cases.test.ts']
	},
	{
		name: 'what was done meanwhile does not matter',
		file: 'src/lib/server/incident/act.ts',
		guard: 'if (!ANY_TIME.includes(action) && deed.version !== row.version)',
		weakened: 'if (false)',
		tests: CASES
	},
	{
		name: 'the same key is another report',
		file: 'src/lib/server/incident/asked.ts',
		guard: 'if (!known) return work();',
		weakened: 'return work();',
		tests: CASES
	},
	{
		name: 'no photo is asked for',
		file: 'src/lib/domain/incident/workflow.ts',
		guard: 'standing.lacks?.includes(evidence)',
		weakened: 'false',
		tests: PHOTOS
	},
	{
		name: 'a photo that was removed is shown',
		file: 'db/queries/photo.sql',
		guard: 'where i.number = $1 and p.id = $2 and p.removed_nth is null',
		weakened: 'where i.number = $1 and p.id = $2',
		tests: PHOTOS
	},
	{
		name: 'a file goes that another photo needs',
		file: 'src/lib/server/photo/service.ts',
		guard: 'if (!needed.includes(name))',
		weakened: 'if (needed)',
		tests: PHOTOS
	},
	{
		name: 'events of cases are written anew',
		file: 'db/functions/69_case.sql',
		guard: `raise exception 'forbidden' using errcode = 'WG000', detail = '{"what": "case-event"}';`,
		weakened: 'return new;',
		tests: ['tests/db/incident/overdue.test.ts']
	}
];
