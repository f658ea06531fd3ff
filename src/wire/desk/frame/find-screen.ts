import type { OpenScreen, Screen } from './screen.ts';

export interface FoundScreen {
  readonly screen: Screen | OpenScreen;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the screen at a path; of two that fit, the one that comes first in the list. */
export function findScreen(screens: readonly (Screen | OpenScreen)[], path: string): FoundScreen | null {
  const parts = partsOf(path);
  if (parts === null) return null;
  for (const screen of screens) {
    const params = match(screen.path.split('/'), parts);
    if (params) return { screen, params };
  }
  return null;
}

/** Null for a path that cannot be decoded, or has U+0000 in it, which no text of the database has: it names nothing. */
function partsOf(path: string): string[] | null {
  if (path.includes('%00')) return null;
  try {
    return path.replace(/\/$/, '').split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [at, name] of pattern.entries()) {
    const part = parts[at] ?? '';
    if (name.startsWith(':')) params[name.slice(1)] = part;
    else if (name !== part) return null;
  }
  return params;
}
