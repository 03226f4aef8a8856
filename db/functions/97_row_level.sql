-- The second fence (row-level security): what the product's own role sees and changes of each row, by who asks
-- (15_context.sql). The services ask the policy table first; where one of them forgets to, here is where it ends.
--
-- Each condition on who asks stands in a sub-select of its own, which is answered once for a statement and not for a row.

do $$
declare
  of_table text;
  policy record;
begin
  for policy in select tablename, policyname from pg_policies where schemaname = current_schema() loop
    execute format('drop policy %I on %I', policy.policyname, policy.tablename);
  end loop;
  foreach of_table in array array['account', 'assignment', 'session', 'invitation', 'second_factor', 'recovery_code',
    'sign_in_throttle', 'contact_reveal', 'audit_entry', 'audit_head', 'context_key', 'incident', 'incident_event',
    'incident_photo', 'greening_duty']
  loop
    execute format('alter table %I enable row level security', of_table);
    execute format('alter table %I force row level security', of_table);
    -- Who owns it is held as well, and let through by name: migrations, imports and commands.
    execute format('create policy %I on %I to %I using (true) with check (true)', of_table || '_owner', of_table, current_user);
  end loop;
end
$$;

-- What lies in a place.

create policy incident_read on incident for select to wangge_app using (
  (select context_everywhere('incident')) or grid_id in (select context_grids('incident')) or id in (select context_handled()));
create policy incident_insert on incident for insert to wangge_app with check (
  (select context_everywhere('report', 'incident')) or grid_id in (select context_grids('report', 'incident')));
create policy incident_update on incident for update to wangge_app using (
  (select context_everywhere('inspect', 'incident')) or grid_id in (select context_grids('inspect', 'incident'))
  or grid_id in (select context_grids('direct', 'incident')) or organisation_id = any ((select context_handles())::integer[]))
  -- Whoever gives it away sees it still, as one that was theirs: the policy of reading says so.
  with check (true);
create policy incident_event_read on incident_event for select to wangge_app using (
  exists (select from incident i where i.id = incident_id));
create policy incident_event_insert on incident_event for insert to wangge_app with check (
  actor = 'account:' || (select context_account()) and context_may_act(action, incident_id));

-- A photo comes with, and goes by, something that one does to its case oneself.
create policy incident_photo_read on incident_photo for select to wangge_app using (
  exists (select from incident i where i.id = incident_id));
create policy incident_photo_insert on incident_photo for insert to wangge_app with check (
  removed_nth is null and exists (select from incident_event e
    where e.incident_id = incident_photo.incident_id and e.nth = incident_photo.nth and e.actor = 'account:' || (select context_account())));
create policy incident_photo_remove on incident_photo for update to wangge_app
  using (removed_nth is null)
  with check (exists (select from incident_event e
    where e.incident_id = incident_photo.incident_id and e.nth = incident_photo.removed_nth and e.action = 'remove_photo'
      and e.actor = 'account:' || (select context_account())));

create policy greening_duty_read on greening_duty for select to wangge_app using (
  (select context_everywhere('greening')) or grid_id in (select context_grids('greening'))
  or organisation_id = any ((select context_organisations('greening'))::integer[]));

-- Accounts. Who comes in, and what is one's own, is looked up and changed in the door; the officers see all of them, and
-- whoever may read contacts their colleagues.

create policy account_read on account for select to wangge_app using (
  (select is_in_door() or is_process() or context_may('read', 'account')) or id = (select context_account())
  or id in (select context_colleagues()));
create policy account_insert on account for insert to wangge_app with check (
  (select is_in_door() or context_may('invite', 'account')));
create policy account_update on account for update to wangge_app using (
  (select is_in_door() or context_may('invite', 'account')));

create policy assignment_read on assignment for select to wangge_app using (
  (select is_in_door() or is_process() or context_may('read', 'account')) or account_id = (select context_account())
  or account_id in (select context_colleagues()));
create policy assignment_insert on assignment for insert to wangge_app with check (
  (select is_in_door()) or (
    granted_by = (select context_account()) and account_id <> (select context_account())
    and not lets_in(account_id, (select context_account()))
    and case when is_office(role)
      then (select context_may('appoint', 'account')) else (select context_may('assign', 'account')) end));
-- Who ends an account ends all its roles; the door closes behind a demonstration.
create policy assignment_update on assignment for update to wangge_app using (
  (select is_in_door()) or account_id <> (select context_account()) and (
    (select context_may('invite', 'account'))
    or not is_office(role) and (select context_may('assign', 'account'))));

create policy session_read on session for select to wangge_app using (
  (select is_in_door() or context_may('read', 'account')));
create policy session_insert on session for insert to wangge_app with check ((select is_in_door()));
-- A preview is begun in one's own session.
create policy session_update on session for update to wangge_app using (
  (select is_in_door() or context_may('invite', 'account'))
  or account_id = (select context_account()) and (select context_may('preview', 'account')));

create policy invitation_read on invitation for select to wangge_app using (
  (select is_in_door() or is_process() or context_may('read', 'account')));
create policy invitation_insert on invitation for insert to wangge_app with check (
  (select is_in_door() or is_process() or context_may('invite', 'account')));
create policy invitation_update on invitation for update to wangge_app using (
  (select is_in_door() or is_process() or context_may('invite', 'account')));

create policy second_factor_read on second_factor for select to wangge_app using (
  (select is_in_door() or context_may('read', 'account')));
create policy second_factor_insert on second_factor for insert to wangge_app with check ((select is_in_door()));
create policy second_factor_update on second_factor for update to wangge_app using ((select is_in_door()));
-- Nobody comes in as an officer whose second factor they took.
create policy second_factor_delete on second_factor for delete to wangge_app using (
  (select is_in_door()) or (select context_may('invite', 'account')) and not holds_office(account_id, (select context_at())));

create policy recovery_code_door on recovery_code to wangge_app
  using ((select is_in_door())) with check ((select is_in_door()));
create policy sign_in_throttle_door on sign_in_throttle to wangge_app
  using ((select is_in_door())) with check ((select is_in_door()));
-- Who erases a person forgets their attempts, and finds them by a key that is the product's.
create policy sign_in_throttle_find on sign_in_throttle for select to wangge_app using ((select context_may('erase', 'account')));
create policy sign_in_throttle_forget on sign_in_throttle for delete to wangge_app using ((select context_may('erase', 'account')));

create policy contact_reveal_own on contact_reveal to wangge_app
  using (account_id = (select context_account()) and (select context_may('reveal', 'contact')))
  with check (account_id = (select context_account()) and (select context_may('reveal', 'contact')));

-- The audit: read by the auditor alone, and nobody adds to it in another's name.

create policy audit_entry_read on audit_entry for select to wangge_app using ((select context_may('read', 'audit')));
create policy audit_entry_insert on audit_entry for insert to wangge_app with check (
  (select is_in_door() or is_process())
  -- Nor at another time than it is.
  or actor = 'account:' || (select context_account()) and at between (select context_at() - interval '1 hour') and (select context_at()));
create policy audit_head_read on audit_head for select to wangge_app using ((select context_may('read', 'audit')));
