-- What an account may do at a moment.

create or replace function grants_of(of_account integer, at timestamptz) returns jsonb
language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('role', given.role, 'area', case when area.parent_id is not null then area.id end,
    'organisation', organisation.id) order by given.id), '[]')
  from assignment given
  left join area on area.code = given.area_code
  left join organisation on organisation.code = given.organisation_code
  where given.account_id = of_account and given.valid_from <= at and (given.valid_to is null or given.valid_to > at)
    -- Ground that is not there any more is nowhere, not everywhere.
    and (given.area_code is null or area.id is not null)
    and (given.organisation_code is null or organisation.id is not null)
$$;
comment on function grants_of(integer, timestamptz) is 'Assignments of an account that are in force: role, area and organisation by their ids, both null for the whole jurisdiction, as for the root of the tree.';

create or replace function seen_as_of(of_account integer, until timestamptz, at timestamptz) returns jsonb
language sql stable as $$
  select jsonb_build_object('account', seen.id, 'title', seen.title, 'demonstration', seen.demonstration,
    'ended', seen.ended_at is not null, 'until', to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'grants', grants_of(seen.id, at))
  from account seen
  where seen.id = of_account and until > at
$$;
comment on function seen_as_of(integer, timestamptz, timestamptz) is 'As whom a session looks, until when, and what they may do; null where they look as themselves, or its time is over.';
