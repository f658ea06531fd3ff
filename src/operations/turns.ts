/** Resolves when the turn of an account has come, with a function that ends it. */
export type Turns = (account: number) => Promise<() => void>;

/** Lets each account do one thing at a time, whatever others do. */
export function createTurns(): Turns {
  const last = new Map<number, Promise<void>>();
  return async (account) => {
    const before = last.get(account);
    let end: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => (end = resolve));
    last.set(account, mine);
    await before;
    return () => {
      if (last.get(account) === mine) last.delete(account);
      end();
    };
  };
}
