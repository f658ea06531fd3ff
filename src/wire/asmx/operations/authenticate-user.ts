import { isRefused } from '../../../core/refusal.ts';
import type { SignIn } from '../../../operations/tickets.ts';
import type { Dispatched } from '../call.ts';
import { originOf, type Handler, type HandlerMeans } from '../handler.ts';
import { sessionAttributes } from './session-attributes.ts';

async function signIn(request: SignIn, { operations, outcomes }: HandlerMeans): Promise<Dispatched> {
  const session = await operations.authenticate(request);
  if (isRefused(session)) return outcomes.refused('root', session);
  return { ...outcomes.done('root', [], sessionAttributes(session, session.ticket)), user: session.profile.login };
}

/** operations.md 5 AuthenticateUser. */
export const authenticateUser: Handler<'AuthenticateUser'> = ({ UID, PWD }, call, means) =>
  signIn({ login: UID ?? '', password: PWD ?? '', language: null, origin: originOf(call) }, means);

/** operations.md 5 AuthenticateUser1: the same with a session language. */
export const authenticateUser1: Handler<'AuthenticateUser1'> = ({ UID, PWD, Lang }, call, means) =>
  signIn({ login: UID ?? '', password: PWD ?? '', language: Lang, origin: originOf(call) }, means);
