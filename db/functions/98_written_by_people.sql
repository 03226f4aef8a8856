-- What somebody may change of the accounts of others, whatever the statement: row-level security says which rows, this
-- says what of them. The door and the process write more; they are not asked on behalf of anybody.

create or replace function is_nobodys_wish() returns boolean
language plpgsql stable parallel restricted set search_path from current as $$
begin
  return is_in_door() or is_process() or is_owner();
end
$$;
comment on function is_nobodys_wish() is 'Whether the product or the owner writes, and not somebody by way of it.';

create or replace function only_columns() returns trigger
language plpgsql set search_path from current as $$
begin
  if is_nobodys_wish() then
    return new;
  end if;
  if to_jsonb(new) - tg_argv is distinct from to_jsonb(old) - tg_argv then
    raise exception 'forbidden' using errcode = 'WG000', detail = json_build_object('what', tg_table_name)::text;
  end if;
  return new;
end
$$;
comment on function only_columns() is 'Lets a statement on behalf of somebody change these columns and no others.';

create or replace function guard_account() returns trigger
language plpgsql set search_path from current as $$
declare
  -- A number is given with an invitation, and by whoever it is of in the door.
  keeps_phone boolean;
begin
  if is_nobodys_wish() then
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.password_hash is null and not new.demonstration and new.ended_at is null and new.created_by = context_account() then
      return new;
    end if;
  else
    keeps_phone := new.phone is null or new.phone = old.phone or (old.phone is null and old.password_hash is null);
    if keeps_phone and (new.password_hash is null or new.password_hash = old.password_hash)
      and (old.ended_at is null or new.ended_at = old.ended_at)
      and (new.erased_at is not null or (new.sign_in_name, new.title) = (old.sign_in_name, old.title))
    then
      return new;
    end if;
  end if;
  raise exception 'forbidden' using errcode = 'WG000', detail = '{"what": "account"}';
end
$$;
comment on function guard_account() is 'Accounts are brought in without a password, ended and erased by those who manage; nobody chooses another''s password.';

create or replace function guard_session() returns trigger
language plpgsql set search_path from current as $$
begin
  if is_nobodys_wish()
    or (old.ended_at is null or new.ended_at = old.ended_at) and new.device in (old.device, '')
      and (old.account_id = context_account() or (new.seen_as, new.seen_as_until, new.last_seen_at)
        is not distinct from (old.seen_as, old.seen_as_until, old.last_seen_at))
  then
    return new;
  end if;
  raise exception 'forbidden' using errcode = 'WG000', detail = '{"what": "session"}';
end
$$;
comment on function guard_session() is 'Sessions of others are ended, and what they were on is forgotten; in one''s own one looks as somebody else.';

create or replace function guard_assignment() returns trigger
language plpgsql set search_path from current as $$
begin
  if is_nobodys_wish()
    or coalesce(new.valid_to, 'infinity') <= coalesce(old.valid_to, 'infinity') and new.reason in (old.reason, '')
  then
    return new;
  end if;
  raise exception 'forbidden' using errcode = 'WG000', detail = '{"what": "assignment"}';
end
$$;
comment on function guard_assignment() is 'What was given is ended earlier, and never later.';

create or replace function guard_invitation() returns trigger
language plpgsql set search_path from current as $$
begin
  if is_nobodys_wish()
    or tg_op = 'INSERT' and new.created_by = context_account() and new.used_at is null
    or tg_op = 'UPDATE' and (old.used_at is null or new.used_at = old.used_at)
  then
    return new;
  end if;
  raise exception 'forbidden' using errcode = 'WG000', detail = '{"what": "invitation"}';
end
$$;
comment on function guard_invitation() is 'Links are made in one''s own name, and used up.';

do $$
declare
  guard record;
begin
  for guard in
    select * from (values
      ('account', array['ended_at', 'erased_at', 'password_hash', 'password_set_at', 'phone', 'sign_in_name', 'title', 'organisation_code'], true),
      ('session', array['ended_at', 'seen_as', 'seen_as_until', 'device', 'last_seen_at'], false),
      ('assignment', array['valid_to', 'reason'], false),
      ('invitation', array['used_at'], true)
    ) as said (name, columns, inserted)
  loop
    execute format('create or replace trigger %I before update on %I for each row execute function only_columns(%s)',
      guard.name || '_columns', guard.name, (select string_agg(quote_literal(one), ', ') from unnest(guard.columns) one));
    execute format('create or replace trigger %I before %s update on %I for each row execute function %I()',
      guard.name || '_guard', case when guard.inserted then 'insert or' else '' end, guard.name, 'guard_' || guard.name);
  end loop;
end
$$;
