import { LARGEST_INT } from '../../core/largest-int.ts';
import type { PartyName } from '../../core/assignment/named-parties.ts';
import type { TaskName } from '../../core/assignment/sharing-facts.ts';

/** How a client names something: by its uuid in any case, or by its number. */
type Named = { readonly uuid: string } | { readonly id: number };

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const NUMBER = /^[1-9]\d{0,9}$/;
/** Nothing has this number: what is asked for by it is not found when its turn comes to be looked for. */
const NOTHING: Named = { id: 0 };

function named(text: string): Named {
  if (UUID.test(text)) return { uuid: text };
  return NUMBER.test(text) && Number(text) <= LARGEST_INT ? { id: Number(text) } : NOTHING;
}

export const taskNamed = (text: string): TaskName => named(text);

export const userNamed = (id: string | number): Extract<PartyName, { kind: 'user' }> => ({
  kind: 'user',
  ...named(String(id)),
});

export const teamNamed = (id: string | number): PartyName => ({ kind: 'team', ...named(String(id)) });
