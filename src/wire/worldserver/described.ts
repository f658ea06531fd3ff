import { z } from 'zod';
import type { RouteDescription } from '../json/json-dialect.ts';
import { Failed, Results } from './schemas.ts';

type Answers = RouteDescription['answers'];

const failed = (description: string): Answers[number] => ({ description, schema: Failed });

/** The statuses that every call can be answered with. */
const COMMON: Answers = {
  413: failed('The body is too large'),
  415: failed('The body is not JSON'),
  429: failed('Too many calls'),
  500: failed('The server has failed'),
  503: failed('The server is busy'),
};

/** The statuses of a call with a body and without a token. */
export const OPEN_ANSWERS: Answers = {
  ...COMMON,
  400: failed('The body is missing or cannot be read'),
  401: failed('Nobody may sign in with this'),
};

/** The statuses of a call with a body. */
export const BODY_ANSWERS: Answers = {
  ...COMMON,
  400: failed('The body or a parameter cannot be read'),
  401: failed('No session token, or a dead one'),
};

/** The statuses of a call without a body. */
export const READING_ANSWERS: Answers = {
  401: failed('No session token, or a dead one'),
  413: failed('The body is too large'),
  429: failed('Too many calls'),
  500: failed('The server has failed'),
  503: failed('The server is busy'),
};

export const badQuery = failed('A parameter cannot be read');

export const noSuchTask = failed('No such task');

/** A refused call on one item alone, or on nothing but refused ones, has the status of the first. */
const refusedItems = (description: string): Answers[number] => ({
  description,
  schema: z.union([Results, Failed]),
});

/** The description of a call whose body is a list of items. */
export const describedItems = (summary: string, item: z.ZodType): RouteDescription => ({
  summary,
  body: { schema: z.array(item).min(1).max(1000) },
  answers: {
    ...COMMON,
    200: { description: 'What came of each item', schema: Results },
    400: refusedItems('The body, or every item, cannot be read or does not fit'),
    401: failed('No session token, or a dead one'),
    403: refusedItems('The caller may not do this with any of the tasks'),
    404: refusedItems('A task, user, role or step that an item names is not there'),
    409: refusedItems('The tasks kept changing'),
    422: refusedItems('The Idempotency-Key was used for another request'),
  },
  isChange: true,
});

const Text = z.string();

/** The parameters that choose what is shown of each object. */
export const FIELDS = {
  fields: Text.optional().describe('Names of the fields to show, with commas between them.'),
  excludedFields: Text.optional().describe('Names of the fields not to show; not together with fields.'),
};

/** The parameters of every list. */
export const PAGE = {
  offset: Text.optional().describe('How many objects to pass over; 0 when left out.'),
  limit: Text.optional().describe('How many objects to show at the most: 1 to 1000, 30 when left out.'),
  ...FIELDS,
};

/** A page of a list. */
export const listOf = (item: z.ZodType) =>
  z.object({ total: z.int().describe('The objects on all pages.'), items: z.array(item) });
