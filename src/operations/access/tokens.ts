import { decideAccess, type Access, type AccessFacts } from '../../core/access/access.ts';
import type { Caller } from '../../core/access/caller.ts';
import type { Credential } from '../../core/access/credential.ts';
import type { Account } from '../../core/access/session.ts';
import { decideSignIn } from '../../core/access/sign-in.ts';
import {
  askedTokenSeconds,
  TOKEN_SECONDS,
  type IssuedToken,
  type TokenKind,
  type TokenPair,
} from '../../core/access/tokens.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { createSignInGuard, type SignInHooks, type SignInOrigin, type SignInStore } from './sign-in-guard.ts';
import { toldTo } from './told-sign-on.ts';
import type { LogonRefusal, TicketPolicy } from './tickets.ts';

export interface AskedToken {
  readonly kind: TokenKind;
  readonly seconds: number;
}

export interface NewTokens {
  readonly tokens: readonly AskedToken[];
  readonly userId: number;
  readonly keyId: number;
  /** Whether an account that gets no ticket gets no token either. */
  readonly barsTicketless: boolean;
}

/** What tokens need of the store; null where what they were asked with has ended meanwhile. */
export interface TokenStore extends SignInStore {
  readonly readAccess: (access: Access) => Promise<AccessFacts>;
  readonly readAccount: (login: string) => Promise<Account | null>;
  readonly readLoginByEmail: (email: string) => Promise<string | null>;
  readonly isKeyName: (name: string) => Promise<boolean>;
  readonly issueTokens: (asked: NewTokens) => Promise<readonly IssuedToken[] | null>;
  readonly logOnForToken: (account: Account, asked: AskedToken) => Promise<readonly IssuedToken[] | null>;
  readonly exchangeToken: (refresh: Credential, asked: NewTokens) => Promise<readonly IssuedToken[] | null>;
  readonly revokeTokens: (keyId: number, either: readonly Credential[]) => Promise<void>;
  /** Takes as long for null, and is to be asked in the password line only. */
  readonly passwordMatches: (hash: string | null, password: string) => Promise<boolean>;
  readonly noteKeyUse: (keyId: number) => void;
  /** The login of whoever a credential was found to belong to when it was last looked up; reads nothing. */
  readonly loginOf: (credential: Credential) => string | undefined;
}

/** A key as a client of OAuth shows it. */
export interface Client {
  /** The name of the key. */
  readonly clientId: string;
  readonly clientSecret: string;
  readonly origin: SignInOrigin;
}

type Done<R extends string> = { readonly [Word in R]: true };

/**
 * Signing on to the JSON dialects that have tokens of their own. Wrong passwords and secrets are counted as in
 * AuthenticateUser.
 */
export interface TokenOperations {
  /** @param subjectId whom to act for; null: the key's account */
  issueBoxTokens(client: Client, subjectId: number | null): Promise<TokenPair | Refused<LogonRefusal>>;
  /** The refresh token is spent by it; the access token it came with lives to its end. */
  refreshBoxTokens(client: Client, refreshToken: string): Promise<TokenPair | Refused<LogonRefusal>>;
  /** Ends the pair that a token is of; an unknown token is none. */
  revokeBoxTokens(client: Client, token: string): Promise<Done<'revoked'> | Refused<LogonRefusal>>;
  /** @param askedMs how long the token is to live, in milliseconds; null: a day */
  issueOrkesToken(pair: OrkesPair, askedMs: number | null): Promise<IssuedToken | Refused<LogonRefusal>>;
}

/** A key's name and the key; or a login, or its e-mail address, and the password. */
export interface OrkesPair {
  readonly id: string;
  readonly secret: string;
  readonly origin: SignInOrigin;
}

const PAIR: readonly AskedToken[] = (['box-access', 'box-refresh'] as const).map((kind) => ({
  kind,
  seconds: TOKEN_SECONDS[kind],
}));

export function createTokenOperations(
  store: TokenStore,
  { ticketDays = 30 }: Pick<TicketPolicy, 'ticketDays'>,
  means: SignInHooks,
): TokenOperations {
  const guard = createSignInGuard(store, means);
  const told = toldTo(means);

  /** Runs what a key of this name is asked for, if the secret is the key. */
  const withKey = async <Outcome extends object>(
    { clientId, clientSecret, origin }: Client,
    subjectId: number | null,
    run: (caller: Caller, keyId: number) => Promise<Outcome | Refused<'authentication-failed'>>,
  ): Promise<Outcome | Refused<LogonRefusal>> => {
    const credential: Credential = { kind: 'api-key', secret: clientSecret };
    const access = { credential, client: origin.client, subjectId };
    const reading = store.readAccess(access);
    const checking = guard.checkSecret({
      subject: { kind: 'secret', name: `key ${clientId}` },
      secret: clientSecret,
      client: origin.client,
      // A key whose account may do nothing, or that comes from elsewhere, is as good as unknown.
      check: async () => {
        const facts = await reading;
        return (
          facts.key?.name === clientId &&
          !isRefused(decideAccess({ ...access, subjectId: null }, { ...facts, subject: facts.holder }))
        );
      },
    });
    const [facts, { verdict, delayMs }] = await Promise.all([reading, checking]);
    const finish = async (): Promise<Outcome | Refused<LogonRefusal>> => {
      if (isRefused(verdict)) return verdict;
      const caller = verdict.isRight ? decideAccess(access, facts) : refused('authentication-failed');
      if (isRefused(caller) || !caller.key) return refused('authentication-failed');
      store.noteKeyUse(caller.key.id);
      return run(caller, caller.key.id);
    };
    const login = store.loginOf(credential);
    return told(origin, { account: login === undefined ? null : { login }, delayMs, outcome: await finish() });
  };

  const pairOf = (issued: readonly IssuedToken[] | null): TokenPair | Refused<'authentication-failed'> => {
    const access = issued?.find(({ kind }) => kind === 'box-access');
    const refresh = issued?.find(({ kind }) => kind === 'box-refresh');
    return access && refresh ? { access, refresh } : refused('authentication-failed');
  };

  const oneOf = (issued: readonly IssuedToken[] | null): IssuedToken | Refused<'authentication-failed'> =>
    issued?.[0] ?? refused('authentication-failed');

  const logOn = async ({ id, secret, origin }: OrkesPair, asked: AskedToken) => {
    const find = async (): Promise<Account | null> => {
      const named = await store.readAccount(id);
      if (named) return named;
      const login = await store.readLoginByEmail(id);
      return login === null ? null : store.readAccount(login);
    };
    const account = await find();
    const { verdict, delayMs } = await guard.checkPassword({
      // However an account is named, guessing at it counts as one.
      subject: { kind: 'login', name: account?.login ?? id },
      secret,
      client: origin.client,
      check: () => store.passwordMatches(account?.enabled ? account.passwordHash : null, secret),
    });
    const decision = isRefused(verdict) ? verdict : decideSignIn(account, verdict.isRight);
    const outcome = isRefused(decision) ? decision : oneOf(await store.logOnForToken(decision.account, asked));
    return told(origin, { account, delayMs, outcome });
  };

  return {
    issueBoxTokens: (client, subjectId) =>
      withKey(client, subjectId, async ({ id: userId }, keyId) =>
        pairOf(await store.issueTokens({ tokens: PAIR, userId, keyId, barsTicketless: false })),
      ),

    refreshBoxTokens: (client, refreshToken) =>
      withKey(client, null, async (_, keyId) => {
        const credential: Credential = { kind: 'box-refresh', secret: refreshToken };
        const access = { credential, client: client.origin.client, subjectId: null };
        const caller = decideAccess(access, await store.readAccess(access));
        if (isRefused(caller) || caller.key?.id !== keyId) return refused('authentication-failed');
        const asked = { tokens: PAIR, userId: caller.id, keyId, barsTicketless: false };
        return pairOf(await store.exchangeToken(credential, asked));
      }),

    revokeBoxTokens: (client, token) =>
      withKey(client, null, async (_, keyId) => {
        await store.revokeTokens(keyId, [
          { kind: 'box-access', secret: token },
          { kind: 'box-refresh', secret: token },
        ]);
        return { revoked: true };
      }),

    async issueOrkesToken(pair, askedMs) {
      const asked = { kind: 'orkes-token', seconds: askedTokenSeconds(askedMs, ticketDays) } as const;
      if (!(await store.isKeyName(pair.id))) return logOn(pair, asked);
      const client = { clientId: pair.id, clientSecret: pair.secret, origin: pair.origin };
      return withKey(client, null, async ({ id: userId }, keyId) =>
        oneOf(await store.issueTokens({ tokens: [asked], userId, keyId, barsTicketless: true })),
      );
    },
  };
}
