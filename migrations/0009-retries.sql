-- Answers already given to calls that may be repeated (Idempotency-Key, RETRY_WINDOW_SECONDS), written by the
-- statement that did the work: the answer is remembered exactly when the work was done.
create table retries (
  digest bytea primary key check (octet_length(digest) = 32),
  answer jsonb not null,
  expires_at timestamptz not null
);
create index retries_expired on retries (expires_at);
