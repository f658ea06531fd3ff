import { hash, verify } from '@node-rs/argon2';
import type { Options } from '@node-rs/argon2';

/** OWASP's minimum for argon2id, the algorithm the library takes by default; memory in KiB. */
const COST = { memoryCost: 19456, timeCost: 2, parallelism: 1 } as const satisfies Options;

/** Each computation fills a core and 19 MiB for some 20 ms: more at once only take turns on the same cores. */
const COMPUTATIONS_AT_ONCE = 2;

/** Some four seconds of work. A caller further back in the line would have gone before its turn. */
const WAITING_COMPUTATIONS = 400;

/** Of a password nobody knows, at the cost above: an unknown account takes as long as a wrong password. */
const NOBODYS_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Too many passwords are waiting to be computed. */
export class PasswordQueueFull extends Error {
  override readonly name = 'PasswordQueueFull';
}

/** Hashes a password with argon2id, off the event loop; throws PasswordQueueFull. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, COST));

/**
 * Tells whether a password is the one that was hashed, off the event loop; throws PasswordQueueFull. With null,
 * for an account that does not exist or has no password, the answer is no and takes the same time.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(passwordHash ?? NOBODYS_HASH, password));
  return matches && passwordHash !== null;
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(compute: () => Promise<T>): Promise<T> {
  if (running >= COMPUTATIONS_AT_ONCE) {
    if (waiting.length >= WAITING_COMPUTATIONS) throw new PasswordQueueFull('too many logons at once');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await compute();
  } finally {
    // The place is handed on, not given back: a newcomer cannot overtake the first in line.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
