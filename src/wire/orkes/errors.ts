import { z } from 'zod';
import type { Message } from '../dialect.ts';
import type { Trouble, TroubleKind } from '../json/json-dialect.ts';

/** What clients take for a sign that a new token helps. */
export type TokenError = 'INVALID_TOKEN' | 'EXPIRED_TOKEN';

export const OrkesError = z
  .object({
    status: z.int().describe('The HTTP status once more.'),
    error: z
      .enum(['INVALID_TOKEN', 'EXPIRED_TOKEN'])
      .optional()
      .describe('With 401 only: a new token of POST /api/token helps.'),
    message: z.string().describe('What is wrong, for people.'),
    instance: z.string().describe('The id of the request, by which the log of the server knows it.'),
    retryable: z.boolean().describe('Whether the same call may succeed later.'),
  })
  .meta({
    id: 'OrkesError',
    description: 'Why a call was turned down.',
    example: {
      status: 400,
      message: '[0].assignee.user: there is no user "jane.doe@acme.com"',
      instance: 'f1f1b7f0-6f0e-4b0a-9d0c-0d6ad6c0a1a2',
      retryable: false,
    },
  });

export interface Wrong {
  readonly status: number;
  readonly message: string;
  readonly error?: TokenError | undefined;
  readonly isRetryable?: boolean;
}

/** The body of an answer that says what is wrong. */
export const errorBody = (
  { status, error, message, isRetryable = false }: Wrong,
  { requestId }: Pick<Message, 'requestId'>,
): z.output<typeof OrkesError> => ({
  status,
  ...(error && { error }),
  message,
  instance: requestId,
  retryable: isRetryable,
});

/** A path of a body as people write it: "0.assignee.user" is [0].assignee.user. */
const placeOf = (path: string): string => path.replaceAll(/(^|\.)(\d+)(?=\.|$)/g, '[$2]');

const TROUBLES: { readonly [Kind in TroubleKind]: (trouble: Extract<Trouble, { trouble: Kind }>) => Wrong } = {
  'no-such-address': () => ({ status: 404, message: 'There is nothing at this address.' }),
  'method-not-allowed': ({ allowed }) => ({ status: 405, message: `This address takes ${allowed.join(', ')}.` }),
  'body-too-large': () => ({ status: 413, message: 'The body is too long.' }),
  'media-type-unsupported': () => ({ status: 415, message: 'The body must be JSON in UTF-8.' }),
  'body-missing': () => ({ status: 400, message: 'A JSON body is required.' }),
  'body-unreadable': ({ field, message }) => ({
    status: 400,
    message: field === '' ? sentence(message) : `${placeOf(field)} ${message}`,
  }),
  'too-many-calls': ({ retryAfterSeconds }) => ({
    status: 429,
    message: `Too many calls: try again in ${retryAfterSeconds} s.`,
    isRetryable: true,
  }),
  'no-room': () => ({
    status: 503,
    message: 'The server has too many requests in hand; try again.',
    isRetryable: true,
  }),
  fault: () => ({ status: 500, message: 'An error occurred on the server.', isRetryable: true }),
};

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

export const troubleBody = (trouble: Trouble, message: Message): unknown =>
  errorBody((TROUBLES[trouble.trouble] as (trouble: Trouble) => Wrong)(trouble), message);
