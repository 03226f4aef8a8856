/** People on the tiny ground, and things of each kind that they must not see. */
import type { Role } from '../../../src/lib/domain/access/roles.ts';
import { readerOf } from '../../../src/lib/server/access/sessions.ts';
import { record } from '../../../src/lib/server/audit/service.ts';
import type { Database, Who } from '../../../src/lib/server/db/index.ts';
import * as tiny from '../../fixtures/tiny-ground.ts';
import { signedIn, type Post } from '../access/people.ts';

export const NOW = new Date(`${tiny.TINY_DAY}T10:00:00+08:00`);

/** Somebody of each role, by its name; of the grounds community A. */
export type People = Record<Role | 'ended' | 'half-way', Who & { kind: 'person' }>;

const AREAS: Readonly<Partial<Record<Role, string>>> = {
	resident: tiny.COMMUNITY_A,
	grid_worker: tiny.COMMUNITY_A,
	squad_member: tiny.COMMUNITY_A,
	squad_leader: tiny.COMMUNITY_A,
	community_staff: tiny.COMMUNITY_A,
	street_staff: tiny.COMMUNITY_A
};
const ROLES: readonly Role[] = [
	...(Object.keys(AREAS) as Role[]),
	'unit_handler',
	'leader',
	'system_administrator',
	'security_administrator',
	'auditor'
];

/** @param owner of the database: nobody else may bring them in like this */
export async function bringIn(owner: Database): Promise<People> {
	const people = {} as People;
	const come = async (post: Post) => {
		const token = await signedIn(owner, [post], NOW);
		return (await readerOf({ primary: owner, reads: owner, now: NOW, demonstration: false }, token))!
			.who as People[Role];
	};
	for (const role of ROLES)
		people[role] = await come({
			role,
			area: AREAS[role] ?? null,
			organisation: role === 'unit_handler' ? 'greening-co' : null
		});
	await come({ role: 'grid_worker', area: tiny.COMMUNITY_B });
	people.ended = await come({ role: 'leader' });
	await owner.query(`update session set ended_at = $2 where id = $1`, [people.ended.session, NOW]);
	await owner.query(
		`insert into invitation (purpose, account_id, token_hash, created_at, expires_at)
		values ('reset', $1, sha256('of a test'), $2, '2199-01-01')`,
		[people.resident.account, NOW]
	);
	people['half-way'] = await come({ role: 'leader' });
	await owner.query(`update session set awaits = 'second-factor' where id = $1`, [
		people['half-way'].session
	]);
	await plantSecrets(owner, people.leader.account);
	// Something was done to a case of each community, and photographed.
	await owner.query(
		`with word as (
			insert into incident_event (incident_id, nth, action, at, actor, state, reason)
			select id, nth, 'say', $1, case number when 'T-6' then 'test:elsewhere' else 'test:here' end, state, '还在'
			from incident cross join unnest(array[1, 2]) nth where number in ('T-1', 'T-6') returning incident_id, nth, actor
		)
		insert into incident_photo (incident_id, nth, kind, name, original, width, height)
		select incident_id, nth, 'found', repeat(case actor when 'test:here' then 'a' else 'b' end, 64), sha256('x'), 1, 1 from word where nth = 1`,
		[NOW]
	);
	await owner.query(
		`insert into second_factor (account_id, secret, confirmed_at, last_step) values ($1, '\\x00', $2, 0)`,
		[people.auditor.account, NOW]
	);
	await owner.query(`insert into contact_reveal (account_id, day, count) values ($1, current_date, 3)`, [
		people.auditor.account
	]);
	return people;
}

async function plantSecrets(owner: Database, account: number): Promise<void> {
	await owner.query(
		`update account set password_hash = '$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA', password_set_at = $2, phone = '\\x00' where id = $1`,
		[account, NOW]
	);
	await owner.query(
		`insert into invitation (purpose, account_id, token_hash, created_at, expires_at)
		values ('invitation', $1, sha256('a link'), $2, $2::timestamptz + interval '1 day')`,
		[account, NOW]
	);
	await owner.query(
		`insert into second_factor (account_id, secret, confirmed_at, last_step) values ($1, '\\x00', $2, 0)`,
		[account, NOW]
	);
	await owner.query(`insert into recovery_code (account_id, code_hash) values ($1, sha256('a code'))`, [
		account
	]);
	await owner.query(
		`insert into sign_in_throttle (key, failures, last_at, until) values (sha256('a name'), 1, $1, $1)`,
		[NOW]
	);
	await owner.transaction((tx) =>
		record({ db: tx, actor: 'test', now: NOW }, { action: 'audit.verify', subject: '' })
	);
}
