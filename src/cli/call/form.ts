import { isRefusal, type Answer } from './answer.ts';

const WAIT_MS = 120_000;

/** Calls by a query string, or by a form. */
export async function callByForm(
  method: 'GET' | 'POST',
  address: string,
  operation: string,
  values: ReadonlyMap<string, string>,
): Promise<Answer> {
  const form = new URLSearchParams([...values]);
  const signal = AbortSignal.timeout(WAIT_MS);
  const at = `${address}/${operation}`;
  const answer =
    method === 'GET'
      ? await fetch(`${at}?${form.toString()}`, { signal })
      : await fetch(at, { method, body: form, signal });
  const text = await answer.text();
  return { text, isDone: answer.ok && !isRefusal(text) };
}
