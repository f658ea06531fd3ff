import { isAdministrator, type Caller } from './caller.ts';
import type { Credential } from './credential.ts';
import { isWithin, readNetwork } from './networks.ts';
import type { CallerKey } from './rights.ts';
import { refused, type Refused } from '../refusal.ts';

/** What a call of a JSON dialect shows to be let in. */
export interface Access {
  readonly credential: Credential;
  /** The client's address. */
  readonly client: string;
  /** The id of the account to act for; null: the credential's own. */
  readonly subjectId: number | null;
  /** What has been read of the credential for this very request, where that was done: it is not read again. */
  readonly known?: AccessFacts;
}

/** A key as it is at this moment. */
export interface KeyFacts extends Pick<CallerKey, 'id' | 'name' | 'rights'> {
  /** Addresses and networks from which it works; none: everywhere. */
  readonly addresses: readonly string[];
  /** Null where it is disabled, or the key is not there any more. */
  readonly account: Caller | null;
}

/** What is known of a credential at the moment of its use; accounts that are disabled are null. */
export interface AccessFacts {
  /** Whose credential it is: of a token the account that it was asked for. Null where the credential is dead. */
  readonly holder: Caller | null;
  /** The key itself, or the one that the token was given for; null for a ticket, and a token given for a password. */
  readonly key: KeyFacts | null;
  /** The account acted for. */
  readonly subject: Caller | null;
  /** The credential is known, and its time is over. Not looked at by all that read who calls. */
  readonly hasEnded?: boolean;
}

/** Who calls. Everything is looked at in each call: a token neither outlives nor outgrows its key. */
export function decideAccess(
  { credential, client, subjectId }: Access,
  { holder, key, subject, hasEnded }: AccessFacts,
): Caller | Refused<'anonymous' | 'ticket-invalid' | 'access-denied'> {
  if (credential.kind === 'anonymous') return refused('anonymous');
  if (hasEnded) return { ...refused('ticket-invalid'), ended: true };
  if (!holder || (key && !opens(key, client))) return refused('ticket-invalid');
  if (key && !mayActFor(key, holder.id)) return refused('ticket-invalid');
  const isAsked = subjectId !== null && subjectId !== holder.id;
  if (isAsked && !(mayNameAnother(holder, key) && (!key || mayActFor(key, subjectId)))) return refused('access-denied');
  if (!subject) return refused('access-denied');
  return key ? { ...subject, key: keyOf(key, subject.id) } : subject;
}

/** Whether a key lets anybody in from this address. From elsewhere it is as good as unknown. */
const opens = ({ account, addresses }: KeyFacts, client: string): boolean =>
  account !== null &&
  (addresses.length === 0 ||
    isWithin(
      client,
      addresses.flatMap((address) => readNetwork(address) ?? []),
    ));

/** Whether a key may act for this account: its own, or any where it may do what an administrator may, or `act-as`. */
const mayActFor = ({ account, rights }: KeyFacts, userId: number): boolean =>
  account !== null &&
  (account.id === userId || (rights === null ? isAdministrator(account) : rights.includes('act-as')));

/** Whether this holder of a credential may name another account: acting for somebody is not more than being him. */
const mayNameAnother = (holder: Caller, key: KeyFacts | null): boolean =>
  holder.id === key?.account?.id || isAdministrator(holder);

const keyOf = ({ id, name, rights, account }: KeyFacts, callerId: number): CallerKey => ({
  id,
  name,
  rights,
  actsForAnother: callerId !== account?.id,
});
