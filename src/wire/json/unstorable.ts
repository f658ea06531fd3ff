/** More levels than any call needs; PostgreSQL and others read JSON level by level, and run out of stack. */
const MOST_LEVELS = 64;

export interface Unstorable {
  /** The place of what cannot be stored. */
  readonly path: readonly string[];
  readonly why: 'characters' | 'depth';
}

/** PostgreSQL's text holds neither U+0000 nor half a surrogate pair, and refuses all calls of a batch for one of them. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Finds the first text or name of a value read from JSON that cannot be stored. */
export function findUnstorable(value: unknown): Unstorable | null {
  const waiting: { readonly value: unknown; readonly path: readonly string[] }[] = [{ value, path: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path } = next;
    if (typeof next.value === 'string' && !isStorable(next.value)) return { path, why: 'characters' };
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (path.length === MOST_LEVELS) return { path, why: 'depth' };
    const entries = Object.entries(next.value);
    const bad = entries.find(([name]) => !isStorable(name));
    // The name itself cannot be told.
    if (bad) return { path, why: 'characters' };
    // Taken from the end, so that what comes first is looked at first.
    for (const [name, inner] of entries.reverse()) waiting.push({ value: inner, path: [...path, name] });
  }
  return null;
}
