import { isRefused } from '../../../core/refusal.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import type { Needs } from '../needs.ts';
import { READING_ANSWERS } from '../described.ts';
import { Session } from '../schemas.ts';
import { credentialOf, unauthorized } from '../session.ts';
import { sessionObject } from '../session-object.ts';

const OPERATION = 'checkToken';

/** Tells whose session a token is; it lives no longer by that. */
export const checkToken = ({ operations, clock }: Needs): JsonRoute => ({
  method: 'post',
  path: '/login/checkToken',
  operation: OPERATION,
  described: {
    summary: 'Tell whose session a token is',
    answers: { ...READING_ANSWERS, 200: { description: 'The session, and whose it is', schema: Session } },
  },
  async answer({ message }) {
    const credential = credentialOf(message);
    if (credential.kind === 'anonymous') return unauthorized('anonymous');
    const ticket = await operations.checkTicket(credential);
    if (isRefused(ticket)) return unauthorized(ticket.refused);
    const body = sessionObject(ticket, credential.secret, clock());
    return { status: 200, body, outcome: 'done', user: ticket.profile.login };
  },
});
