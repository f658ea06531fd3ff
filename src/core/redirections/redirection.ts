export interface Person {
  readonly id: number;
  readonly fullName: string;
  readonly enabled: boolean;
}

export interface Forwarding {
  readonly recipient: Person;
  /** Ids of everybody the task went past, the person first named at the start, the recipient at the end. */
  readonly path: readonly number[];
}

/**
 * Follows the redirections in force from the person named to the end of the chain. Stops at the last good person:
 * before a disabled account and before somebody already passed
 * (docs/legacy/operations.md#chains-of-redirections).
 *
 * @param hops the chain as stored, in order, starting with the target of `named`'s own redirection
 */
export function followRedirections(named: Person, hops: readonly Person[]): Forwarding {
  const path = [named.id];
  let recipient = named;
  for (const hop of hops) {
    if (!hop.enabled || path.includes(hop.id)) break;
    path.push(hop.id);
    recipient = hop;
  }
  return { recipient, path };
}
