-- How often signing on went wrong, and when it was right, by digests of account, network and both: who guesses has to
-- wait, whichever process is asked (docs/operating.md). No foreign key: a login that nobody has is counted alike.
create table sign_in_tallies (
  key bytea primary key check (octet_length(key) = 32),
  failures int not null default 0,
  last_failed_at timestamptz,
  -- When the next one in line may try.
  free_at timestamptz,
  right_at timestamptz
) with (fillfactor = 80);

-- Tickets that CreateTicketforUser made: only so many of one account are kept.
alter table tickets add column trusted boolean not null default false;
create index tickets_trusted on tickets (user_id) where trusted;
