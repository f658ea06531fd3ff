import { isRefused, type Refusal, type Refused } from '../../core/refusal.ts';
import { askedPartsOf, type Asked } from '../json/asked.ts';
import { readJson } from '../json/body.ts';
import type { JsonCall, JsonReply, Trouble } from '../json/json-dialect.ts';
import { badRequest, BODY_NOT_VALID, errorBody, isError, wordedTrouble, type WorldServerError } from './errors.ts';
import { idOf } from './numbers.ts';
import { NAME, type Needs } from './needs.ts';
import { credentialOf, refusalOfToken, unauthorized } from './session.ts';

/** An object of the body, as it was sent. */
export type SentItem = Readonly<Record<string, unknown>>;

/** A call on any number of tasks, each of which is an item of its body. */
export interface ItemsCall<Item, R extends Refusal> {
  /** The name of the call in history. */
  readonly operation: string;
  /** What is said where the body is no list of items. */
  readonly bodyWords?: string;
  /** Reads what an item says of its task, or the first thing that is wrong with it. */
  readonly read: (sent: SentItem) => Item | WorldServerError;
  readonly run: (asked: Asked & { readonly task: { readonly id: number } }, item: Item) => Promise<object | Refused<R>>;
  /** The words for a refusal; asked for again where they need something that the refusal does not say. */
  readonly errorOf: (refusal: R, taskId: number, asked: Asked) => WorldServerError | Promise<WorldServerError>;
}

/** At the most, in one call. */
const MOST_ITEMS = 1000;

/** What came of an item. */
interface Done {
  readonly outcome: 'done' | Refusal | 'unreadable';
  readonly error: WorldServerError | null;
}

/**
 * Runs a call on each of its items and answers for each. Items of one task run one after the other, in their order, each
 * on what the one before left; those of different tasks together. Nothing of what was done is taken back for what was
 * refused. The first thing looked at is the token, then the body, then the items.
 */
export async function answerItems<Item extends object, R extends Refusal>(
  call: JsonCall,
  needs: Needs,
  spec: ItemsCall<Item, R>,
): Promise<JsonReply | Trouble> {
  const credential = credentialOf(call.message);
  if (credential.kind === 'anonymous') return unauthorized('anonymous');
  const sent = readItems(call, spec.bodyWords ?? BODY_NOT_VALID);
  if ('trouble' in sent) return (await refusalOfToken(needs, credential)) ?? sent;

  const askedOf = askedPartsOf(call, { api: NAME, operation: spec.operation, credential });
  const read = sent.items.map((item) => readItem(item, spec));
  const isAsking = read.some((item) => !isError(item));
  if (!isAsking) {
    const refusal = await refusalOfToken(needs, credential);
    if (refusal) return refusal;
  }

  const done: Done[] = read.map((item) => ({ outcome: 'unreadable', error: isError(item) ? item : null }));
  const runOne = async (index: number, { id, item }: ReadItem<Item>): Promise<void> => {
    const asked = askedOf(index);
    const outcome = await spec.run({ ...asked, task: { id } }, item);
    done[index] = isRefused<R>(outcome)
      ? { outcome: outcome.refused, error: await spec.errorOf(outcome.refused, id, asked) }
      : { outcome: 'done', error: null };
  };
  await allOf(
    [...byTask(read).values()].map(async (indices) => {
      for (const index of indices) {
        const item = read[index];
        if (item && !isError(item)) await runOne(index, item);
      }
    }),
  );
  const asked = done.filter(({ outcome }) => outcome !== 'unreadable');
  if (asked.length > 0 && asked.every(({ outcome }) => outcome === 'ticket-invalid')) {
    return unauthorized('ticket-invalid');
  }
  return { ...replyOf(done), user: needs.operations.loginOf(credential) };
}

/** A task and what is wanted of it. */
interface ReadItem<Item> {
  readonly id: number;
  readonly item: Item;
}

function readItems({ message }: JsonCall, words: string): { readonly items: readonly SentItem[] } | Trouble {
  const json = readJson(message);
  if ('trouble' in json) return wordedTrouble(json, words);
  const { value } = json;
  const isList = Array.isArray(value) && value.length > 0 && value.every(isItem);
  if (!isList) return { trouble: 'body-unreadable', field: '', message: words };
  if (value.length > MOST_ITEMS) return { trouble: 'body-unreadable', field: '', message: TOO_MUCH };
  return { items: value };
}

/** What is said of more than one call may ask for. */
export const TOO_MUCH = 'Request body not sent, or invalid';

const isItem = (value: unknown): value is SentItem =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readItem<Item extends object, R extends Refusal>(
  sent: SentItem,
  { read }: ItemsCall<Item, R>,
): ReadItem<Item> | WorldServerError {
  const id = idOf(sent.id);
  if (id === null) return badRequest('Task Id is not valid');
  const item = read(sent);
  return isError(item) ? item : { id, item };
}

/** The places of the items of each task, in their order. */
function byTask(items: readonly (ReadItem<object> | WorldServerError)[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const [index, item] of items.entries()) {
    if (isError(item)) continue;
    const known = places.get(item.id);
    if (known) known.push(index);
    else places.set(item.id, [index]);
  }
  return places;
}

/** Waits for all, also where one fails: nothing is to go on behind the answer. */
async function allOf(works: readonly Promise<void>[]): Promise<void> {
  for (const settled of await Promise.allSettled(works)) if (settled.status === 'rejected') throw settled.reason;
}

/** All refused: the status is that of the first. Otherwise 200, and the body says which were. */
function replyOf(done: readonly Done[]): JsonReply {
  const failed = done.flatMap(({ outcome, error }) => (error ? [{ outcome, error }] : []));
  const [first] = failed;
  const response = done.map(({ error }) => (error ? errorBody(error) : { status: 'OK' }));
  if (!first) return { status: 200, body: { status: 'OK', response }, outcome: 'done' };
  const errors = failed.map(({ error }) => error);
  return {
    status: failed.length === done.length ? first.error.code : 200,
    body: { ...errorBody(...errors), response },
    outcome: first.outcome,
  };
}
