import type { Trouble } from '../json/json-dialect.ts';

/** Reads a parameter that is true or false, in any case; left out or empty it is false. */
export function readFlag(query: URLSearchParams, name: string): { readonly value: boolean } | Trouble {
  const text = (query.get(name) ?? '').trim().toLowerCase();
  if (text === 'true') return { value: true };
  if (text === '' || text === 'false') return { value: false };
  return { trouble: 'body-unreadable', field: name, message: 'must be true or false' };
}
