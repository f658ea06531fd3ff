-- One table of everything a caller can show: tickets, keys, and the tokens that are given for keys.
-- A digest covers the kind too (src/store/access/digest.ts), so a ticket never opens what a token opens.
set local lock_timeout = '2s';

alter table tickets rename to credentials;
alter table credentials
  add column kind text not null default 'ticket',
  -- The key a token was given for: it ends with its key. Null for a ticket.
  add column key_id int,
  -- The pair of tokens that were given together. Null for what is not one of a pair.
  add column grant_id uuid;
alter table credentials add constraint credentials_kind_known
  check (kind in ('ticket', 'api-key', 'orkes-token', 'box-access', 'box-refresh')) not valid;
create index credentials_key on credentials (key_id) where key_id is not null;
create index credentials_grant on credentials (grant_id) where grant_id is not null;

-- For processes of the version before, which may still be running beside new ones.
create view tickets as
select digest, user_id, language, created_at, expires_at, trusted from credentials where kind = 'ticket';

alter table api_keys
  add column id int generated always as identity unique,
  -- Addresses and networks from which the key works; empty for everywhere.
  add column addresses inet[] not null default '{}',
  -- What an integration may do; null where the key may do what its account may.
  add column rights text[],
  add column last_used_at timestamptz;
insert into credentials (digest, user_id, language, created_at, expires_at, kind, key_id)
select k.digest, k.user_id, u.language, k.created_at, 'infinity', 'api-key', k.id
  from api_keys k join users u on u.id = k.user_id;

-- A key is a credential as long as it is there, and what was given for it ends with it, whoever removes it.
create function api_keys_are_credentials() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    delete from credentials where key_id = old.id;
  else
    insert into credentials (digest, user_id, language, expires_at, kind, key_id)
    select new.digest, new.user_id, users.language, 'infinity', 'api-key', new.id from users where users.id = new.user_id;
  end if;
  return null;
end $$;
create trigger api_keys_are_credentials after insert or delete on api_keys
  for each row execute function api_keys_are_credentials();
