/**
 * What each policy and each privilege keeps from whom, as statements that must come to nothing: no row, or an error.
 * Whatever is weakened, one of them finds it (weakened.test.ts).
 */
import * as tiny from '../../fixtures/tiny-ground.ts';
import type { People } from './people.ts';
import { CASES } from './case-probes.ts';
import { WRITTEN } from './written-probes.ts';
import { NOW } from './people.ts';

export interface Probe {
	name: string;
	/** Null: nobody in particular. */
	as: keyof People | null;
	sql: string;
}

const OFFICER = `role in ('system_administrator', 'security_administrator', 'auditor')`;
const grant = (role: string, to: string, by: string) =>
	`insert into assignment (account_id, role, area_code, valid_from, granted_by)
	values (${to}, '${role}', ${role === 'grid_worker' ? `'${tiny.COMMUNITY_B}'` : 'null'}, '${NOW.toISOString()}', ${by}) returning id`;
const IN_B = `grid_id in (select g.id from grid g join area a on a.id = g.community_id where a.code = '${tiny.COMMUNITY_B}')`;

/** :name stands for the account of a person of that role. */
export const PROBES: readonly Probe[] = [
	{ name: 'incidents, by nobody', as: null, sql: 'select id from incident' },
	{ name: 'incidents, by a resident', as: 'resident', sql: 'select id from incident' },
	{ name: 'incidents of another ground', as: 'grid_worker', sql: `select id from incident where ${IN_B}` },
	{ name: 'incidents, by an officer', as: 'system_administrator', sql: 'select id from incident' },
	...CASES,
	{ name: 'greening, by nobody', as: null, sql: 'select id from greening_duty' },
	{
		name: 'greening of another ground',
		as: 'grid_worker',
		sql: `select id from greening_duty where ${IN_B}`
	},
	{
		name: 'greening of another unit',
		as: 'unit_handler',
		sql: `select d.id from greening_duty d join organisation o on o.id = d.organisation_id where o.code <> 'greening-co'`
	},

	{ name: 'accounts, by nobody', as: null, sql: 'select id from account' },
	{ name: 'other accounts', as: 'leader', sql: 'select id from account where id <> :leader' },
	{ name: 'a new account', as: 'security_administrator', sql: newAccount('account') },
	{ name: 'a new account, by nobody', as: null, sql: newAccount('nobody') },
	{
		name: 'another title for oneself',
		as: 'leader',
		sql: `update account set title = '别名' where id = :leader returning id`
	},
	{
		name: 'an account is ended by who gives roles',
		as: 'security_administrator',
		sql: `update account set title = '别名' where id = :leader returning id`
	},
	{
		name: 'a password',
		as: 'system_administrator',
		sql: 'select password_hash from account where id = :leader'
	},
	{
		name: 'a password, by its function',
		as: 'system_administrator',
		sql: `select 1 where password_hash_of(:leader) is not null`
	},
	{
		name: 'an account is deleted',
		as: 'system_administrator',
		sql: 'delete from account where id = :resident returning id'
	},

	...WRITTEN,

	{ name: 'roles, by nobody', as: null, sql: 'select id from assignment' },
	{ name: 'roles of others', as: 'leader', sql: 'select id from assignment where account_id <> :leader' },
	{ name: 'a role for oneself', as: 'leader', sql: grant('grid_worker', ':leader', ':leader') },
	{ name: 'a role, by who gives none', as: 'leader', sql: grant('grid_worker', ':resident', ':leader') },
	{
		name: 'a role, by who appoints officers',
		as: 'system_administrator',
		sql: grant('grid_worker', ':resident', ':system_administrator')
	},
	{
		name: 'an office, by who gives roles',
		as: 'security_administrator',
		sql: grant('auditor', ':resident', ':security_administrator')
	},
	{
		name: 'a role for oneself, by who gives roles',
		as: 'security_administrator',
		sql: grant('grid_worker', ':security_administrator', ':security_administrator')
	},
	{
		name: 'a role in another officer’s name',
		as: 'security_administrator',
		sql: grant('grid_worker', ':resident', ':system_administrator')
	},
	{
		name: 'a role is ended by who may not',
		as: 'leader',
		sql: `update assignment set valid_to = now() where account_id = :resident returning id`
	},
	{
		name: 'an office is ended by who gives roles',
		as: 'security_administrator',
		sql: `update assignment set valid_to = now() where ${OFFICER} and account_id <> :security_administrator returning id`
	},
	{
		name: 'an end of one’s own role is put off',
		as: 'system_administrator',
		sql: `update assignment set valid_to = null where account_id = :system_administrator returning id`
	},

	{ name: 'sessions, by nobody', as: null, sql: 'select id from session' },
	{ name: 'sessions', as: 'leader', sql: 'select id from session' },
	{
		name: 'a session for somebody',
		as: 'system_administrator',
		sql: `insert into session (account_id, token_hash, token_made_at, created_at, last_seen_at, idle_s, expires_at)
			values (:leader, sha256('mine'), now(), now(), now(), 60, now() + interval '1 day') returning id`
	},
	{
		name: 'a session is made to last',
		as: 'security_administrator',
		sql: `update session set expires_at = expires_at + interval '1 year'
			where account_id <> :security_administrator returning id`
	},
	{ name: 'links', as: 'leader', sql: 'select id from invitation' },
	{
		name: 'a link for somebody',
		as: 'security_administrator',
		sql: `insert into invitation (purpose, account_id, token_hash, created_at, expires_at)
			values ('reset', :leader, sha256('mine too'), now(), now() + interval '1 day') returning id`
	},
	{
		name: 'a link that holds again',
		as: 'security_administrator',
		sql: `update invitation set used_at = null, expires_at = now() + interval '1 year' returning id`
	},
	{ name: 'second factors', as: 'leader', sql: 'select account_id from second_factor' },
	{
		name: 'a second factor for somebody',
		as: 'system_administrator',
		sql: `insert into second_factor (account_id, secret, confirmed_at, last_step) values (:resident, '\\x00', now(), 0) returning account_id`
	},
	{
		name: 'another second factor',
		as: 'system_administrator',
		sql: `update second_factor set secret = '\\x01' returning account_id`
	},
	{
		name: 'a second factor less',
		as: 'security_administrator',
		sql: `delete from second_factor returning account_id`
	},
	{ name: 'recovery codes', as: 'system_administrator', sql: 'select id from recovery_code' },
	{
		name: 'a recovery code for somebody',
		as: 'system_administrator',
		sql: `insert into recovery_code (account_id, code_hash) values (:leader, sha256('mine')) returning id`
	},
	{ name: 'who is throttled', as: 'security_administrator', sql: 'select key from sign_in_throttle' },
	{
		name: 'attempts are forgotten',
		as: 'security_administrator',
		sql: 'delete from sign_in_throttle returning key'
	},

	{
		name: 'colleagues of another ground',
		as: 'street_staff',
		sql: `select account_id from assignment where area_code = '${tiny.COMMUNITY_B}'`
	},
	{
		name: 'colleagues by who may not call them',
		as: 'squad_leader',
		sql: 'select id from account where id <> :squad_leader'
	},
	{
		name: 'how many numbers others were shown',
		as: 'street_staff',
		sql: 'select count from contact_reveal where account_id <> :street_staff'
	},
	{
		name: 'a quota of somebody else',
		as: 'street_staff',
		sql: `insert into contact_reveal (account_id, day, count) values (:resident, current_date, 1) returning count`
	},
	{
		name: 'a quota of who may see none',
		as: 'leader',
		sql: `insert into contact_reveal (account_id, day, count) values (:leader, current_date, 1) returning count`
	},

	{
		name: 'attempts are forgotten, unseen',
		as: 'security_administrator',
		sql: `do $$ declare n integer; begin
			delete from sign_in_throttle; get diagnostics n = row_count;
			if n > 0 then raise exception 'gone'; end if;
		end $$`
	},

	{ name: 'the audit', as: 'system_administrator', sql: 'select id from audit_entry' },
	{ name: 'the end of the audit', as: 'system_administrator', sql: 'select nth from audit_head' },
	{
		name: 'an entry in another’s name',
		as: 'leader',
		sql: `insert into audit_entry (at, actor, action, subject, detail) values (now(), 'account:' || :resident, 'test.forge', '', '{}')`
	},
	{
		name: 'an entry by nobody',
		as: null,
		sql: `insert into audit_entry (at, actor, action, subject, detail) values (now(), 'server', 'test.forge', '', '{}')`
	},
	{ name: 'an entry is changed', as: 'auditor', sql: `update audit_entry set actor = 'x' returning id` },
	{ name: 'an entry is taken out', as: 'auditor', sql: 'delete from audit_entry returning id' },
	{
		name: 'the end of the audit is moved',
		as: 'auditor',
		sql: 'update audit_head set nth = 0 returning nth'
	},

	{ name: 'the keys of the context', as: 'system_administrator', sql: 'select name from context_key' },
	{
		name: 'people by building',
		as: 'leader',
		sql: 'select residents from building where residents is not null'
	},
	{
		name: 'ages by building',
		as: 'leader',
		sql: 'select residents_by_age from building where residents_by_age is not null'
	},
	{
		name: 'households by building',
		as: 'leader',
		sql: 'select households from building where households is not null'
	},
	{
		name: 'staff',
		as: 'leader',
		sql: 'select staff_posts from responsibility where staff_posts is not null'
	},
	{
		name: 'money',
		as: 'leader',
		sql: 'select budget_yuan from responsibility where budget_yuan is not null'
	},
	{
		name: 'means of another ground',
		as: 'squad_leader',
		sql: `select responsibility_id from means_in((select id from grid where code = '${tiny.GRID_CODES.B1}'),
			array(select id from responsibility), true, null) where staff_posts is not null`
	},
	{
		name: 'means of another unit',
		as: 'unit_handler',
		sql: `select responsibility_id from means_in((select id from grid where code = '${tiny.GRID_CODES.A1}'),
			array(select r.id from responsibility r join organisation o on o.id = r.organisation_id where o.code <> 'greening-co'),
			true, array(select id from organisation))`
	},
	{
		name: 'people of each building, by their function',
		as: 'leader',
		sql: `select residents from buildings_in((select min(id) from grid), null, true) where residents is not null`
	},
	{
		name: 'the coverage is worked out again',
		as: 'leader',
		sql: `select coverage_begin('${tiny.TINY_DAY}')`
	},
	{ name: 'the ground is changed', as: 'leader', sql: `update source set name = name returning id` },
	{ name: 'after the session has ended', as: 'ended', sql: 'select id from incident' },
	{ name: 'before the second factor was shown', as: 'half-way', sql: 'select id from incident' }
];

function newAccount(name: string): string {
	return `insert into account (kind, sign_in_name, title, created_at) values ('person', 'forged-${name}', '假', now()) returning id`;
}
