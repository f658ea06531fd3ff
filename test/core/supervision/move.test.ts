import { expect } from 'chai';
import type { Caller } from '../../../src/core/access/caller.ts';
import { isRefused, refused, type Refusal } from '../../../src/core/refusal.ts';
import { isRepeated } from '../../../src/core/repeats.ts';
import { newShare, type Sharing } from '../../../src/core/shares/share.ts';
import {
  decideMove,
  type MovableTask,
  type Move,
  type MoveFacts,
  type MovePlan,
  type Mover,
  type NamedTask,
} from '../../../src/core/supervision/move.ts';
import { plannedMails } from '../../../src/core/supervision/planned-mail.ts';

const now = new Date('2024-04-01T12:00:00Z');
const tomorrow = new Date('2024-04-02T12:00:00Z');
const yesterday = new Date('2024-03-31T12:00:00Z');

const john: Caller = { id: 7, roles: [] };
const person = (
  id: number,
  fullName: string,
  ...redirections: { id: number; fullName: string; enabled: boolean }[]
) => ({
  id,
  fullName,
  enabled: true,
  redirections,
});
const alice = person(15, 'Alice Jones');
const bob = person(9, 'Bob Jones', { id: 15, fullName: 'Alice Jones', enabled: true });

const mover: Mover = {
  credential: { kind: 'api-key', secret: 'secret' },
  context: { api: 'handover', requestId: 'r1' },
  operation: 'reassignTasks',
};
const move: Move = {
  to: { kind: 'login', login: 'alice.jones' },
  due: { kind: 'keep' },
  instructions: null,
  reason: null,
  sendTaskNotice: true,
};
const undo: Move = { ...move, to: { kind: 'undo' } };
const giveBack: Move = { ...move, to: { kind: 'return' } };

const task: MovableTask = {
  id: 4812,
  version: 1,
  status: 'InProgress',
  callerIsAssignee: false,
  callerIsSupervisor: true,
  documentOffline: false,
  documentVersion: 3,
  reassignments: 0,
  documentPath: '/Draft.pdf',
  name: 'Review',
  stepName: '',
  dueAt: tomorrow,
  assigneeId: 12,
  teamId: null,
  assignedById: 20,
  former: null,
};
const successor: MovableTask = {
  ...task,
  former: { person: bob, cameToId: 12, dueAt: yesterday, instructions: 'Read it.' },
};

interface Given extends Partial<MoveFacts> {
  readonly caller?: Parameters<typeof decideMove>[3]['caller'];
  readonly move?: Move;
  readonly seen?: NamedTask;
  readonly maxReassignments?: number;
}

const mark = { digest: 'd', parameters: 'p', windowSeconds: 1 };

const decided = ({
  caller = john,
  move: asked = move,
  seen = { id: 4812, version: 1 },
  maxReassignments = 0,
  ...facts
}: Given) =>
  decideMove(
    mover,
    asked,
    seen,
    { now, task, named: alice, earlier: null, caller, ...facts },
    { maxReassignments },
    mark,
  );

function planned(given: Given): MovePlan {
  const plan = decided(given);
  if (isRefused(plan)) throw new Error(`refused: ${plan.refused}`);
  if (isRepeated(plan)) throw new Error('repeated');
  return plan;
}

const key = (rights: readonly ('assign' | 'read')[] | null): Caller => ({
  id: 30,
  roles: [],
  key: { id: 1, name: 'desk', rights, actsForAnother: false },
});

describe('deciding a move of one task', () => {
  const strange = { ...task, callerIsSupervisor: false };

  const refusals: [string, Given, Refusal][] = [
    ['whoever is not let in', { caller: refused('ticket-invalid') }, 'ticket-invalid'],
    ['a key that may only read', { caller: key(['read']) }, 'access-denied'],
    ['a task that is not there', { task: null }, 'task-not-found'],
    ['whoever has nothing to do with the task', { task: strange }, 'access-denied'],
    ['a key without rights of its own, of an account like that', { task: strange, caller: key(null) }, 'access-denied'],
    [
      'a version that was not seen, before the state',
      { task: { ...task, version: 2, status: 'Completed' } },
      'version-mismatch',
    ],
    ['a task that the person named does not have', { move: { ...move, inPlaceOf: 99 } }, 'not-of-person'],
    ['a task that is done', { task: { ...task, status: 'Completed' } }, 'status-not-eligible'],
    ['an overdue task that keeps its date', { task: { ...task, dueAt: yesterday } }, 'due-date-past'],
    ['a document that is offline', { task: { ...task, documentOffline: true } }, 'document-offline'],
    ['nobody', { named: null }, 'user-not-found'],
    ['to undo what is no reassignment', { move: undo }, 'never-reassigned'],
    ['to return what is no reassignment', { move: giveBack }, 'never-reassigned'],
    [
      'to undo what has been worked on',
      { move: undo, task: { ...successor, version: 2 }, seen: { id: 4812, version: 2 } },
      'task-touched',
    ],
    [
      'to undo what is closed, which could not be returned either',
      { move: undo, task: { ...successor, version: 2, status: 'Reassigned' }, seen: { id: 4812, version: 2 } },
      'status-not-eligible',
    ],
    [
      'to undo to nobody',
      { move: undo, task: { ...successor, former: { person: null, cameToId: 12, dueAt: null, instructions: '' } } },
      'no-former-assignee',
    ],
    [
      'to undo to a disabled account',
      {
        move: undo,
        task: {
          ...successor,
          former: { person: { ...bob, enabled: false }, cameToId: 12, dueAt: null, instructions: '' },
        },
      },
      'user-disabled',
    ],
    [
      'one more reassignment than there may be',
      { task: { ...task, reassignments: 3 }, maxReassignments: 3 },
      'too-many-reassignments',
    ],
    [
      'a return that would be one more',
      { move: giveBack, task: { ...successor, reassignments: 3 }, maxReassignments: 3 },
      'too-many-reassignments',
    ],
    [
      'another move under the same key',
      { earlier: { parameters: 'other', answer: { taskId: 1, assigneeId: 1, redirectPath: null, notFollowed: null } } },
      'key-reused',
    ],
  ];
  for (const [sentence, given, refusal] of refusals) {
    it(`refuses ${sentence}`, () => expect(decided(given)).to.deep.equal({ refused: refusal }));
  }

  const permitted: [string, Given][] = [
    ['a supervisor', {}],
    ['the assignee', { task: { ...strange, callerIsAssignee: true } }],
    ['whoever assigned it', { task: { ...strange, assignedById: john.id } }],
    ['an administrator', { task: strange, caller: { id: 2, roles: ['administrator'] } }],
    ['a key with the right to assign', { task: strange, caller: key(['assign']) }],
  ];
  for (const [who, given] of permitted) {
    it(`is open to ${who}`, () =>
      expect(planned(given)).to.include({ assigneeId: 15, version: 1, oldStatus: 'InProgress' }));
  }

  it('follows redirections, and tells the path', () => {
    const plan = planned({ named: bob });
    expect(plan).to.deep.include({ assigneeId: 15, redirectedFromId: 9, redirectPath: [9, 15] });
    expect(plan.answer).to.deep.equal({ assigneeId: 15, redirectPath: [9, 15], notFollowed: null });
  });

  it('keeps due date and instructions where nothing is said of them', () => {
    expect(planned({})).to.deep.include({ dueAt: tomorrow, deadlineHours: 24, instructions: null, reason: null });
  });

  it('clears instructions, shifts the due date, keeps the reason', () => {
    const asked: Move = { ...move, due: { kind: 'shift', days: 1, ms: 0 }, instructions: '', reason: 'Ill.' };
    const plan = planned({ move: asked });
    expect(plan).to.deep.include({ dueAt: new Date('2024-04-03T12:00:00Z'), instructions: '', reason: 'Ill.' });
  });

  it('moves a task without a due date', () => {
    expect(planned({ task: { ...task, dueAt: null } })).to.deep.include({ dueAt: null, deadlineHours: 0 });
  });

  it('takes any version where none is named', () => {
    expect(planned({ task: { ...task, version: 9 }, seen: { id: 4812 } })).to.include({ version: 9 });
  });

  it('answers a repeat as before, whatever the task is like by now', () => {
    const answer = { taskId: 9001, assigneeId: 15, redirectPath: null, notFollowed: null };
    const repeated = decided({
      task: { ...task, status: 'Reassigned', version: 2 },
      earlier: { parameters: 'p', answer },
    });
    expect(repeated).to.deep.equal({ repeated: answer });
  });

  it('undoes to that very person, though absent, with the date and words there were', () => {
    const plan = planned({ move: undo, task: successor, named: null });
    expect(plan).to.deep.include({
      assigneeId: 9,
      redirectedFromId: null,
      redirectPath: null,
      dueAt: yesterday,
      instructions: 'Read it.',
      reason: 'Undone',
      details: { notFollowed: [9, 15] },
    });
    expect(plan.answer).to.deep.equal({ assigneeId: 9, redirectPath: null, notFollowed: [9, 15] });
  });

  it('undoes however often the task has been reassigned', () => {
    expect(planned({ move: undo, task: { ...successor, reassignments: 3 }, maxReassignments: 3 }).assigneeId).to.equal(
      9,
    );
  });

  it('says nothing of redirections where none would have been followed', () => {
    const plan = planned({
      move: undo,
      task: { ...task, former: { person: alice, cameToId: 12, dueAt: null, instructions: '' } },
    });
    expect([plan.details, plan.answer.notFollowed]).to.deep.equal([null, null]);
  });

  it('returns as any reassignment, to whom redirections lead', () => {
    const plan = planned({ move: giveBack, task: { ...successor, version: 4 }, seen: { id: 4812, version: 4 } });
    expect(plan).to.deep.include({ assigneeId: 15, redirectPath: [9, 15], dueAt: tomorrow, instructions: null });
    expect(plan.reason).to.equal('Returned');
  });

  it('remembers for whose absence a task moves', () => {
    expect(planned({ move: { ...move, inPlaceOf: 12, isForAbsence: true } }).details).to.deep.equal({ absentee: 12 });
    expect(planned({ move: { ...move, inPlaceOf: 12 } }).details).to.equal(null);
  });

  it('notes the key in history', () => {
    expect(planned({ task: strange, caller: key(['assign']) }).details).to.deep.equal({ key: 'desk' });
    const onBehalf: Caller = { ...john, key: { id: 1, name: 'desk', rights: null, actsForAnother: true } };
    expect(planned({ caller: onBehalf }).details).to.deep.equal({ key: 'desk', onBehalf: true });
  });

  describe('of a task that several share', () => {
    const asking = { assignedById: 20, assignedAt: now };
    const share = (id: number, userId: number) => ({
      ...newShare({ party: { kind: 'user', id: userId }, redirectedFromId: null }, asking),
      id,
    });
    const sharing: Sharing = {
      shares: [share(1, 12), share(2, john.id)],
      rule: 'all',
      afterTiers: 'open',
      claim: null,
      output: {},
    };
    const shared = { ...successor, sharing, callerTeamIds: [] };
    const partiesOf = ({ carried }: MovePlan) => carried?.sharing?.shares.map(({ party }) => party);

    it('takes the place of the caller, where the caller is asked', () => {
      expect(partiesOf(planned({ task: shared }))).to.deep.equal([
        { kind: 'user', id: 15 },
        { kind: 'user', id: 12 },
      ]);
    });

    it('returns at the place of whoever got it, though another who is asked calls', () => {
      expect(partiesOf(planned({ move: giveBack, task: { ...shared, callerIsAssignee: true } }))).to.deep.equal([
        { kind: 'user', id: 15 },
        { kind: 'user', id: 7 },
      ]);
    });

    it('returns at that place also where it is not the first any more', () => {
      const later = { ...shared, sharing: { ...sharing, shares: [share(2, 30), share(1, 12)] } };
      expect(partiesOf(planned({ move: giveBack, task: later }))).to.deep.equal([
        { kind: 'user', id: 15 },
        { kind: 'user', id: 30 },
      ]);
    });

    it('takes the place of the person named, whoever calls', () => {
      const later = { ...shared, sharing: { ...sharing, shares: [share(1, 30), share(2, 12), share(3, john.id)] } };
      expect(partiesOf(planned({ move: { ...move, inPlaceOf: 12 }, task: later }))).to.deep.equal([
        { kind: 'user', id: 15 },
        { kind: 'user', id: 30 },
        { kind: 'user', id: 7 },
      ]);
    });

    it('undoes at the place of whoever got it', () => {
      expect(partiesOf(planned({ move: undo, task: shared }))).to.deep.equal([
        { kind: 'user', id: 9 },
        { kind: 'user', id: 7 },
      ]);
    });
  });

  describe('the mails that it would cause', () => {
    const mailsOf = (given: Given) =>
      plannedMails(given.task ?? task, planned(given)).map(({ topic, to }) => `${topic} ${to.kind} ${to.id}`);

    it('are those of ReassignTask', () => {
      expect(mailsOf({})).to.have.members(['TaskReassigned user 12', 'TaskReassigned user 20', 'TaskAssigned user 15']);
    });
    it('leave out the new assignee where the caller wants that', () => {
      expect(mailsOf({ move: { ...move, sendTaskNotice: false } })).to.have.members([
        'TaskReassigned user 12',
        'TaskReassigned user 20',
      ]);
    });
    it('go to a team', () => {
      const ofTeam = { ...task, assigneeId: null, teamId: 3 };
      expect(mailsOf({ task: ofTeam })).to.include('TaskReassigned team 3');
    });
    it('tell nobody twice of the same', () => {
      expect(mailsOf({ task: { ...task, assignedById: 12 } })).to.have.members([
        'TaskReassigned user 12',
        'TaskAssigned user 15',
      ]);
    });
  });
});
