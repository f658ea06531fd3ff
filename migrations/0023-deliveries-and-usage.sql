-- What supervisors and administrators look at: mail on its way, who calls, and how much was done.
set local lock_timeout = '2s';

-- Mail that an administrator has dropped: by whom. It is given up at that moment, and nobody's failure.
alter table notices add column dropped_by text;

-- Few are given up, and neither writing a notice nor sending its mail touches this index.
create index notices_given_up on notices (given_up_at) where given_up_at is not null;

-- Who completed how much lately. No reassignment writes such a row, so that none has to keep this index.
create index history_completed on history (at) include (user_id, task_id)
  where new_status = 'Completed' and old_status is distinct from 'Completed';

-- User agents as clients have sent them, cut.
create table usage_agents (
  digest bytea primary key check (octet_length(digest) = 32),
  agent text not null
);

-- Calls of a day, added up by every process about once a minute. user_id is 0 where no account was known.
create table usage_days (
  day date not null,
  user_id int not null,
  api text not null,
  operation text not null,
  binding text not null,
  agent bytea not null,
  calls bigint not null,
  refusals bigint not null,
  last_at timestamptz not null,
  last_address text not null,
  primary key (day, user_id, api, operation, binding, agent)
) with (fillfactor = 70);
