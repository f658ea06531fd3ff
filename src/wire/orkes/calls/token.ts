import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { errorBody, OrkesError } from '../errors.ts';
import { BODY_ANSWERS } from '../schemas.ts';
import { WORDS, type OrkesOperations } from '../words.ts';

const text = z.string().trim();

const TokenRequest = z
  .object({
    keyId: text.nullish().describe('The name of an API key; or a login, or its e-mail address.'),
    keySecret: z.string().nullish().describe('The key; or the password.'),
    email: text.nullish().describe('As keyId.'),
    password: z.string().nullish().describe('As keySecret.'),
    expiration: z.int().min(1).nullish().describe('How long the token is to live, in milliseconds; a day if left out.'),
  })
  .meta({
    id: 'OrkesTokenRequest',
    description: 'keyId and keySecret, or email and password.',
    example: { keyId: 'crm', keySecret: 'key-of-the-integration' },
  });

const Token = z.object({ token: z.string() }).meta({ id: 'OrkesToken', description: 'A token for X-Authorization.' });

/** Signing on. What fails here is no sign of a dead token: the answers have no `error`. */
export const tokenRoute = (operations: Pick<OrkesOperations, 'issueOrkesToken'>): JsonRoute => ({
  method: 'post',
  path: '/api/token',
  operation: 'generateToken',
  described: {
    summary: 'Sign on and get a token',
    body: { schema: TokenRequest },
    isOpen: true,
    answers: {
      200: { description: 'The token', schema: Token },
      400: { description: 'The body is not as expected', schema: OrkesError },
      401: { description: 'The credentials are not valid', schema: OrkesError },
      ...BODY_ANSWERS,
      500: { description: 'The server has failed', schema: OrkesError },
      503: { description: 'Too many sign on at once', schema: OrkesError },
    },
  },
  async answer({ message }) {
    const read = readBody(message, TokenRequest);
    if (isTrouble(read)) return read;
    const { keyId, keySecret, email, password, expiration } = read.value;
    const id = keyId || email || '';
    const secret = keySecret || password || '';
    if (id === '' || secret === '') {
      const field = id === '' ? 'keyId' : 'keySecret';
      return { trouble: 'body-unreadable', field, message: 'is required' };
    }
    const origin = { client: message.client, way: 'generateToken', requestId: message.requestId };
    const issued = await operations.issueOrkesToken({ id, secret, origin }, expiration ?? null);
    if (!isRefused(issued)) return { status: 200, body: { token: issued.token }, outcome: 'done' };
    const words = WORDS[issued.refused];
    return {
      status: words.status,
      body: errorBody({ isRetryable: false, ...words }, message),
      outcome: issued.refused,
    };
  },
});
