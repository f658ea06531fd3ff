-- The desk: sessions of people in a browser. A session is a credential like every other, so that SQL knows its caller in
-- the one way; what only its owner looks at is beside it.
set local lock_timeout = '2s';

alter table credentials drop constraint credentials_kind_known;
alter table credentials add constraint credentials_kind_known
  check (kind in ('ticket', 'api-key', 'orkes-token', 'box-access', 'box-refresh', 'session')) not valid;

create table desk_sessions (
  digest bytea primary key references credentials (digest) on delete cascade,
  -- What a page calls it by: the digest is looked up, never shown.
  id int generated always as identity unique,
  user_id int not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  -- It ends then, however often it is used.
  ends_at timestamptz not null,
  signed_in_by text not null check (signed_in_by in ('password', 'single-sign-on')),
  agent text not null,
  client text not null
);
create index desk_sessions_user on desk_sessions (user_id);

-- What somebody has chosen for the desk; nobody has to.
create table desk_preferences (
  user_id int primary key references users (id) on delete cascade,
  shortcuts boolean not null default true
);

-- What became of an action on many tasks, for the page that says so and takes it back.
create table desk_results (
  id uuid primary key,
  user_id int not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  report jsonb not null
);
create index desk_results_created on desk_results (created_at);

-- Who an account is at the provider of single sign-on: issuer and subject never change, a login may.
create table sign_on_identities (
  issuer text not null,
  subject text not null,
  user_id int not null references users (id) on delete cascade,
  linked_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index sign_on_identities_user on sign_on_identities (user_id);
