-- How many phone numbers somebody has had shown to them on a day, so that nobody reads them all. What was shown to whom
-- and why stands in the audit.

create table contact_reveal (
  account_id integer not null references account (id),
  day date not null,
  count integer not null check (count > 0),
  primary key (account_id, day)
);
comment on table contact_reveal is 'Phone numbers that were shown to an account on a day: the quota (WANGGE_REVEALS_PER_DAY) is held against it.';
comment on column contact_reveal.account_id is 'To whom.';
comment on column contact_reveal.day is 'Calendar day of the jurisdiction.';
comment on column contact_reveal.count is 'How many.';
