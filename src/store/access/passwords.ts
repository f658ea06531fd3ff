import { hash, verify } from '@node-rs/argon2';
import type { Options } from '@node-rs/argon2';
import { LONGEST_PASSWORD } from '../../core/access/account-texts.ts';
import { createFairLine } from './fair-line.ts';

/** OWASP's minimum for argon2id, the algorithm the library takes by default; memory in KiB. */
const COST = { memoryCost: 19456, timeCost: 2, parallelism: 1 } as const satisfies Options;

/** Each computation fills a core and 19 MiB for some 20 ms: more at once only take turns on the same cores. */
const COMPUTATIONS_AT_ONCE = 2;

/** Some four seconds of work, half of them for one network. A caller further back would have gone before its turn. */
const WAITING_COMPUTATIONS = 400;

/** The hash of a password nobody knows, at the cost above: an unknown account takes as long as a wrong password. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** The line for computing passwords, of which each network has its own part; what runs in it computes one. */
export const inPasswordLine = createFairLine({
  atOnce: COMPUTATIONS_AT_ONCE,
  places: WAITING_COMPUTATIONS,
  placesEach: WAITING_COMPUTATIONS / 2,
});

/** Too many passwords are waiting to be computed. */
export class PasswordQueueFull extends Error {
  override readonly name = 'PasswordQueueFull';
}

/**
 * Hashes a password with argon2id, off the event loop, in the spelling that Unicode calls composed (NFC), whatever the
 * keyboard made of it; throws PasswordQueueFull.
 */
export const hashPassword = (password: string): Promise<string> => inLine(() => hash(password.normalize('NFC'), COST));

/**
 * Tells, in its turn, whether a password is the one that was hashed; as matchesHash.
 *
 * @throws PasswordQueueFull
 */
export const verifyPassword = (passwordHash: string | null, password: string): Promise<boolean> =>
  inLine(() => matchesHash(passwordHash, password));

/**
 * Tells whether a password is the one that was hashed, off the event loop. With null, for an account that does not
 * exist or has no password, the answer is no and takes the same time. A password that is too long is wrong, and costs
 * as much as any. Hashes made before passwords were composed are of the spelling they came in.
 */
export async function matchesHash(passwordHash: string | null, password: string): Promise<boolean> {
  const isTooLong = password.length > LONGEST_PASSWORD;
  const spellings = isTooLong ? [''] : [password.normalize('NFC'), password.normalize('NFD'), password];
  for (const spelling of new Set(spellings)) {
    const matches = await verify(passwordHash ?? NOBODYS_HASH, spelling);
    if (matches) return !isTooLong && passwordHash !== null;
  }
  return false;
}

async function inLine<Result>(compute: () => Promise<Result>): Promise<Result> {
  const computed = await inPasswordLine('', compute);
  if (!computed) throw new PasswordQueueFull('too many logons at once');
  return computed.result;
}
