import { saidBy, shown } from '../contract/fetching.ts';
import { isAnswer, isRefusal, type Answer } from './answer.ts';

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
  const asked =
    method === 'GET' ? fetch(`${at}?${form.toString()}`, { signal }) : fetch(at, { method, body: form, signal });
  const { ok, text } = await asked
    .then(async (answer) => ({ ok: answer.ok, text: await answer.text() }))
    .catch((error: unknown) => {
      throw new Error(`${shown(address)} has answered nothing: ${saidBy(error)}`);
    });
  if (text === '') throw new Error(`${shown(address)} has answered nothing: ${saidBy(undefined)}`);
  return { text, isDone: ok && isAnswer(text) && !isRefusal(text) };
}
