-- A display's new token counts from when it first comes: an answer may have been lost, and then the former one is all it has.
alter table session add column token_confirmed_at timestamptz;
update session set token_confirmed_at = token_made_at;
comment on column session.token_confirmed_at is 'When the token of now came for the first time after another; null until then.';
