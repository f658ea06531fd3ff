import { expect } from 'chai';
import type { Caller } from '../../../src/core/access/caller.ts';
import type { Right } from '../../../src/core/access/rights.ts';
import type { Found, FoundPerson, NamedAsk } from '../../../src/core/assignment/named-parties.ts';
import type {
  CompletableSharedTask,
  SharingFacts,
  SharingRequest,
} from '../../../src/core/assignment/sharing-facts.ts';
import type { Refusal, Refused } from '../../../src/core/refusal.ts';
import type { Sharing } from '../../../src/core/shares/share.ts';
import { task as completable } from '../completion/completion.ts';
import { after, lineOf, NOON, partyOf, sharingOfLine } from '../shares/shares.ts';
import { outcomeOf } from '../tasks/one-task.ts';

/** Who calls: John made the task, Sue supervises it, Maria is an administrator, Bob is of the legal team. */
const CALLERS = {
  john: { id: 7, roles: [] },
  sue: { id: 31, roles: [] },
  maria: { id: 2, roles: ['administrator'] },
  jane: { id: 12, roles: [] },
  alice: { id: 15, roles: [] },
  bob: { id: 9, roles: [] },
  carol: { id: 20, roles: [] },
} as const satisfies Readonly<Record<string, Caller>>;

export type Who = keyof typeof CALLERS;

/** Carol's account by a key that was made for these rights. */
export const keyFor = (...rights: readonly Right[]): Caller => ({
  ...CALLERS.carol,
  key: { id: 1, name: 'crm', rights, actsForAnother: false },
});

/** A person as names find it: enabled, and nowhere away. */
export const person = (name: string, more: Partial<FoundPerson> = {}): FoundPerson => {
  const party = partyOf(name);
  const id = party.kind === 'outside' ? 0 : party.id;
  const texts = { uuid: '', login: name, email: '', fullName: name };
  return { id, ...texts, enabled: true, teamIds: [], redirections: [], ...more };
};

export const away = (name: string, to: string): FoundPerson => person(name, { redirections: [person(to)] });

/** What one name finds. */
export const found = (...people: readonly FoundPerson[]): Found => ({ people, teams: [] });

export const userAsk = (name: string, slaMinutes: number | null = null): NamedAsk => ({
  name: { kind: 'user', text: name },
  slaMinutes,
});

/** A task in some state, who calls about it, and with what. */
export interface Case<Request extends SharingRequest> {
  readonly who?: Who | Caller | Refused<'anonymous' | 'ticket-invalid' | 'access-denied'>;
  /** The shares, as `sharingOfLine` reads them. */
  readonly line?: string;
  readonly sharing?: Partial<Sharing>;
  readonly task?: Partial<CompletableSharedTask> | null;
  readonly found?: readonly Found[];
  readonly request?: Partial<Request> | undefined;
}

/** What is said with every call. */
export const request: SharingRequest = {
  credential: { kind: 'ticket', secret: 'a' },
  client: '127.0.0.1',
  subjectId: null,
  context: { api: 'box', requestId: 'r1' },
  task: { id: 4812 },
  operation: 'test',
};

/** An hour after the shares were made. */
export const NOW = after(60);

/** The version that the task has. */
export const VERSION = '"2024-04-01T12:00:00.000Z"';

export function factsOf({ who = 'jane', line = 'jane', sharing, task = {}, found: names = [] }: Case<SharingRequest>) {
  const facts: SharingFacts<CompletableSharedTask> = {
    now: NOW,
    caller: typeof who === 'string' ? CALLERS[who] : who,
    found: names,
    task: task && {
      ...completable,
      callerIsAssignee: false,
      callerIsSupervisor: who === 'sue',
      callerTeamIds: who === 'bob' ? [3] : [],
      assigneeId: 12,
      teamId: null,
      redirectedFromId: null,
      createdAt: NOON,
      startedAt: NOON,
      dueAt: null,
      instructions: '',
      priority: 5,
      reassignments: 0,
      demands: [],
      updatedAt: NOON,
      finishedAt: null,
      tierPeople: ['john', 'jane', 'alice', 'bob'].map((name) => person(name)),
      sharing: sharingOfLine(line, sharing),
      ...task,
    },
  };
  return facts;
}

/** A decision on a situation, asked for as `usual` but for what the situation says of the request. */
export const deciding =
  <Request extends SharingRequest, Plan extends object>(
    decide: (request: Request, facts: SharingFacts<CompletableSharedTask>) => Plan,
    usual: Request,
  ) =>
  (situation: Case<Request> = {}): Plan =>
    decide({ ...usual, ...situation.request }, factsOf(situation));

type Fault<Request extends SharingRequest> = readonly [Refusal, Case<Request>];

/** Tests that each fault is refused before all behind it, and that without any the call is done. */
export function refusesInOrder<Request extends SharingRequest>(
  decide: (situation: Case<Request>) => object,
  usual: Case<Request>,
  faults: readonly Fault<Request>[],
): void {
  faults.forEach(([refusal, fault], place) => {
    it(`is refused: ${refusal}, because of ${Object.keys(fault).join(', ')}, whatever is wrong behind that`, () => {
      const behind = faults.slice(place).reduceRight((wrong, [, one]) => together(wrong, one), usual);
      expect(outcomeOf(decide(behind))).to.equal(refusal);
      expect(outcomeOf(decide(together(usual, fault)))).to.equal(refusal);
    });
  });
  it('is done otherwise', () => expect(outcomeOf(decide(usual))).to.equal('done'));
}

const together = <Request extends SharingRequest>(one: Case<Request>, other: Case<Request>): Case<Request> => ({
  ...one,
  ...other,
  task: one.task === null || other.task === null ? null : { ...one.task, ...other.task },
  request: merged(one.request, other.request),
});

const merged = <T extends object>(one: T | undefined, other: T | undefined): T | undefined =>
  one && other ? { ...one, ...other } : (other ?? one);

/** What every call on the shares of a task is refused for at first, where a key has another right. */
export const BEGINNING = (right: Right): readonly Fault<SharingRequest>[] => [
  ['anonymous', { who: { refused: 'anonymous' } }],
  ['task-not-found', { task: null }],
  ['access-denied', { who: keyFor(right) }],
];

export const CLOSED = ['Reassigned', 'Dropped', 'NotStarted', 'Completed'] as const;

/** The mails in short: what, and to whom. */
export const mailsOf = (notices: readonly object[] = []): string[] =>
  notices.map((notice) => {
    const { topic = '', recipientId, teamId } = notice as { topic?: string; recipientId?: number; teamId?: number };
    return `${topic} ${recipientId ?? (teamId === undefined ? 'supervisors' : `team ${teamId}`)}`;
  });

/** What a plan makes of the shares. */
export const sharesOf = ({ sharing }: { readonly sharing: Sharing }): string => lineOf(sharing);
