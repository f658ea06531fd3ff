-- Notices of one mail: those of one recipient with the same moment. Null for a notice that is a mail of its own.
alter table notices add column gathered_at timestamptz;

-- The relay goes from recipient to recipient, and takes of each what has been due the longest.
create index notices_waiting on notices (recipient_id, send_at) where sent_at is null and given_up_at is null;
drop index notices_unsent;

-- Space of deleted rows is filled again, so blocks soon hold old and new rows alike and a BRIN index finds nothing.
-- This one knows only what has ended: writing a notice costs nothing more.
create index notices_ended on notices (coalesce(sent_at, given_up_at)) where coalesce(sent_at, given_up_at) is not null;
drop index notices_created;

-- When the next mail may be taken to a recipient. A row made by the first mail, deleted when its time is long over.
create table mail_turns (
  recipient_id int primary key,
  next_at timestamptz not null
) with (fillfactor = 70);
