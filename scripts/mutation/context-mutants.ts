/** Guards of what a transaction keeps of whoever asks. */
import type { Mutant } from './mutant.ts';

const RIGHTS = 'db/functions/16_context_rights.sql';

export const CONTEXT_MUTANTS: readonly Mutant[] = [
	{
		name: 'what a transaction keeps needs no seal',
		file: RIGHTS,
		guard: "left(kept, 64) = context_seal(context || ' ' || found)",
		weakened: 'true',
		tests: ['tests/db/fence/ways.test.ts']
	},
	{
		name: 'what was kept in one transaction holds in another',
		file: RIGHTS,
		guard: 'and parts[7]::bigint = context_transaction() then',
		weakened: 'then',
		tests: ['tests/db/fence/ways.test.ts']
	},
	{
		name: 'anybody seals what they like',
		file: RIGHTS,
		guard: 'revoke execute on function context_seal(text) from public;',
		weakened: '',
		tests: ['tests/db/fence/ways.test.ts']
	}
];
