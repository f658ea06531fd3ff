import { isRefused } from '../../../core/refusal.ts';
import type { SignIn } from '../../../operations/tickets.ts';
import type { Dispatched } from '../call.ts';
import type { Handler, HandlerMeans } from '../handler.ts';
import { sessionAttributes } from './session-attributes.ts';

async function signIn(request: SignIn, { operations, outcomes }: HandlerMeans): Promise<Dispatched> {
  const session = await operations.authenticate(request);
  if (isRefused(session)) return outcomes.refused('root', session);
  return outcomes.done('root', [], sessionAttributes(session, session.ticket));
}

/** operations.md 5 AuthenticateUser. */
export const authenticateUser: Handler<'AuthenticateUser'> = ({ UID, PWD }, _, means) =>
  signIn({ login: UID ?? '', password: PWD ?? '', language: null }, means);

/** operations.md 5 AuthenticateUser1: the same with a session language. */
export const authenticateUser1: Handler<'AuthenticateUser1'> = ({ UID, PWD, Lang }, _, means) =>
  signIn({ login: UID ?? '', password: PWD ?? '', language: Lang }, means);
