/** What nobody writes of others' accounts, though they may see and change the rows (98_written_by_people.sql). */
import { NOW } from './people.ts';
import type { Probe } from './probes.ts';

export const WRITTEN: readonly Probe[] = [
	{
		name: 'another title for somebody who is here',
		as: 'system_administrator',
		sql: `update account set title = '别名' where id = :leader returning id`
	},
	{
		name: 'somebody is said to have brought another in',
		as: 'system_administrator',
		sql: 'update account set created_by = :auditor where id = :leader returning id'
	},
	{
		name: 'a link in another’s name',
		as: 'system_administrator',
		sql: `insert into invitation (purpose, account_id, token_hash, created_at, created_by, expires_at)
			values ('reset', :leader, sha256('x'), '${NOW.toISOString()}', :security_administrator, '2199-01-01') returning id`
	},
	{
		name: 'a link is turned to another',
		as: 'system_administrator',
		sql: 'update invitation set account_id = :security_administrator where account_id = :resident returning id'
	},
	{
		name: 'one’s own session becomes another’s',
		as: 'system_administrator',
		sql: 'update session set account_id = :security_administrator where account_id = :system_administrator returning id'
	},
	{
		name: 'another’s session gets a token that one knows',
		as: 'system_administrator',
		sql: `update session set token_hash = sha256('x') where account_id = :leader returning id`
	},
	{
		name: 'one’s own session lasts for years',
		as: 'security_administrator',
		sql: `update session set expires_at = '2199-01-01' where account_id = :security_administrator returning id`
	},
	{
		name: 'the second factor of an officer is taken',
		as: 'system_administrator',
		sql: 'delete from second_factor where account_id = :auditor returning account_id'
	},
	{
		name: 'a session that has ended goes on',
		as: 'system_administrator',
		sql: 'update session set ended_at = null where account_id = :ended returning id'
	},
	{
		name: 'a role becomes another one',
		as: 'security_administrator',
		sql: `update assignment set role = 'street_staff' where account_id = :leader returning id`
	},
	{
		name: 'why somebody got a role is written anew',
		as: 'security_administrator',
		sql: `update assignment set reason = '另一个' where account_id = :leader returning id`
	}
];
