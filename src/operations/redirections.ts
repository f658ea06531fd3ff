import {
  decideRedirectionTo,
  type QuestionRefusal,
  type RedirectionQuestion,
  type RedirectionToSnapshot,
} from '../core/redirections/get-user-task-redirection-to.ts';
import {
  decideRedirectionsFrom,
  type RedirectionsFromSnapshot,
} from '../core/redirections/get-user-task-redirections-from.ts';
import type {
  RedirectingRefusal,
  RedirectionFacts,
  RedirectionRequest,
  RedirectionWrite,
  TargetedRequest,
} from '../core/redirections/redirection-change.ts';
import { isRefused, type Refusal, type Refused } from '../core/refusal.ts';
import { decideRedirectionRemoval } from '../core/redirections/remove-user-task-redirection.ts';
import { decideRerouting, type ReroutingRefusal } from '../core/redirections/reroute-user-task-redirection.ts';
import type { RedirectionParty } from '../core/access/session.ts';
import {
  decideRedirection,
  type NewRedirection,
  type RedirectionRefusal,
} from '../core/redirections/set-user-task-redirection.ts';
import { extending, type TicketExtender } from './extended.ts';
import { run, type ChangeRefused } from './run.ts';

/** The part of the store that redirections use. */
export interface RedirectionStore extends TicketExtender {
  /** @param targetName null where the operation names no target */
  readonly readRedirectionFacts: (
    request: RedirectionRequest & { readonly targetName: string | null },
  ) => Promise<RedirectionFacts>;
  /** Null when the record is no longer the one decided on, or when the time overlaps with another one by now. */
  readonly writeRedirection: (plan: RedirectionWrite) => Promise<Done | null>;
  readonly readRedirectionTo: (question: RedirectionQuestion) => Promise<RedirectionToSnapshot>;
  readonly readRedirectionsFrom: (question: RedirectionQuestion) => Promise<RedirectionsFromSnapshot>;
}

type Done = { readonly userId: number };
type Changed = { readonly changed: boolean };

/** The operations on redirections (docs/legacy/operations.md#redirections). */
export interface RedirectionOperations {
  setRedirection(request: NewRedirection): Promise<Changed | ChangeRefused<RedirectionRefusal>>;
  rerouteRedirection(request: TargetedRequest): Promise<Changed | ChangeRefused<ReroutingRefusal>>;
  removeRedirection(request: RedirectionRequest): Promise<Changed | ChangeRefused<RedirectingRefusal>>;
  redirectionTo(
    question: RedirectionQuestion,
  ): Promise<{ readonly redirection: RedirectionParty | null } | Refused<QuestionRefusal>>;
  redirectionsFrom(
    question: RedirectionQuestion,
  ): Promise<{ readonly redirections: readonly RedirectionParty[] } | Refused<QuestionRefusal>>;
}

/** High, so that concurrent changes of one redirection behave as if queued: the last one wins. */
const ATTEMPTS = 64;

export function createRedirectionOperations(store: RedirectionStore): RedirectionOperations {
  const change = <Request extends RedirectionRequest & { readonly targetName?: string }, R extends Refusal>(
    decide: (request: Request, facts: RedirectionFacts) => RedirectionWrite | { readonly unchanged: true } | Refused<R>,
  ) =>
    extending(store)(async (request: Request): Promise<Changed | ChangeRefused<R>> => {
      const done = await run(
        {
          read: (asked: Request) => store.readRedirectionFacts({ ...asked, targetName: asked.targetName ?? null }),
          decide,
          write: async (plan) => ('unchanged' in plan ? plan : store.writeRedirection(plan)),
        },
        request,
        ATTEMPTS,
      );
      return isRefused(done) ? done : { changed: !('unchanged' in done.plan) };
    });

  return {
    setRedirection: change(decideRedirection),
    rerouteRedirection: change(decideRerouting),
    removeRedirection: change(decideRedirectionRemoval),

    redirectionTo: extending(store)(async (question: RedirectionQuestion) =>
      decideRedirectionTo(question, await store.readRedirectionTo(question)),
    ),

    redirectionsFrom: extending(store)(async (question: RedirectionQuestion) =>
      decideRedirectionsFrom(question, await store.readRedirectionsFrom(question)),
    ),
  };
}
