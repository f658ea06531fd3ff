import { hash, timingSafeEqual } from 'node:crypto';
import type { Credential } from '../../core/access/credential.ts';
import { isUsualTicket, TICKET_FORM } from '../../core/access/ticket-form.ts';

/** Gives a ticket its one spelling, lower-case 8-4-4-4-12; null when it is not a GUID. */
export function canonicalTicket(text: string): string | null {
  if (isUsualTicket(text)) return text;
  const groups = TICKET_FORM.exec(text.trim());
  return groups ? groups.slice(1).join('-').toLowerCase() : null;
}

/** SHA-256 of a secret that is itself random: tickets and API keys are stored and looked up by nothing else. */
export const digestOf = (secret: string): Buffer => hash('sha256', secret, 'buffer');

const NOBODY = Buffer.alloc(0);

const digests = new WeakMap<Credential, Buffer>();

/**
 * The digest to look a caller up by; an empty buffer, which no row has, for a caller without a usable credential.
 * A call looks its caller up and afterwards extends the ticket: it is computed once for both.
 */
export function digestOfCredential(credential: Credential): Buffer {
  const known = digests.get(credential);
  if (known) return known;
  const digest = computeDigest(credential);
  digests.set(credential, digest);
  return digest;
}

/**
 * The kind of a token is part of its digest, so that it is known as nothing else. Tickets and keys were stored before
 * there were kinds: a ticket is a GUID, and a key is none.
 */
function computeDigest(credential: Credential): Buffer {
  if (credential.kind === 'anonymous') return NOBODY;
  const { kind, secret } = credential;
  if (kind !== 'ticket' && kind !== 'api-key') return digestOf(`${kind}:${secret}`);
  const ticket = canonicalTicket(secret);
  if (kind === 'api-key') return ticket === null ? digestOf(secret) : NOBODY;
  return ticket === null ? NOBODY : digestOf(ticket);
}

/** Compares two secrets in a time that does not depend on where they differ. */
export const secretsEqual = (one: string, other: string): boolean => timingSafeEqual(digestOf(one), digestOf(other));
