-- What clients sign in with, and which spellings they use that only old clients do.
set local lock_timeout = '2s';

-- A client is told apart by its program and by what it shows; digest is of both. Those that were counted before, and those
-- that a process of the version before counts, are known by their program alone.
alter table usage_agents add column credential text not null default 'unknown';

-- Defaults are constants, so no row is rewritten. spellings has a bit for each one that was used.
alter table usage_days
  add column deprecated_calls bigint not null default 0,
  add column spellings int not null default 0;
