import { randomBytes, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Credential } from '../../core/access/credential.ts';
import { TOKEN_PREFIXES, type IssuedToken, type TokenKind } from '../../core/access/tokens.ts';
import type { Account } from '../../core/access/session.ts';
import type { AskedToken, NewTokens } from '../../operations/access/tokens.ts';
import { digestOfCredential } from './digest.ts';
import { execute, type Statement } from '../sql/statement.ts';

/** A client that asks for a token with every call would otherwise leave as many as two months have calls. */
const MOST_TOKENS = 1000;

/**
 * Makes tokens for `subject`. Of those that a key gave for one account, the thousand that live longest stay: the others
 * end. $1 to $3: digests, kinds, seconds; $4: the account, $5: the key or null, $6: what was given together.
 */
const INSERT = `
, asked as (
  select * from unnest($1::bytea[], $2::text[], $3::int[]) as asked (digest, kind, seconds)
), ended as (
  delete from credentials
   where digest in (select digest
                      from (select digest, row_number() over (partition by kind order by expires_at desc) as place
                              from credentials where key_id = $5 and user_id = $4 and kind in (select kind from asked)
                           ) as known
                     where place >= ${MOST_TOKENS})
     and exists (select from subject)
)
insert into credentials (digest, user_id, language, expires_at, kind, key_id, grant_id)
select digest, subject.id, subject.language, now() + make_interval(secs => seconds), kind, $5, $6::uuid
  from asked cross join subject
returning kind, expires_at as "expiresAt"`;

/** Waits for a change of the account that is being written: what it ends, it ends all of. */
const ISSUE: Statement = {
  name: 'tokens-issue',
  text: `
with subject as (
  select id, language from users
   where id = $4 and enabled and (tickets_allowed or not $7)
     and exists (select from api_keys where api_keys.id = $5)
     for share
)${INSERT}`,
};

const LOG_ON: Statement = {
  name: 'token-log-on',
  text: `
with subject as (
  update users set last_logon_at = now()
   where id = $4 and enabled and password_hash is not distinct from $7
  returning id, language
)${INSERT}`,
};

/** The refresh token is spent by whoever deletes it. */
const EXCHANGE: Statement = {
  name: 'tokens-exchange',
  text: `
with spent as (
  delete from credentials where digest = $7 and key_id = $5 and user_id = $4 and expires_at > now() returning user_id
), subject as (
  select id, language from users where id in (select user_id from spent) and enabled for share
)${INSERT}`,
};

interface Made {
  readonly values: readonly unknown[];
  readonly tokenOf: (kind: TokenKind) => string;
}

function make(tokens: readonly AskedToken[], userId: number, keyId: number | null): Made {
  const made = tokens.map(({ kind, seconds }) => ({
    kind,
    seconds,
    secret: TOKEN_PREFIXES[kind] + randomBytes(32).toString('base64url'),
  }));
  return {
    values: [
      made.map(digestOfCredential),
      made.map(({ kind }) => kind),
      made.map(({ seconds }) => seconds),
      userId,
      keyId,
      tokens.length > 1 ? randomUUID() : null,
    ],
    tokenOf: (kind) => made.find((one) => one.kind === kind)?.secret ?? '',
  };
}

async function insert(
  knex: Knex,
  statement: Statement,
  { values, tokenOf }: Made,
  last: unknown,
): Promise<IssuedToken[] | null> {
  const rows = await execute<{ kind: TokenKind; expiresAt: Date }>(knex, statement, [...values, last]);
  return rows.length === 0 ? null : rows.map((row) => ({ ...row, token: tokenOf(row.kind) }));
}

/** Makes tokens that a key gives for an account; null where either is gone, or the account is barred. */
export const issueTokens = (knex: Knex, { tokens, userId, keyId, barsTicketless }: NewTokens) =>
  insert(knex, ISSUE, make(tokens, userId, keyId), barsTicketless);

/** Makes a token for a login and its password; null where the account has changed since it was read. */
export const logOnForToken = (
  knex: Knex,
  { id, passwordHash }: Pick<Account, 'id' | 'passwordHash'>,
  asked: AskedToken,
) => insert(knex, LOG_ON, make([asked], id, null), passwordHash);

/** Makes tokens in place of a refresh token; null where it has been spent. */
export const exchangeToken = (knex: Knex, refresh: Credential, { tokens, userId, keyId }: NewTokens) =>
  insert(knex, EXCHANGE, make(tokens, userId, keyId), digestOfCredential(refresh));

const REVOKE: Statement = {
  name: 'tokens-revoke',
  text: `
delete from credentials
 where key_id = $1
   and grant_id in (select grant_id from credentials where digest = any ($2::bytea[]) and key_id = $1)
returning kind`,
};

/** Ends the pair that one of these credentials is of, if this key gave it. */
export async function revokeTokens(knex: Knex, keyId: number, either: readonly Credential[]): Promise<void> {
  await execute(knex, REVOKE, [keyId, either.map(digestOfCredential)]);
}

const ACCOUNT_BY_EMAIL: Statement = {
  name: 'login-by-email',
  text: `select login from users where lower(email) = lower(btrim($1)) and email <> '' and enabled limit 2`,
};

/** The login of the one enabled account with this address; null where there is none, or more. */
export async function readLoginByEmail(knex: Knex, email: string): Promise<string | null> {
  const [one, other] = await execute<{ login: string }>(knex, ACCOUNT_BY_EMAIL, [email]);
  return one && !other ? one.login : null;
}

const KEY_NAME: Statement = { name: 'api-key-named', text: 'select name from api_keys where name = $1' };

/** Whether there is a key of this name. */
export const isKeyName = async (knex: Knex, name: string): Promise<boolean> =>
  (await execute(knex, KEY_NAME, [name])).length > 0;
