import type { Access } from '../../core/access/access.ts';
import type { Caller } from '../../core/access/caller.ts';
import type { CallContext } from '../../core/access/credential.ts';
import { decideStanding, type Right } from '../../core/access/rights.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import {
  mayRedirect,
  type RedirectingRefusal,
  type RedirectionFacts,
  type RedirectionRequest,
  type RedirectionWrite,
  type TargetedRequest,
} from '../../core/redirections/redirection-change.ts';
import { decideRedirectionRemoval } from '../../core/redirections/remove-user-task-redirection.ts';
import { decideRerouting, type ReroutingRefusal } from '../../core/redirections/reroute-user-task-redirection.ts';
import {
  decideRedirection,
  type NewRedirection,
  type RedirectionRefusal,
} from '../../core/redirections/set-user-task-redirection.ts';
import {
  beyondCursor,
  planPage,
  turnPage,
  type Around,
  type AskedPage,
  type ListOrder,
  type EntryKey,
} from '../../core/list-page.ts';
import { isRefused, refused, type Refusal, type Refused } from '../../core/refusal.ts';
import { overviewOf, type AbsenceOverview } from '../../core/supervision/absence-overview.ts';
import { admitting, lookingUp } from '../admitted.ts';
import { run, type ChangeRefused } from '../run.ts';
import type { AbsenceStore, Absentee } from './absence-store.ts';
import type { Names } from './supervision-store.ts';

/** The time that a question is about; null: from four weeks ago, and without an end. */
export interface AbsencesQuestion extends Access {
  readonly from: Date | null;
  readonly until: Date | null;
}

/** A page of the people of an overview, by name as the language orders them. */
export interface AbsencesByName extends AbsencesQuestion {
  readonly page: AskedPage;
  readonly language: string;
}

type Overview = AbsenceOverview & { readonly names: Names; readonly mayChangeOthers: boolean };

const BY_NAME: ListOrder = [{ kind: 'text' }, { kind: 'int' }];

/** Whose absence is to change. */
export interface AbsenceRequest extends Access {
  readonly context: CallContext;
  /** The call's name, for history. */
  readonly operation: string;
  readonly userId: number;
  /** For who asks for no names: in one exchange less. */
  readonly isUnnamed?: true;
}

export interface NewAbsence extends AbsenceRequest {
  /** The login of who is to stand in. */
  readonly substitute: string;
  /** Null: from now on. */
  readonly startsAt: Date | null;
  readonly endsAt: Date;
}

/** An absence as it is now; null where there is none any more. */
export interface ChangedAbsence {
  readonly userId: number;
  readonly absence: { readonly targetId: number; readonly startsAt: Date; readonly endsAt: Date | null } | null;
  readonly names: Names;
}

type AbsenceRefusal<R extends Refusal> = ChangeRefused<R | AccessRefusal | 'person-not-found'>;

/**
 * Who covers whom, which everybody with an account may know; and changes of that, by the rules of redirections
 * (docs/legacy/operations.md#redirections).
 */
export interface AbsenceOperations {
  readAbsences(question: AbsencesQuestion): Promise<Overview | Refused<AccessRefusal>>;
  /** The same, a page of it; `total` people are on all pages. */
  listAbsences(
    question: AbsencesByName,
  ): Promise<(Overview & { readonly around: Around; readonly total: number }) | Refused<AccessRefusal>>;
  /** Null where no account has the number. */
  absentee(userId: number): Promise<Absentee | null>;
  /** Replaces what was there. */
  setAbsence(request: NewAbsence): Promise<ChangedAbsence | AbsenceRefusal<RedirectionRefusal>>;
  /** Gives the rest of an absence to somebody else, who is not absent then. */
  passOnAbsence(
    request: Omit<NewAbsence, 'startsAt' | 'endsAt'>,
  ): Promise<ChangedAbsence | AbsenceRefusal<ReroutingRefusal>>;
  endAbsence(request: AbsenceRequest): Promise<ChangedAbsence | AbsenceRefusal<RedirectingRefusal>>;
}

/** No account has this number. */
const NOBODY = 0;

/** As high as for the other operations on redirections: concurrent changes behave as if queued. */
const ATTEMPTS = 64;

export function createAbsenceOperations(store: AbsenceStore): AbsenceOperations {
  const admit = admitting(store);
  const lookUp = lookingUp(store);

  const standing = async (asked: Access, right: Right): Promise<Caller | Refused<AccessRefusal>> => {
    const caller = await lookUp(asked);
    return isRefused(caller) ? caller : decideStanding(caller, right);
  };

  /** Decides as the legacy operation does, for a caller that may be a key with rights, of a person known by number. */
  async function change<Said extends RedirectionRequest, R extends Refusal>(
    { credential, context, operation, userId, ...access }: AbsenceRequest & { readonly substitute?: string },
    saidOf: (request: RedirectionRequest, now: Date) => Said,
    decide: (request: Said, facts: RedirectionFacts) => RedirectionWrite | { readonly unchanged: true } | Refused<R>,
  ): Promise<ChangedAbsence | AbsenceRefusal<R>> {
    const caller = await standing({ ...access, credential }, 'assign');
    if (isRefused(caller)) return caller;
    const [person] = (await store.readNames([userId], [])).people;
    if (!person) return refused('person-not-found');
    const done = await run(
      {
        read: (request: RedirectionRequest) =>
          store.readRedirectionFacts({ ...request, targetName: access.substitute ?? null }),
        decide(request, facts) {
          const plan = decide(saidOf(request, facts.now), { ...facts, caller });
          return isRefused(plan) || 'unchanged' in plan ? plan : { ...plan, operation };
        },
        write: async (plan) => ('unchanged' in plan ? plan : store.writeRedirection(plan)),
      },
      { credential, context, userName: person.login },
      ATTEMPTS,
    );
    if (isRefused(done)) return done;
    const absence = 'unchanged' in done.plan ? null : done.plan.redirection;
    if (access.isUnnamed) return { userId, absence, names: { people: [person], teams: [] } };
    return { userId, absence, names: await store.readNames([userId, ...(absence ? [absence.targetId] : [])], []) };
  }

  const read = async (question: AbsencesQuestion): Promise<Overview | Refused<AccessRefusal>> => {
    const { access, stored, names } = await store.readAbsences(question, question.from);
    const known = admit(question, access);
    const caller = isRefused(known) ? known : decideStanding(known, 'read');
    if (isRefused(caller)) return caller;
    return { ...overviewOf(stored, question), mayChangeOthers: mayRedirect(caller, NOBODY), names };
  };

  return {
    readAbsences: read,

    async listAbsences({ page, language, ...question }) {
      const overview = await read(question);
      if (isRefused(overview)) return overview;
      const { people, names } = overview;
      const nameOf = new Map(names.people.map(({ id, login, fullName }) => [id, fullName || login]));
      const { compare } = new Intl.Collator(language);
      const byKey = (one: EntryKey, other: EntryKey): number =>
        compare(String(one[0]), String(other[0])) || Number(one[1]) - Number(other[1]);
      const sorted = people
        .map((person) => ({ key: [nameOf.get(person.userId) ?? '', person.userId], entry: person }))
        .sort((one, other) => byKey(one.key, other.key));
      const planned = planPage(page, BY_NAME);
      const { entries, around } = turnPage(beyondCursor(sorted, planned.page, byKey), planned);
      return { ...overview, people: entries, around, total: people.length };
    },

    absentee: (userId) => store.readAbsentee(userId),

    setAbsence: (request) =>
      change(
        request,
        (said, now): NewRedirection => ({
          ...said,
          targetName: request.substitute,
          startsAt: request.startsAt ?? now,
          endsAt: request.endsAt,
        }),
        decideRedirection,
      ),

    passOnAbsence: (request) =>
      change(request, (said): TargetedRequest => ({ ...said, targetName: request.substitute }), decideRerouting),

    endAbsence: (request) => change(request, (said) => said, decideRedirectionRemoval),
  };
}
