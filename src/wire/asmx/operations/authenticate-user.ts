import { isRefused } from '../../../core/refusal.ts';
import type { SignIn } from '../../../operations/access/tickets.ts';
import type { Dispatched } from '../call.ts';
import { originOf, type Handler, type HandlerContext } from '../handler.ts';
import { sessionAttributes } from './session-attributes.ts';

async function signIn(request: SignIn, { operations, outcomes }: HandlerContext): Promise<Dispatched> {
  const session = await operations.authenticate(request);
  if (isRefused(session)) return outcomes.refused('root', session);
  return { ...outcomes.done('root', [], sessionAttributes(session, session.ticket)), user: session.profile.login };
}

/**
 * Signs a user in with login name and password and returns an authentication ticket
 * (docs/legacy/operations.md#authenticateuser).
 */
export const authenticateUser: Handler<'AuthenticateUser'> = ({ UID, PWD }, call, context) =>
  signIn({ login: UID ?? '', password: PWD ?? '', language: null, origin: originOf(call) }, context);

/** The same with a language for the session (docs/legacy/operations.md#authenticateuser1). */
export const authenticateUser1: Handler<'AuthenticateUser1'> = ({ UID, PWD, Lang }, call, context) =>
  signIn({ login: UID ?? '', password: PWD ?? '', language: Lang, origin: originOf(call) }, context);
