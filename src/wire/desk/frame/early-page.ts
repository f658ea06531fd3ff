import { setTimeout as delay } from 'node:timers/promises';
import type { AnsweredCall } from '../../dialect.ts';
import { renderContent, type PageFrame } from './layout.ts';
import { outcomeOf, type PageReply } from './screen.ts';

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

/** A call with the outcome of a page that is still to come: it is asked for when the last piece has gone. */
export function callOf(told: Omit<AnsweredCall, 'outcome'>, coming: Promise<PageReply>): AnsweredCall {
  let outcome = 'done';
  coming.then(
    (reply) => (outcome = outcomeOf(reply)),
    () => (outcome = 'fault'),
  );
  return {
    ...told,
    get outcome() {
      return outcome;
    },
  };
}

/**
 * A page in pieces: what is around it at once, so that a browser shows it, and the rest when it has come.
 *
 * @param failed what is said where nothing comes
 */
export async function* inPieces(
  frame: PageFrame,
  coming: Promise<PageReply>,
  failed: PageReply,
): AsyncGenerator<string, void> {
  yield frame.before;
  yield renderContent(await coming.catch(() => failed)) + frame.after;
}
