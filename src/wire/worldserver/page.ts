import type { JsonCall, JsonReply } from '../json/json-dialect.ts';
import { readChosenFields, type ChosenFields } from './chosen-fields.ts';
import { badRequest, isError, type WorldServerError } from './errors.ts';
import { idOf } from './numbers.ts';

/** The part of a list that a client wants, and what of each object. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
  readonly fields: ChosenFields;
}

const USUAL_LIMIT = 30;
const MOST_ON_A_PAGE = 1000;

/** Reads the parameters that all lists have, or the first thing that is wrong with them. */
function readPage({ query }: JsonCall): Page | WorldServerError {
  const offset = query.has('offset') ? idOf(query.get('offset')) : 0;
  if (offset === null || offset < 0) return badRequest('Field offset is not valid');
  const limit = query.has('limit') ? idOf(query.get('limit')) : USUAL_LIMIT;
  if (limit === null || limit < 1 || limit > MOST_ON_A_PAGE) return badRequest('Field limit is not valid');
  const fields = readChosenFields(query);
  return fields ? { offset, limit, fields } : badRequest(BOTH_FIELDS);
}

/** Reads what a list is filtered by, and which part of it is wanted; or the first thing that is wrong. */
export function readList<Filters extends object>(
  call: JsonCall,
  readFilters: (call: JsonCall) => Filters | WorldServerError,
): { readonly page: Page; readonly filters: Filters } | WorldServerError {
  const filters = readFilters(call);
  if (isError(filters)) return filters;
  const page = readPage(call);
  return isError(page) ? page : { page, filters };
}

export const BOTH_FIELDS = 'Parameters fields and excludedFields cannot be used together';

/** What a list is filtered by: a parameter of the query, else a header of its name; null without either. */
export function filterOf({ message, query }: JsonCall, name: string): string | null {
  const header = message.headers[name.toLowerCase()];
  return query.get(name) ?? (typeof header === 'string' ? header : null);
}

/** The answer to a list; clients read on until they have as many items as there are in total. */
export const pageReply = (
  total: number,
  items: readonly Readonly<Record<string, unknown>>[],
  { fields }: Page,
  user: string | undefined,
): JsonReply => ({ status: 200, body: { total, items: items.map(fields) }, outcome: 'done', user });
