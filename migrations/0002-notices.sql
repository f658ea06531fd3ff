-- A notice ends in one of two ways: it was sent, or it never will be and last_error says why.
alter table notices
  add column given_up_at timestamptz,
  add constraint notices_end_once check (sent_at is null or given_up_at is null);

drop index notices_unsent;
create index notices_unsent on notices (send_at) where sent_at is null and given_up_at is null;

-- Rows arrive in this order, so the old ones are found by block: next to nothing to keep up to date.
create index notices_created on notices using brin (created_at);
