import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import type { TaskChange } from '../../../src/core/tasks/task-change.ts';
import { createStore } from '../../../src/store/index.ts';
import { writeTaskChanges } from '../../../src/store/tasks/task-change.ts';
import { readTaskFacts } from '../../../src/store/tasks/task-facts.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { loadOffice, reassignment, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

const context = { api: 'asmx', requestId: 'request-1' };
const WEEK_MS = 7 * 24 * 3_600_000;

describe('changing one task on a real database', () => {
  let jane: Credential;
  const stage = useStage('task_change', {
    load: async (knex) => {
      await loadOffice(knex);
      jane = await ticketOf(knex, 'jane.doe');
    },
  });

  const call = (taskId = 4812) => ({ credential: jane, context, taskId });

  const change = (more: Partial<TaskChange>): TaskChange => ({
    taskId: 4812,
    version: 1,
    operation: 'SetTaskComment',
    callerId: 12,
    credentialKind: 'ticket',
    context,
    fields: {},
    ...more,
  });

  it('reads how the caller stands to each of many tasks at once', async () => {
    const carol = await ticketOf(stage.knex, 'carol.king');
    const john = await ticketOf(stage.knex, 'john.smith');
    const read = await readTaskFacts(stage.knex, [
      { credential: jane, taskId: 4812 },
      { credential: carol, taskId: 4801 },
      { credential: john, taskId: 4811 },
      { credential: { kind: 'anonymous' }, taskId: 4812 },
      { credential: jane, taskId: 1 },
    ]);
    const standing = read.map(({ caller, task }) => [
      caller?.id,
      task?.id,
      task?.callerIsAssignee,
      task?.callerIsSupervisor,
      task?.callerIsAssigner,
      task?.documentOffline,
    ]);
    expect(standing).to.deep.equal([
      [12, 4812, true, false, false, false],
      [20, 4801, true, false, false, false],
      [7, 4811, false, true, true, true],
      [undefined, 4812, false, false, false, false],
      [12, undefined, undefined, undefined, undefined, undefined],
    ]);
  });

  it('writes what is given and leaves the rest as it was', async () => {
    const before = await stage.task(4812);
    const dueAt = new Date('2031-01-01T10:00:00Z');
    const finishedAt = new Date('2030-12-31T10:00:00Z');
    const fields = {
      status: 'Completed',
      approvalStatus: 'Rejected',
      priority: 0,
      comments: '“Done”\n',
      startedAt: null,
      finishedAt,
      dueAt,
      allowedStartHours: 3,
      endVersion: 9,
    } as const;
    await writeTaskChanges(stage.knex, [change({ fields })]);
    const { updated_at: updatedAt, ...after } = await stage.task(4812);
    const { updated_at: updatedBefore, ...rest } = before;
    expect(after).to.deep.equal({
      ...rest,
      status: 'Completed',
      approval_status: 'Rejected',
      priority: 0,
      comments: '“Done”\n',
      started_at: null,
      finished_at: finishedAt,
      due_at: dueAt,
      allowed_start_hours: 3,
      end_version: 9,
      version: 2,
    });
    expect((updatedAt as Date) > (updatedBefore as Date)).to.equal(true);
  });

  it('keeps in history who replaced what', async () => {
    const newDueAt = new Date(Date.now() + WEEK_MS);
    const { due_at: oldDueAt } = await stage.task(4812);
    await stage.operations.changeTaskDueDate({ ...call(), newDueAt, allowedStartHours: 24 });
    const [row, ...others] = await stage.history();
    expect(others).to.deep.equal([]);
    expect(row).to.deep.include({
      task_id: 4812,
      user_id: 12,
      credential: 'ticket',
      api: 'asmx',
      operation: 'ChangeTaskDueDate',
      old_status: 'InProgress',
      new_status: 'DueDateChanged',
      old_due_at: oldDueAt,
      new_due_at: newDueAt,
      request_id: 'request-1',
      details: { old: { allowed_start_hours: 0 }, new: { allowed_start_hours: 24 } },
    });
  });

  it('forgets the mail of the topics that are named, sent or not, of that task alone', async () => {
    const notices = ['TaskReminder', 'TaskAssigned'].flatMap((topic) =>
      [4810, 4812].map((taskId) => ({ task_id: taskId, topic, recipient_id: 12, sent_at: new Date() })),
    );
    await stage.knex('notices').insert([...notices, { task_id: 4812, topic: 'TaskOverdue', recipient_id: 7 }]);
    await stage.operations.changeTaskDueDate({
      ...call(),
      newDueAt: new Date(Date.now() + WEEK_MS),
      allowedStartHours: 0,
    });
    const left = await stage.knex('notices').orderBy(['task_id', 'topic']).select('task_id', 'topic');
    expect(left).to.deep.equal([
      { task_id: 4810, topic: 'TaskAssigned' },
      { task_id: 4810, topic: 'TaskReminder' },
      { task_id: 4812, topic: 'TaskAssigned' },
    ]);
  });

  it('queues mail and tells the relay, only where there is some', async () => {
    let told = 0;
    const telling = createStore(stage.knex, {
      ticketDays: 30,
      noticesWritten: () => told++,
      reportFailure: () => undefined,
    });
    await telling.changeTask(change({ fields: { priority: 1 } }));
    expect(told).to.equal(0);
    await telling.changeTask(change({ version: 2, notices: [{ topic: 'TaskCompleted', recipientId: 7 }] }));
    expect(told).to.equal(1);
    const queued = await stage.knex('notices').select('task_id', 'topic', 'recipient_id', 'actor_id', 'sent_at');
    expect(queued).to.deep.equal([
      { task_id: 4812, topic: 'TaskCompleted', recipient_id: 7, actor_id: 12, sent_at: null },
    ]);
    await telling.stop();
  });

  it('writes many tasks at once, and none whose version has moved on', async () => {
    const written = await writeTaskChanges(stage.knex, [
      change({ taskId: 4811, fields: { comments: 'eleven' } }),
      change({ taskId: 4810, version: 0, fields: { comments: 'late' } }),
      change({ taskId: 4812, fields: { comments: 'twelve' } }),
      change({ taskId: 1, fields: { comments: 'nowhere' } }),
    ]);
    expect(written).to.deep.equal([{ taskId: 4811 }, null, { taskId: 4812 }, null]);
    expect(await stage.knex('tasks').where('comments', '<>', '').orderBy('id').pluck('comments')).to.deep.equal([
      'eleven',
      'twelve',
    ]);
    expect(await stage.history()).to.have.length(2);
  });

  it('writes the first of two changes of one task, and the other not at all', async () => {
    const written = await writeTaskChanges(stage.knex, [
      change({ fields: { comments: 'first' } }),
      change({ fields: { comments: 'second' } }),
    ]);
    expect(written).to.deep.equal([{ taskId: 4812 }, null]);
    expect(await stage.task(4812)).to.include({ comments: 'first', version: 2 });
  });

  it('loses nothing when different things of one task are changed at the same moment', async () => {
    await stage
      .knex('tasks')
      .where({ id: 4812 })
      .update({ permissions: ['ChangePriority', 'Postpone'] });
    const outcomes = await Promise.all([
      stage.operations.setTaskComment({ ...call(), comments: 'mine' }),
      stage.operations.setTaskPriority({ ...call(), priority: 11 }),
      stage.operations.setTaskApprovalStatus({ ...call(), decision: 6 }),
    ]);
    expect(outcomes.filter(isRefused)).to.deep.equal([]);
    expect(await stage.task(4812)).to.include({
      comments: 'mine',
      priority: 11,
      approval_status: 'Approved',
      version: 4,
    });
    expect(await stage.history()).to.have.length(3);
  });

  it('never comments on a task that is being handed over', async () => {
    const outcomes = await Promise.all([
      stage.operations.reassignTask(reassignment(jane)),
      stage.operations.setTaskComment({ ...call(), comments: 'late' }),
    ]);
    const commented = !isRefused(outcomes[1]);
    if (isRefused(outcomes[1])) expect(outcomes[1].refused).to.equal('task-reassigned');
    expect(isRefused(outcomes[0])).to.equal(false);
    const operationsInOrder = (await stage.history()).map(({ operation }) => operation);
    expect(operationsInOrder).to.deep.equal(commented ? ['SetTaskComment', 'ReassignTask'] : ['ReassignTask']);
  });

  it('takes two exchanges with the database, and a refusal one', async () => {
    expect(await countQueries(() => stage.operations.setTaskComment({ ...call(), comments: 'x' }))).to.equal(2);
    expect(await countQueries(() => stage.operations.setTaskComment({ ...call(4808), comments: 'x' }))).to.equal(1);
  });
});
