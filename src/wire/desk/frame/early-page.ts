import { setTimeout as delay } from 'node:timers/promises';
import { renderContent, type PageFrame } from './layout.ts';
import type { PageReply } from './screen.ts';

/** How long a page is waited for before it begins without what it says. Most are there at once. */
const PATIENCE_MS = 25;

/** The page if it comes soon, null if not. @throws what the page throws by then */
export async function comingSoon(coming: Promise<PageReply>): Promise<PageReply | null> {
  const done = new AbortController();
  const late = delay(PATIENCE_MS, null, { signal: done.signal }).catch(() => null);
  try {
    return await Promise.race([coming, late]);
  } finally {
    done.abort();
  }
}

/**
 * A page in pieces: what is around it at once, so that a browser shows it, and the rest when it has come.
 *
 * @param failed what is said where nothing comes
 * @throws what the page throws, after the last piece
 */
export async function* inPieces(
  frame: PageFrame,
  coming: Promise<PageReply>,
  failed: PageReply,
): AsyncGenerator<string, void> {
  yield frame.before;
  let fault: { readonly error: unknown } | null = null;
  let reply = failed;
  try {
    reply = await coming;
  } catch (error) {
    fault = { error };
  }
  yield renderContent(reply) + frame.after;
  if (fault) throw fault.error;
}
