import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Remembers which secrets were the right ones, in the memory of this process alone. */
export interface RightSecrets {
  /** Whether this secret was the right one when its owner was last asked for it. */
  has(owner: string, secret: string): boolean;
  remember(owner: string, secret: string): void;
  /** Forgets a secret that is not right any more. */
  forget(owner: string): void;
}

/**
 * A program that knows its password must get in while another one beside it, on the same machine or behind the same
 * proxy, is being guessed from or was not told the new one. What is kept is a code under a key that never leaves the
 * process: it is of no use to anybody who does not have both.
 */
export function createRightSecrets(most = 10_000): RightSecrets {
  const key = randomBytes(32);
  const codes = new Map<string, Buffer>();
  const codeOf = (secret: string): Buffer => createHmac('sha256', key).update(secret).digest();

  return {
    has(owner, secret) {
      const known = codes.get(owner);
      return known !== undefined && timingSafeEqual(known, codeOf(secret));
    },
    remember(owner, secret) {
      codes.delete(owner);
      codes.set(owner, codeOf(secret));
      const [oldest] = codes.keys();
      if (codes.size > most && oldest !== undefined) codes.delete(oldest);
    },
    forget: (owner) => void codes.delete(owner),
  };
}
