import { CASE_MUTANTS } from './case-mutants.ts';
import { CONTEXT_MUTANTS } from './context-mutants.ts';
import { SHARED_MUTANTS } from './shared-mutants.ts';
import type { Mutant } from './mutant.ts';

const SESSIONS = 'src/lib/server/access/sessions.ts';
const GATE = 'src/lib/server/access/gate.ts';
const MANAGING = 'src/lib/server/account/managing.ts';
const MATRIX = ['tests/db/access/matrix.test.ts'];
const FEW_PEOPLE = ['tests/db/people/few-people.test.ts'];
const MANAGED = ['tests/db/account/managing.test.ts', 'tests/db/account/assigning.test.ts'];

export const MUTANTS: readonly Mutant[] = [
	{
		name: 'the policy gives what is not asked for',
		file: 'src/lib/domain/access/access.ts',
		guard: '.filter(({ role }) => mayRole(role, action, record))',
		weakened: '.filter(() => true)',
		tests: ['src/lib/domain/access', ...MATRIX]
	},
	{
		name: 'nothing is refused',
		file: 'src/lib/domain/access/access.ts',
		guard: "if (isNowhere(scope)) throw new WanggeError('not-found', { what: 'path' });",
		weakened: '',
		tests: MATRIX
	},
	{
		name: 'addresses without a row are open',
		file: GATE,
		guard: "if (!door) throw new WanggeError('not-found', { what: 'path' });",
		weakened: 'if (!door) return;',
		tests: ['src/lib/server/access', 'tests/house/routes.test.ts', 'tests/db/access']
	},
	{
		name: 'columns are given whole',
		file: 'src/lib/server/measure/scoped.ts',
		guard: 'if (areas === null) return null;\n	// Whoever',
		weakened: 'return null;\n	// Whoever',
		tests: MATRIX
	},
	{
		name: 'few people are told of by the map',
		file: 'src/lib/server/measure/scoped.ts',
		guard: 'exact: places === null',
		weakened: 'exact: true',
		tests: FEW_PEOPLE
	},
	{
		name: 'few people are told of by the ranking',
		file: 'db/queries/measure.sql',
		guard: '$8::int[], $9::int[] is null) m',
		weakened: '$8::int[], true) m',
		tests: FEW_PEOPLE
	},
	{
		name: 'few people are told of by a card',
		file: 'db/functions/60_grid_card.sql',
		guard: "exact := reaches(reach, 'people', areas);",
		weakened: 'exact := true;',
		tests: FEW_PEOPLE
	},
	{
		name: 'few people are told of by an area',
		file: 'src/lib/server/area/service.ts',
		guard: "people: await sees('people')",
		weakened: 'people: true',
		tests: FEW_PEOPLE
	},
	{
		name: 'few people are told as they are',
		file: 'db/functions/12_few_people.sql',
		guard: 'select 5 * round(people / 5.0)::integer',
		weakened: 'select people',
		tests: FEW_PEOPLE
	},
	{
		name: 'few people of a card are told by the database alone',
		file: 'db/functions/16_context_rights.sql',
		guard: "return is_owner() or is_process() or context_reaches('people', of_grid);",
		weakened: 'return true;',
		tests: ['tests/db/fence/ways.test.ts']
	},
	{
		name: 'a whole city is given by leaving it out',
		file: 'src/lib/server/account/assigning.ts',
		guard: "if (scope === 'ground' && !area) throw fieldFault('area', 'missing');",
		weakened: '',
		tests: ['tests/db/account/assigning.test.ts']
	},
	{
		name: 'an officer is let in by another',
		file: 'src/lib/server/account/managing.ts',
		guard:
			"if (has_password && assignments.some(({ role }) => isOfficer(role))) throw accountLimit('officer-in');",
		weakened: 'void [has_password, assignments];',
		tests: ['tests/db/account/managing.test.ts']
	},
	{
		name: 'somebody gives a role to who appointed them',
		file: 'src/lib/server/account/assigning.ts',
		guard: "if (patron!.does) throw accountLimit('patron');",
		weakened: 'void patron;',
		tests: ['tests/db/account/assigning.test.ts']
	},
	{
		name: 'visitors manage the people of an office',
		file: 'src/lib/server/account/after-demonstration.ts',
		guard: 'noteDemonstration(wanted && !founded);',
		weakened: 'noteDemonstration(wanted);',
		tests: ['tests/db/account/after-demonstration.test.ts']
	},
	{
		name: 'tiles are everybody’s',
		file: 'src/lib/server/tiles/service.ts',
		guard: "set.scoped ? requireAnywhere(accessOf(context), 'read', set.record) : EVERYWHERE",
		weakened: 'EVERYWHERE',
		tests: MATRIX
	},
	{
		name: 'an officer needs no second factor',
		file: SESSIONS,
		guard: 'const counts = ({ role }: Grant) => proven || demonstration || !isOfficer(role);',
		weakened: 'const counts = (_: Grant) => proven || demonstration || isOfficer !== undefined;',
		tests: ['tests/db/account/grants.test.ts', 'tests/db/account/second-factor.test.ts']
	},
	{
		name: 'who is half-way in is in',
		file: SESSIONS,
		guard: 'access: awaits ? VISITOR : new Access(account, grants.filter(counts))',
		weakened: 'access: new Access(VISITOR.account ?? account, grants.filter(counts))',
		tests: ['tests/db/account']
	},
	{
		name: 'demonstration accounts come in anywhere',
		file: SESSIONS,
		guard: 'if (!found || (found.demonstration && !asked.demonstration)) return undefined;',
		weakened: 'if (!found) return undefined;',
		tests: ['tests/db/account/demonstration.test.ts', 'tests/db/account/sessions.test.ts']
	},
	{
		name: 'a former token holds for ever',
		file: SESSIONS,
		guard: 'if (!found.current && !(await isLate(known, found))) return undefined;',
		weakened: '',
		tests: ['tests/db/account/devices.test.ts']
	},
	{
		name: 'whoever reads accounts manages them',
		file: MANAGING,
		guard: "requireAnywhere(accessOf(context), action, 'account');",
		weakened: "requireAnywhere(accessOf(context), action && 'read', 'account');",
		tests: MANAGED
	},
	{
		name: 'one changes oneself',
		file: MANAGING,
		guard: "if (id === accessOf(context).account) throw accountLimit('oneself');",
		weakened: '',
		tests: MANAGED
	},
	{
		name: 'the last administrator goes',
		file: MANAGING,
		guard: "throw accountLimit('last-administrator');",
		weakened: 'return;',
		tests: MANAGED
	},
	{
		name: 'attempts are not slowed',
		file: 'src/lib/server/account/throttle.ts',
		guard: 'if (until > now.getTime())\n',
		weakened: 'if (until > Infinity)\n',
		tests: ['tests/db/account/throttle.test.ts']
	},
	{
		name: 'a number without an open work item',
		file: 'src/lib/server/contact/service.ts',
		guard: "if (!work) return refuse(within, id, 'work-item');",
		weakened: "if (!work) return { number: '', fictional: true, left: 0 };",
		tests: ['tests/db/contact']
	},
	{
		name: 'numbers without a quota',
		file: 'db/queries/contact.sql',
		guard: 'set count = shown.count + 1 where shown.count < $3',
		weakened: 'set count = shown.count + 1 where shown.count < $3 + 1000',
		tests: ['tests/db/contact']
	},
	{
		name: 'a preview writes',
		file: GATE,
		guard:
			"if (reader?.preview && !LOOKING.includes(method) && route !== WAY_BACK) throw new WanggeError('previewing');",
		weakened: 'void [route, method, reader, LOOKING, WAY_BACK];',
		tests: ['tests/db/account/preview.test.ts', 'src/lib/server/access']
	},
	{
		name: 'one looks as an officer',
		file: 'src/lib/domain/access/preview.ts',
		guard: "account.roles.some(isOfficer) ? 'officer' : null",
		weakened: 'account.roles.some(isOfficer) ? null : null',
		tests: ['src/lib/domain/access', 'tests/db/account/preview.test.ts']
	},
	{
		name: 'a person who is still here is erased',
		file: 'src/lib/server/account/erasing.ts',
		guard: "if (!account.ended) throw accountLimit('not-ended');",
		weakened: '',
		tests: ['tests/db/account/erasing.test.ts']
	},
	{
		name: 'the database is not told who asks',
		file: 'src/lib/server/db/pooled.ts',
		guard: 'if (entry) return this.#transact(client, { entry }, (tx) => tx.query<R>(statement, values));',
		weakened: '',
		tests: ['tests/db/fence/fence.test.ts', ...MATRIX]
	},
	{
		name: 'who asks stays on the connection',
		file: 'db/functions/15_context.sql',
		guard: "set_config('wangge.context', said, true)",
		weakened: "set_config('wangge.context', said, false)",
		tests: ['tests/db/fence/interleaved.test.ts']
	},
	{
		name: 'a text that was signed holds on every connection',
		file: 'db/functions/15_context.sql',
		guard: 'and parts[6]::integer in (0, pg_backend_pid())',
		weakened: '',
		tests: ['tests/db/fence/ways.test.ts']
	},
	{
		name: 'a text that nobody signed holds',
		file: 'db/functions/15_context.sql',
		guard: "= decode(parts[9], 'hex')",
		weakened: 'is not null',
		tests: ['tests/db/fence/ways.test.ts']
	},
	...CASE_MUTANTS,
	...CONTEXT_MUTANTS,
	...SHARED_MUTANTS,
	{
		name: 'a text holds in another transaction',
		file: 'db/functions/15_context.sql',
		guard: ' and parts[7]::bigint = context_transaction()',
		weakened: '',
		tests: ['tests/db/fence/ways.test.ts']
	},
	{
		name: 'a statement that somebody left behind stays',
		file: 'db/functions/15_context.sql',
		guard: 'if exists (select from pg_prepared_statements where from_sql) then',
		weakened: 'if false then',
		tests: ['tests/db/fence/ways.test.ts']
	},
	{
		name: 'who holds an office is told to anybody',
		file: 'db/functions/92_access.sql',
		guard: "return is_owner() or is_process() or is_in_door() or context_may('read', 'account');",
		weakened: 'return true;',
		tests: ['tests/db/fence/ways.test.ts']
	},
	{
		name: 'a link from before lets in as an officer',
		file: 'db/queries/invitation.sql',
		guard: 'and not (a.password_set_at is not null and holds_office(a.id, $2))',
		weakened: '',
		tests: ['tests/db/account/managing.test.ts', 'tests/db/account/invitations.test.ts']
	},
	{
		name: 'a session that has ended asks on',
		file: 'db/functions/15_context.sql',
		guard: 'and s.ended_at is null and s.awaits is null',
		weakened: '',
		tests: ['tests/db/fence/ways.test.ts', 'tests/db/fence/fence.test.ts']
	},
	{
		name: 'the audit is changed',
		file: 'db/functions/95_audit.sql',
		guard: "raise exception 'forbidden' using errcode = 'WG000', detail = '{\"what\": \"audit\"}';",
		weakened: 'return coalesce(new, old);',
		tests: ['tests/db/audit/chain.test.ts']
	},
	{
		name: 'posts from other sites',
		file: 'src/lib/server/security/cross-site.ts',
		guard: 'export function isFromAnotherSite',
		weakened: 'export const isFromAnotherSite = () => false;\nexport function wasFromAnotherSite',
		tests: ['src/lib/server/security']
	},
	{
		name: 'bodies of any size',
		file: 'src/lib/server/security/body.ts',
		guard: 'export function isBodyTooLarge',
		weakened: 'export const isBodyTooLarge = () => false;\nexport function wasBodyTooLarge',
		tests: ['src/lib/server/security']
	}
];
