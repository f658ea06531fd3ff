import { expect } from 'chai';
import { isRefused } from '../../../src/core/refusal.ts';
import type { TaskAddition } from '../../../src/core/creation/add-task.ts';
import type { SharingRequest } from '../../../src/core/assignment/sharing-facts.ts';
import type { TaskView } from '../../../src/core/shares/task-view.ts';
import type { Operations } from '../../../src/operations/index.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { loadOffice, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

describe('adding and removing a task for several people on a real database', () => {
  let asked: Pick<TaskAddition, 'credential' | 'client' | 'subjectId' | 'context' | 'operation'>;
  const stage = useStage('add_task', {
    load: async (knex) => {
      await loadOffice(knex);
      asked = {
        credential: await ticketOf(knex, 'jane.doe'),
        client: '127.0.0.1',
        subjectId: null,
        context: { api: 'box', requestId: 'request-1' },
        operation: 'createTask',
      };
    },
  });

  const addition = (more: Partial<TaskAddition> = {}): TaskAddition => ({
    ...asked,
    documentId: 1024,
    instructions: 'Please review.',
    dueAt: new Date(Date.now() + 86_400_000 + 1_800_000),
    demandsDecision: true,
    rule: 'any',
    ...more,
  });

  const added = async (request: TaskAddition, operations: Operations = stage.operations): Promise<TaskView> => {
    const outcome = await operations.addTask(request);
    if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
    return outcome.task;
  };

  const removal = (task: SharingRequest['task'], more: Partial<SharingRequest> = {}): SharingRequest => ({
    ...asked,
    operation: 'deleteTask',
    task,
    ...more,
  });

  const repeat = { call: 'ab'.repeat(32), parameters: 'cd'.repeat(32) };

  it('adds a task in one read and one write, and shows it as it is read afterwards', async () => {
    let task: TaskView | undefined;
    expect(await countQueries(async () => (task = await added(addition())))).to.equal(2);
    const read = await stage.operations.readSharedTask({ ...asked, task: { id: task?.id ?? 0 } });
    expect(isRefused(read) ? read : read.task).to.deep.equal(task);
    expect(await stage.task(4813)).to.deep.include({
      status: 'InProgress',
      assignee_id: null,
      team_id: null,
      assigned_by_id: 12,
      document_id: 1024,
      start_version: 3,
      deadline_hours: 24,
      definition_id: 0,
      version: 1,
      sharing: 1,
    });
    expect((await stage.history(4813))[0]).to.deep.include({
      operation: 'createTask',
      api: 'box',
      new_status: 'InProgress',
    });
    expect(await stage.told()).to.deep.equal([]);
    const shown = await stage.operations.getTask({ credential: asked.credential, taskId: 4813 });
    expect(shown).not.to.have.property('refused');
  });

  it('keeps nothing more of a task by the usual rule', async () => {
    await added(addition({ rule: 'all', demandsDecision: false, dueAt: null }));
    expect(await stage.task(4813)).to.deep.include({ sharing: 0, requirements: [], due_at: null });
    expect(await stage.knex('task_sharing').where({ task_id: 4813 })).to.deep.equal([]);
  });

  it('answers a repeat with the first task, also when that is gone', async () => {
    const first = await added(addition({ repeat }));
    expect(await added(addition({ repeat }))).to.deep.equal(first);
    await stage.operations.removeTask(removal({ id: first.id }));
    expect(await added(addition({ repeat }))).to.deep.equal(first);
    const other = await stage.operations.addTask(addition({ repeat: { ...repeat, parameters: 'ef'.repeat(32) } }));
    expect(other).to.deep.equal({ refused: 'key-reused' });
    expect(await stage.history(first.id)).to.have.length(2);
  });

  it('adds one task when two processes get the same call at once', () =>
    stage.withSecond(async (one, other) => {
      const tasks = await Promise.all([one, other, one, other].map((each) => added(addition({ repeat }), each)));
      expect(new Set(tasks.map(({ id }) => id)).size).to.equal(1);
      expect(await stage.knex('tasks').where('id', '>', 4812)).to.have.length(1);
    }));

  it('removes a task with what is kept of it, once', async () => {
    const { id } = await added(addition());
    const call = removal({ id }, { repeat });
    expect(
      await countQueries(async () => expect(await stage.operations.removeTask(call)).to.deep.equal({ removed: true })),
    ).to.equal(2);
    expect(await stage.task(id)).to.equal(undefined);
    expect(await stage.knex('task_sharing').where({ task_id: id })).to.deep.equal([]);
    expect((await stage.history(id)).map(({ operation }) => operation)).to.deep.equal(['createTask', 'deleteTask']);
    expect(await stage.operations.removeTask(call)).to.deep.equal({ removed: true });
    expect(await stage.operations.removeTask(removal({ id }))).to.deep.equal({ refused: 'task-not-found' });
  });

  it('removes nothing for somebody who may not', async () => {
    expect(await stage.operations.removeTask(removal({ id: 4812 }))).to.deep.equal({ refused: 'access-denied' });
    expect(await stage.task(4812)).to.include({ version: 1 });
  });

  it('drops by-hand tasks of a workflow that has another definition by now, and tells whoever was asked', async () => {
    const { knex } = stage;
    await knex('tasks').where({ id: 4812 }).update({ definition_id: 0, assigned_by_id: 7 });
    await knex('workflow_definitions').update({ revision: 9 });
    const john = removal({ id: 4812 }, { credential: await ticketOf(knex, 'john.smith') });
    expect(await stage.operations.removeTask(john)).to.deep.equal({ removed: true });
    expect(await stage.task(4812)).to.include({ status: 'Dropped' });
    expect(await stage.told('TaskWithdrawn')).to.deep.equal([[4812, 'TaskWithdrawn', 12, 7]]);
    expect((await stage.history(4812)).map(({ operation }) => operation)).to.deep.equal(['deleteTask']);
  });
});
