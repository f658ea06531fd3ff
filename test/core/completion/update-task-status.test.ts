import { expect } from 'chai';
import type { CompletableTask } from '../../../src/core/completion/completion-facts.ts';
import { isRefused, type Refusal } from '../../../src/core/refusal.ts';
import { TASK_STATUS_NUMBERS, type TaskStatus } from '../../../src/core/tasks/task-status.ts';
import { decideStatus, type StatusRequest } from '../../../src/core/completion/update-task-status.ts';
import { context, facts, ticket } from './completion.ts';

const request: StatusRequest = {
  credential: ticket,
  context,
  taskId: 4812,
  taskStatus: 30,
  finishedAt: null,
  comments: null,
};
/** All but Reassigned, which leads to a successor. */
const reachable = (Object.entries(TASK_STATUS_NUMBERS) as [TaskStatus, number][]).filter(([to]) => to !== 'Reassigned');
const YESTERDAY = new Date('2024-04-09T09:00:00Z');

describe('changing the state of a task', () => {
  const refusals: [string, Partial<StatusRequest>, Parameters<typeof facts>[0], Refusal][] = [
    ['a caller without a ticket', { credential: { kind: 'anonymous' } }, { task: null }, 'anonymous'],
    ['an expired ticket', {}, { caller: null, task: null }, 'ticket-invalid'],
    ['an unknown task', {}, { task: null }, 'task-not-found'],
    ['a stranger', {}, { task: { callerIsAssignee: false, status: 'Completed' } }, 'access-denied'],
    ['a completed task', { comments: 'x' }, { task: { status: 'Completed' } }, 'task-completed'],
    ['a dropped task', { comments: 'x' }, { task: { status: 'Dropped' } }, 'task-dropped'],
    ['a reassigned task', { comments: 'x' }, { task: { status: 'Reassigned' } }, 'task-reassigned'],
    ['a closed task before the number', { taskStatus: 15 }, { task: { status: 'Completed' } }, 'task-completed'],
    [
      'the completion of a task that is not started',
      { comments: 'x' },
      { task: { status: 'NotStarted' } },
      'task-not-started',
    ],
    ['not started before offline', {}, { task: { status: 'NotStarted', documentOffline: true } }, 'task-not-started'],
    [
      'completion while the document is offline',
      { comments: 'x' },
      { task: { documentOffline: true } },
      'document-offline',
    ],
    ['it without a comment', {}, { task: { documentOffline: true } }, 'document-offline'],
    ['it before requirements', {}, { task: { documentOffline: true, requirements: ['Approval'] } }, 'document-offline'],
    ['a comment then', { taskStatus: 20, comments: 'x' }, { task: { documentOffline: true } }, 'document-offline'],
    [
      'clearing a comment then',
      { taskStatus: 10, comments: '' },
      { task: { documentOffline: true, comments: 'x' } },
      'document-offline',
    ],
    [
      'a comment then before the number',
      { taskStatus: 15, comments: 'x' },
      { task: { documentOffline: true } },
      'document-offline',
    ],
    ['an unmet requirement', {}, { task: { requirements: ['Approval'] } }, 'approval-required'],
    ...[-3, -2, 1, 15, 31].map((taskStatus): (typeof refusals)[number] => [
      `the number ${taskStatus}`,
      { taskStatus },
      {},
      'status-not-eligible',
    ]),
  ];
  for (const [title, asked, change, refusal] of refusals) {
    it(`refuses ${title}`, () => {
      expect(decideStatus({ ...request, ...asked }, facts(change))).to.deep.equal({ refused: refusal });
    });
  }

  const decided = (asked: Partial<StatusRequest>, change: Parameters<typeof facts>[0] = {}) => {
    const outcome = decideStatus({ ...request, ...asked }, facts(change));
    if (isRefused(outcome)) throw new Error(outcome.refused);
    return outcome;
  };
  const fieldsOf = (...args: Parameters<typeof decided>) => decided(...args).change.fields;

  for (const from of ['NotStarted', 'InProgress', 'DueDateChanged'] as const) {
    for (const [to, taskStatus] of reachable) {
      if (from === 'NotStarted' && to === 'Completed') continue;
      it(`goes from ${from} to ${to}`, () => {
        const { change, refusal } = decided({ taskStatus }, { task: { status: from } });
        expect(refusal).to.equal(null);
        const { now } = facts();
        const ends = to === 'Completed' || to === 'Dropped';
        const starts = from === 'NotStarted' && (to === 'InProgress' || to === 'DueDateChanged');
        expect(change.fields).to.deep.equal({
          status: to,
          finishedAt: ends ? now : null,
          ...(ends ? { endVersion: 3 } : {}),
          ...(starts ? { startedAt: now } : {}),
        });
        expect(change.advancesWorkflow === true).to.equal(ends);
      });
    }
  }

  it('changes the state without a comment while the document is offline', () => {
    const offline = { task: { documentOffline: true } };
    for (const taskStatus of [-1, 0, 10, 20]) {
      expect(decided({ taskStatus }, offline).refusal).to.equal(null);
      expect(decided({ taskStatus, comments: '' }, offline).refusal, 'one that is empty as before').to.equal(null);
    }
  });

  it('asks for requirements where the task is completed only', () => {
    const undecided = { task: { requirements: ['Approval'] } };
    for (const [to, taskStatus] of reachable) {
      expect(decided({ taskStatus, comments: 'x' }, undecided).refusal, to).to.equal(
        to === 'Completed' ? 'approval-required' : null,
      );
    }
  });

  describe('with a finish date of the caller’s own', () => {
    const granted = { task: { permissions: ['ChangeFinishdate'] } };
    it('takes it for Completed and Dropped where the task grants ChangeFinishdate', () => {
      expect(fieldsOf({ finishedAt: YESTERDAY }, granted).finishedAt).to.deep.equal(YESTERDAY);
      expect(fieldsOf({ finishedAt: YESTERDAY, taskStatus: -1 }, granted).finishedAt).to.deep.equal(YESTERDAY);
    });
    it('takes now where it does not, or the caller gave none', () => {
      expect(fieldsOf({ finishedAt: YESTERDAY }).finishedAt).to.deep.equal(facts().now);
      expect(fieldsOf({}, granted).finishedAt).to.deep.equal(facts().now);
    });
    it('has none for a task that goes on', () => {
      expect(fieldsOf({ finishedAt: YESTERDAY, taskStatus: 10 }, granted).finishedAt).to.equal(null);
    });
  });

  describe('with a comment', () => {
    const written: [string, string | null, string | undefined][] = [
      ['keeps one, its line ends normalised', 'one\r\ntwo', 'one\ntwo'],
      ['clears it when it is empty', '', ''],
      ['leaves it alone when it is absent', null, undefined],
      ['leaves it alone when it is white space', ' \t\r\n', undefined],
    ];
    for (const [title, comments, expected] of written) {
      it(title, () => expect(fieldsOf({ comments, taskStatus: 10 }).comments).to.equal(expected));
    }

    it('counts it, cleared or new, for the requirement of a comment', () => {
      const required = { task: { requirements: ['Comments'], comments: 'Old.' } };
      expect(decided({ comments: '' }, required).refusal).to.equal('comments-required');
      expect(decided({ comments: null }, required).refusal).to.equal(null);
      expect(decided({ comments: 'New.' }, { task: { requirements: ['Comments'] } }).refusal).to.equal(null);
    });

    it('keeps it even when the state is refused', () => {
      for (const [asked, change, refusal] of [
        [{ taskStatus: 15 }, {}, 'status-not-eligible'],
        [{}, { task: { requirements: ['Approval'] } }, 'approval-required'],
      ] as const) {
        const outcome = decided({ ...asked, comments: 'Kept.' }, change);
        expect(outcome.refusal).to.equal(refusal);
        expect(outcome.change.fields).to.deep.equal({ comments: 'Kept.' });
        expect(outcome.change.advancesWorkflow).to.equal(undefined);
      }
    });
  });

  describe('given up', () => {
    const holds = (task: Partial<CompletableTask>, roles: readonly string[] = []) => {
      const { caller, ...known } = facts({ task });
      const outcome = decideStatus(
        { ...request, taskStatus: -1 },
        { ...known, caller: caller && { ...caller, roles } },
      );
      if (isRefused(outcome)) throw new Error(outcome.refused);
      expect(outcome.change.advancesWorkflow, 'who looks at the workflow finds the hold').to.equal(true);
      return outcome.change.fields.holdsStep === true;
    };
    const demanding = { hasRequirements: true };
    const rows: [string, Partial<CompletableTask>, string[], boolean][] = [
      ['holds its step when it demands something', demanding, [], true],
      ['holds it whoever else the caller is', { ...demanding, callerIsAssigner: true }, ['libraryManager'], true],
      ['lets it go on when it demands nothing', {}, [], false],
      ['lets it go on for a supervisor', { ...demanding, callerIsSupervisor: true }, [], false],
      ['lets it go on for an administrator', demanding, ['administrator'], false],
      ['holds nothing outside steps', { ...demanding, isInStep: false }, [], false],
    ];
    for (const [title, task, roles, expected] of rows) {
      it(title, () => expect(holds(task, roles)).to.equal(expected));
    }
  });

  it('tells the assigner of a completion only', () => {
    const asking = { task: { notifyOnCompletion: true, definitionId: 0 } };
    expect(decided({}, asking).change.notices).to.deep.equal([{ topic: 'TaskCompleted', recipientId: 7 }]);
    expect(decided({ taskStatus: -1 }, asking).change.notices).to.equal(undefined);
  });
});
