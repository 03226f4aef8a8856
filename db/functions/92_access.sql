-- What an account may do at a moment. Asked with every request and every transaction, and so in plpgsql, which keeps its
-- plan for a connection: a function in SQL with a subquery is planned anew in each statement that calls it.

create or replace function grants_of(of_account integer, at timestamptz) returns jsonb
language plpgsql stable as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('role', given.role, 'area', case when area.parent_id is not null then area.id end,
      'organisation', organisation.id) order by given.id)
    from assignment given
    left join area on area.code = given.area_code
    left join organisation on organisation.code = given.organisation_code
    where given.account_id = of_account and given.valid_from <= at and (given.valid_to is null or given.valid_to > at)
      -- Ground that is not there any more is nowhere, not everywhere.
      and (given.area_code is null or area.id is not null)
      and (given.organisation_code is null or organisation.id is not null)
  ), '[]');
end
$$;
comment on function grants_of(integer, timestamptz) is 'Assignments of an account that are in force: role, area and organisation by their ids, both null for the whole jurisdiction, as for the root of the tree.';

create or replace function password_hash_of(of_account integer) returns text
-- No statement of the product reads the column: only whoever stands in the door, or their own.
language plpgsql stable security definer set search_path from current as $$
begin
  if is_in_door() or is_owner() or context_account() = of_account then
    return (select password_hash from account where id = of_account);
  end if;
  return null;
end
$$;
comment on function password_hash_of(integer) is 'The argon2id hash of an account''s password; null where whoever asks may not have it.';

create or replace function demonstration_places(out duty_grid text, out community text, out street text, out organisation text)
-- Of the work, nothing is told but where there is most of it, and that only of what is fictional.
language sql stable security definer set search_path from current as $$
  with busiest as (
    select g.community_id, g.duty_grid_id
    from grid g join incident i on i.grid_id = g.id
    where i.state not in ('closed', 'merged', 'void') and g.valid_to is null and (select demonstration from jurisdiction)
      and (is_owner() or is_process() or is_in_door())
    group by g.community_id, g.duty_grid_id
    order by g.duty_grid_id is null, count(*) desc, g.community_id, g.duty_grid_id limit 1
  )
  select d.code, c.code, s.code, (
    -- Whoever handles most, and of these who keeps green as well.
    select o.code from organisation o
    left join lateral (select count(*) as count from incident i
      where i.organisation_id = o.id and i.state not in ('closed', 'merged', 'void')) handled on true
    left join lateral (select count(*) as count from greening_duty j where j.organisation_id = o.id) kept on true
    where handled.count + kept.count > 0
    order by handled.count > 0 and kept.count > 0 desc, handled.count desc, kept.count desc, o.code limit 1
  )
  from busiest
  join area c on c.id = busiest.community_id
  left join area d on d.id = busiest.duty_grid_id
  left join area s on s.id = c.parent_id and s.level = 'street'
$$;
comment on function demonstration_places() is 'Where the people of a demonstration work: where most is being handled, and for whom most is due; codes.';

create or replace function seen_as_of(of_account integer, until timestamptz, at timestamptz) returns jsonb
language plpgsql stable as $$
begin
  if until > at then
    return (
      select jsonb_build_object('account', seen.id, 'title', seen.title, 'demonstration', seen.demonstration,
        'ended', seen.ended_at is not null, 'until', to_char(until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'grants', grants_of(seen.id, at))
      from account seen where seen.id = of_account
    );
  end if;
  return null;
end
$$;
comment on function seen_as_of(integer, timestamptz, timestamptz) is 'As whom a session looks, until when, and what they may do; null where they look as themselves, or its time is over.';

drop function if exists session_held(bytea, timestamptz);
create or replace function session_held(by_token bytea, at timestamptz)
returns table (id integer, account integer, awaits text, proven boolean, current boolean, token_made_at timestamptz,
  token_confirmed_at timestamptz, last_seen_at timestamptz, kind text, title text, sign_in_name text, demonstration boolean,
  grants jsonb, seen_as integer, seen jsonb, grants_md5 text, seen_md5 text)
-- Nobody guesses a token: whoever has one may know of its session, before anything is known of them.
language plpgsql stable security definer set search_path from current as $$
#variable_conflict use_column
begin
  return query
  select s.id, s.account_id, s.awaits, s.second_factor_at is not null, s.token_hash = by_token, s.token_made_at,
    s.token_confirmed_at, s.last_seen_at, a.kind, a.title, a.sign_in_name, a.demonstration,
    given.grants, s.seen_as, given.seen, md5(given.grants::text), md5((given.seen -> 'grants')::text)
  from session s
  join account a on a.id = s.account_id
  cross join lateral (
    -- A fence for the planner, which would write what is asked for here into each place that uses it.
    select grants_of(a.id, session_held.at) as grants, seen_as_of(s.seen_as, s.seen_as_until, session_held.at) as seen offset 0
  ) as given
  where (s.token_hash = by_token or s.former_token_hash = by_token) and s.ended_at is null and a.ended_at is null
    and s.expires_at > session_held.at and s.last_seen_at + make_interval(secs => s.idle_s) > session_held.at;
end
$$;
comment on function session_held(bytea, timestamptz) is 'The open session whose token has this SHA-256, with who holds it, what they may do at a moment, and as whom they look.';

create or replace function sees_accounts() returns boolean
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return is_owner() or is_process() or is_in_door() or context_may('read', 'account');
end
$$;
comment on function sees_accounts() is 'Whether whoever asks may know of everybody''s account and roles.';

create or replace function lets_in(patron integer, of_account integer) returns boolean
-- Whoever gives roles may not see all of it.
language plpgsql stable security definer set search_path from current as $$
begin
  if not sees_accounts() then
    return null;
  end if;
  return exists (select from account where id = of_account and created_by = patron)
    or exists (select from invitation where account_id = of_account and created_by = patron)
    or exists (select from assignment where account_id = of_account and granted_by = patron and is_office(role));
end
$$;
comment on function lets_in(integer, integer) is 'Whether an account owes another that it is here: brought in, given a link, or appointed by it. It gives that one no role, or they would give it to themselves. Null for whoever may not know.';

create or replace function holds_office(of_account integer, at timestamptz) returns boolean
language plpgsql stable security definer set search_path from current as $$
begin
  if not sees_accounts() then
    return null;
  end if;
  return exists (
    select from assignment
    where account_id = of_account and is_office(role) and valid_from <= at and (valid_to is null or valid_to > at)
  );
end
$$;
comment on function holds_office(integer, timestamptz) is 'Whether an account is one of the three officers at a moment; null for whoever may not know.';
