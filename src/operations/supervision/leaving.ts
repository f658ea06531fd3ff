import type { Access } from '../../core/access/access.ts';
import type { Caller } from '../../core/access/caller.ts';
import type { CallContext } from '../../core/access/credential.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { isRefused, refused, type RefusalIn, type Refused } from '../../core/refusal.ts';
import { decideDisabling, type Belongings } from '../../core/supervision/leaving.ts';
import { decideTransfer } from '../../core/tasks/transfer-user-tasks.ts';
import { lookingUpAdministrators } from '../admitted.ts';
import { transferring, type Transfer } from '../task-transfer.ts';
import type { AbsenceOperations, ChangedAbsence } from './absences.ts';
import type { LeavingStore } from './leaving-store.ts';
import type { Names, NamedTeam } from './supervision-store.ts';

/** Who leaves, and which call it is. */
export interface LeavingRequest extends Access {
  readonly context: CallContext;
  /** The call's name, for history. */
  readonly operation: string;
  readonly userId: number;
}

/** A group of what hangs on the account goes to somebody. */
export interface GroupMove extends LeavingRequest {
  /** A login. */
  readonly to: string;
}

/** The same of what may also just end. */
export interface GroupMoveOrEnd extends LeavingRequest {
  /** A login; null where nobody takes it over. */
  readonly to: string | null;
}

export interface LeavingReport extends Belongings {
  readonly userId: number;
  readonly names: Names;
}

/** What became of the absence of somebody for whom the leaver stands in. */
export interface PassedOn {
  readonly userId: number;
  readonly came: ChangedAbsence | Refused<StandInRefusal>;
}

type StandInRefusal = RefusalIn<Awaited<ReturnType<AbsenceOperations['passOnAbsence' | 'endAbsence']>>>;

type Gone = AccessRefusal | 'person-not-found';

/**
 * Somebody leaves: what hangs on the account is shown, goes group by group to others, and then the account is disabled.
 * For administrators; open tasks move as every other does, with a preview.
 */
export interface LeavingOperations {
  readBelongings(request: Access & { readonly userId: number }): Promise<LeavingReport | Refused<Gone>>;
  /** All unfinished tasks, in place: also those not started yet, and those of others that the person is asked to do. */
  moveAllTasks(request: GroupMove): Promise<Transfer | Refused<Gone | 'user-not-found'>>;
  moveTeamSeats(
    request: GroupMoveOrEnd & { readonly teamIds: readonly number[] | null },
  ): Promise<{ readonly teams: readonly NamedTeam[] } | Refused<Gone | 'user-not-found'>>;
  moveSupervision(
    request: GroupMove,
  ): Promise<{ readonly tasks: number; readonly workflows: number } | Refused<Gone | 'user-not-found'>>;
  moveSubstitutions(
    request: GroupMoveOrEnd,
  ): Promise<{ readonly results: readonly PassedOn[]; readonly names: Names } | Refused<Gone>>;
  disableLeaver(
    request: LeavingRequest & { readonly leavesTasks: boolean },
  ): Promise<{ readonly ticketsEnded: number } | Refused<Gone | 'own-account' | 'tasks-left'>>;
}

export function createLeavingOperations(
  store: LeavingStore,
  absences: Pick<AbsenceOperations, 'passOnAbsence' | 'endAbsence'>,
): LeavingOperations {
  const administrator = lookingUpAdministrators(store);
  const transfer = transferring(store);

  /** The caller and the account, for what changes something. */
  const leaving = async (request: LeavingRequest) => {
    const caller = await administrator(request, 'change');
    if (isRefused(caller)) return caller;
    const belongings = await store.readBelongings(request.userId);
    return belongings ? { caller, belongings } : refused('person-not-found');
  };

  const markOf = ({ operation, credential, context }: LeavingRequest, { id }: Caller) => ({
    operation,
    callerId: id,
    credentialKind: credential.kind,
    context,
  });

  return {
    async readBelongings(request) {
      const caller = await administrator(request, 'look');
      if (isRefused(caller)) return caller;
      const { userId } = request;
      const belongings = await store.readBelongings(userId);
      if (!belongings) return refused('person-not-found');
      const { absence, standsInFor, teams } = belongings;
      const people = [userId, ...(absence ? [absence.targetId] : []), ...standsInFor.map((each) => each.userId)];
      const names = await store.readNames(
        people,
        teams.map(({ id }) => id),
      );
      return { ...belongings, userId, names };
    },

    async moveAllTasks(request) {
      const caller = await administrator(request, 'change');
      if (isRefused(caller)) return caller;
      const [person] = (await store.readNames([request.userId], [])).people;
      if (!person) return refused('person-not-found');
      const asked = { ...request, fromUserName: person.login, toUserName: request.to };
      const plan = decideTransfer(asked, { ...(await store.readTransfer(asked)), caller });
      if (isRefused(plan)) return plan;
      return 'unchanged' in plan ? { leftBehind: [] } : transfer(plan);
    },

    async moveTeamSeats(request) {
      const known = await leaving(request);
      if (isRefused(known)) return known;
      const teamIds = await store.moveTeamSeats(request.userId, request.to, request.teamIds);
      return teamIds ? { teams: (await store.readNames([], teamIds)).teams } : refused('user-not-found');
    },

    async moveSupervision(request) {
      const known = await leaving(request);
      if (isRefused(known)) return known;
      const moved = await store.moveSupervision(request.userId, request.to, markOf(request, known.caller));
      return moved ?? refused('user-not-found');
    },

    async moveSubstitutions({ to, ...request }) {
      const known = await leaving(request);
      if (isRefused(known)) return known;
      const results: PassedOn[] = [];
      for (const { userId } of known.belongings.standsInFor) {
        const asked = { ...request, userId };
        const came =
          to === null ? await absences.endAbsence(asked) : await absences.passOnAbsence({ ...asked, substitute: to });
        results.push({ userId, came });
      }
      return {
        results,
        names: await store.readNames(
          results.map(({ userId }) => userId),
          [],
        ),
      };
    },

    async disableLeaver(request) {
      const known = await leaving(request);
      if (isRefused(known)) return known;
      const decided = decideDisabling(known.caller, request.userId);
      if (isRefused(decided)) return decided;
      return store.disableAccount(request.userId, request.leavesTasks, known.caller.id);
    },
  };
}
