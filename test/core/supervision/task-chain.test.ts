import { expect } from 'chai';
import type { Caller } from '../../../src/core/access/caller.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import {
  chainOf,
  decideChain,
  type ChainEvent,
  type ChainMail,
  type ChainTask,
} from '../../../src/core/supervision/task-chain.ts';

const at = (seconds: number) => new Date(Date.UTC(2024, 3, 1, 12, 0, seconds));

const task = (id: number, otherwise: Partial<ChainTask> = {}): ChainTask => ({
  id,
  uuid: '',
  version: 1,
  status: 'InProgress',
  name: 'Review',
  stepName: '',
  documentPath: null,
  workflowId: null,
  workflowName: null,
  assigneeId: 12,
  teamId: null,
  assignedById: 7,
  supervisorId: null,
  dueAt: null,
  instructions: `of ${id}`,
  comments: '',
  createdAt: at(0),
  finishedAt: null,
  reassignedFromId: null,
  reassignedToId: null,
  concernsCaller: false,
  ...otherwise,
});

const event = (taskId: number, seconds: number, otherwise: Partial<ChainEvent> = {}): ChainEvent => ({
  taskId,
  at: at(seconds),
  userId: 7,
  credential: 'ticket',
  api: 'asmx',
  operation: 'ReassignTask',
  requestId: null,
  key: null,
  onBehalf: false,
  oldStatus: null,
  newStatus: null,
  oldAssigneeId: null,
  newAssigneeId: null,
  oldDueAt: null,
  newDueAt: null,
  oldInstructions: null,
  newInstructions: null,
  successorId: null,
  reason: null,
  redirectPath: null,
  notFollowed: null,
  ...otherwise,
});

const mail = (taskId: number, seconds: number, otherwise: Partial<ChainMail> = {}): ChainMail => ({
  taskId,
  topic: 'TaskAssigned',
  recipientId: 12,
  actorId: 7,
  createdAt: at(seconds),
  sentAt: null,
  givenUpAt: null,
  isDropped: false,
  attempts: 0,
  lastError: null,
  ...otherwise,
});

describe('who sees the chain of a task', () => {
  const key = (rights: readonly ('read' | 'claim')[]): Caller => ({
    id: 30,
    roles: [],
    key: { id: 1, name: 'desk', rights, actsForAnother: false },
  });
  const mine = [task(1), task(2, { concernsCaller: true })];
  const others = [task(1), task(2)];

  const cases: [string, Caller, ChainTask[], string | null][] = [
    ['whoever sees one of its tasks', { id: 12, roles: [] }, mine, null],
    ['nobody else', { id: 12, roles: [] }, others, 'access-denied'],
    ['an administrator', { id: 2, roles: ['administrator'] }, others, null],
    ['a user manager', { id: 2, roles: ['userManager'] }, others, null],
    ['a library manager', { id: 2, roles: ['libraryManager'] }, others, null],
    ['a key that may read', key(['read']), others, null],
    ['no key that may not', key(['claim']), mine, 'access-denied'],
    ['nobody where there is none', { id: 2, roles: ['administrator'] }, [], 'task-not-found'],
  ];
  for (const [who, caller, tasks, refusal] of cases) {
    it(who, () => {
      const decided = decideChain(caller, tasks);
      expect(isRefused(decided) ? decided.refused : null).to.equal(refusal);
    });
  }
});

describe('the chain of a task', () => {
  const tasks = [task(1, { reassignedToId: 2 }), task(2, { reassignedFromId: 1 })];

  it('has the instructions that a reassignment replaced', () => {
    const { steps } = chainOf(tasks, [event(1, 0, { successorId: 2 })], []);
    expect(steps[0]).to.include({ oldInstructions: 'of 1', newInstructions: 'of 2' });
  });

  it('has those that the successor began with, where they were changed since', () => {
    const edited = event(2, 9, { oldInstructions: 'at first', newInstructions: 'of 2' });
    const { steps } = chainOf(tasks, [event(1, 0, { successorId: 2 }), edited], []);
    expect(steps[0]).to.include({ oldInstructions: 'of 1', newInstructions: 'at first' });
    expect(steps[1]).to.include({ oldInstructions: 'at first', newInstructions: 'of 2' });
  });

  it('gives each step the mails that it caused, and keeps reminders apart', () => {
    const events = [event(1, 0, { successorId: 2 }), event(2, 60), event(2, 61, { userId: 12 })];
    const mails = [
      mail(2, 0),
      mail(2, 60),
      mail(2, 60, { recipientId: 15, actorId: 12 }),
      mail(2, 60, { topic: 'TaskDue', actorId: null }),
    ];
    const { steps, reminders } = chainOf(tasks, events, mails);
    expect(steps.map((step) => step.mails)).to.deep.equal([[mails[0]], [mails[1]], [mails[2]]]);
    expect(reminders).to.deep.equal([mails[3]]);
  });

  it('is not whole where one of it is gone, or more follow', () => {
    expect(chainOf(tasks, [], []).isWhole).to.equal(true);
    expect(chainOf(tasks.slice(1), [], []).isWhole).to.equal(false);
    expect(chainOf(tasks.slice(0, 1), [], []).isWhole).to.equal(false);
  });
});
