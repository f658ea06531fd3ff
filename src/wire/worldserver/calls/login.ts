import { z } from 'zod';
import { isRefused } from '../../../core/refusal.ts';
import { readBody } from '../../json/body.ts';
import { isTrouble, type JsonRoute } from '../../json/json-dialect.ts';
import { errorWith, refusedWith, wordedTrouble } from '../errors.ts';
import type { Needs } from '../needs.ts';
import { OPEN_ANSWERS } from '../described.ts';
import { Session } from '../schemas.ts';
import { sessionObject } from '../session-object.ts';

const OPERATION = 'login';

const SignIn = z
  .object({ username: z.string().describe('The login name.'), password: z.string() })
  .meta({ id: 'WorldServerSignIn', description: 'Who signs in.', example: { username: 'jane.doe', password: '…' } });

/** Neither the words nor the status tell why: the vendor has one answer for all. */
export const BAD_CREDENTIALS = errorWith(401, 'BAD_CREDENTIALS');

/** Opens a session, which is a ticket like any other. */
export const login = ({ operations, clock }: Needs): JsonRoute => ({
  method: 'post',
  path: '/login',
  operation: OPERATION,
  described: {
    summary: 'Sign in',
    body: { schema: SignIn },
    answers: { ...OPEN_ANSWERS, 200: { description: 'A session, and whose it is', schema: Session } },
    isOpen: true,
  },
  async answer({ message }) {
    const read = readBody(message, SignIn);
    if (isTrouble(read)) return wordedTrouble(read, 'Invalid JSON', 'Required request body is missing');
    const { username, password } = read.value;
    const { client, requestId } = message;
    const origin = { client, way: 'WorldServer login', requestId };
    const session = await operations.authenticate({ login: username, password, language: null, origin });
    if (isRefused(session)) return refusedWith(BAD_CREDENTIALS, session.refused);
    const body = sessionObject(session, session.ticket, clock());
    return { status: 200, body, outcome: 'done', user: session.profile.login };
  },
});
