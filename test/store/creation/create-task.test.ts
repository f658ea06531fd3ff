import { expect } from 'chai';
import type { TaskCreationRequest } from '../../../src/core/creation/create-task.ts';
import type { Credential } from '../../../src/core/access/credential.ts';
import type { TaskModel } from '../../../src/core/creation/new-task.ts';
import { isRefused, refused, type Refusal, type Refused } from '../../../src/core/refusal.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { creation as creationBy, model, relation as relationBy } from './new-task.ts';
import { loadOffice, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

describe('creating tasks on a real database', () => {
  let jane: Credential;
  let told = 0;
  const stage = useStage('create_task', {
    load: async (knex) => {
      await loadOffice(knex);
      jane = await ticketOf(knex, 'jane.doe');
    },
    noticesWritten: () => (told += 1),
  });
  beforeEach(() => {
    told = 0;
  });

  const creation = (more?: Partial<TaskModel>, otherwise?: Partial<TaskCreationRequest>) =>
    creationBy(jane, more, otherwise);
  const relation = (taskId = 4812, more?: Partial<TaskModel>) => relationBy(jane, more, { taskId });
  const done = async <Answer extends object>(answer: Promise<Answer | Refused<Refusal>>): Promise<Answer> => {
    const outcome = await answer;
    if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
    return outcome;
  };
  const everything = async () => {
    const { knex } = stage;
    const sequence = await knex.raw('select last_value from tasks_id_seq').then(({ rows }: { rows: unknown }) => rows);
    return JSON.stringify([await knex('tasks').orderBy('id'), await knex('history'), await knex('notices'), sequence]);
  };

  it('opens a task outside workflows with everything the model says', async () => {
    expect(await done(stage.operations.createTask(creation()))).to.deep.equal({ taskId: 4813, redirectedTo: null });
    const opened = await stage.task(4813);
    expect(opened).to.deep.include({
      version: 1,
      status: 'InProgress',
      approval_status: 'NoResult',
      priority: 10,
      right_type: 5,
      assignee_id: 15,
      team_id: null,
      assigned_by_id: 12,
      supervisor_id: null,
      redirected_from_id: null,
      document_id: 1024,
      workflow_id: null,
      step_number: 0,
      definition_id: 0,
      start_version: 3,
      end_version: null,
      reminder_hours: 48,
      allowed_start_hours: 24,
      supervisor_notice_hours: 0,
      notify_on_completion: true,
      parent_id: null,
      reassigned_from_id: null,
      finished_at: null,
      due_at: model.dueAt,
      name: '',
      instructions: 'Please “review”.',
      comments: '',
      permissions: ['Postpone', 'ChangePriority'],
      requirements: [{ type: 'FormTemplate', objectId: 77, definition: 'F-77' }],
    });
    expect(opened.deadline_hours).to.be.within(166, 168);
    expect(Math.abs(Date.now() - (opened.started_at as Date).getTime())).to.be.below(60_000);
  });

  it('does with the least that can be said', async () => {
    const least = { dueAt: null, permissions: [], requirements: [], sendTaskNotice: false, instructions: '' };
    await done(stage.operations.createTask(creation(least)));
    expect(await stage.task(4813)).to.deep.include({
      due_at: null,
      deadline_hours: 0,
      permissions: [],
      requirements: [],
    });
    expect(await stage.knex('notices')).to.deep.equal([]);
    expect(told).to.equal(0);
  });

  it('keeps the first and the last moment a client can name', async () => {
    for (const dueAt of [new Date(-62_135_553_600_000), new Date(Date.UTC(10_000, 0, 1, 11, 59, 59))]) {
      const { taskId } = await done(stage.operations.createTask(creation({ dueAt })));
      expect((await stage.task(taskId)).due_at).to.deep.equal(dueAt);
    }
  });

  it('writes to history who opened what', async () => {
    await done(stage.operations.createTask(creation()));
    const rows = await stage.knex<Record<string, unknown>>('history').select('*');
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({
      task_id: 4813,
      user_id: 12,
      credential: 'ticket',
      api: 'asmx',
      operation: 'CreateTask',
      old_status: null,
      new_status: 'InProgress',
      old_assignee_id: null,
      new_assignee_id: 15,
      new_due_at: model.dueAt,
      redirect_path: null,
      request_id: 'request-1',
    });
    const details = rows[0]?.details as { new: Record<string, unknown> };
    expect(details.new).to.deep.equal({
      document_id: 1024,
      parent_id: null,
      instructions: 'Please “review”.',
      priority: 10,
      right_type: 5,
      permissions: ['Postpone', 'ChangePriority'],
      requirements: [{ type: 'FormTemplate', objectId: 77, definition: 'F-77' }],
      allowed_start_hours: 24,
      reminder_hours: 48,
      notify_on_completion: true,
    });
  });

  it('queues mail for the assignee where it is asked for, and tells the relay', async () => {
    await done(stage.operations.createTask(creation()));
    expect(await stage.knex('notices').select('task_id', 'topic', 'recipient_id', 'actor_id')).to.deep.equal([
      { task_id: 4813, topic: 'TaskAssigned', recipient_id: 15, actor_id: 12 },
    ]);
    expect(told).to.equal(1);
  });

  it('follows redirections to their end and says who got it', async () => {
    expect(await done(stage.operations.createTask(creation({ requestedAssignee: 'dave.hall' })))).to.deep.equal({
      taskId: 4813,
      redirectedTo: 'alice.jones',
    });
    expect(await stage.task(4813)).to.include({ assignee_id: 15, redirected_from_id: 21 });
    expect(await stage.knex('history').pluck('redirect_path')).to.deep.equal([[21, 9, 15]]);
    expect(await done(stage.operations.createTask(creation({ requestedAssignee: 'erin.west' })))).to.deep.include({
      redirectedTo: null,
    });
    expect(await stage.task(4814)).to.include({ assignee_id: 22, redirected_from_id: null });
  });

  it('opens a related task on the document of its parent, which stays as it was', async () => {
    const parent = await stage.task(4812);
    expect(await done(stage.operations.createRelatedTask(relation()))).to.deep.equal({
      taskId: 4813,
      redirectedTo: null,
    });
    expect(await stage.task(4813)).to.deep.include({
      parent_id: 4812,
      document_id: 1024,
      workflow_id: null,
      step_number: 0,
    });
    expect(await stage.task(4812)).to.deep.equal(parent);
    expect(await stage.knex('history').pluck('operation')).to.deep.equal(['CreateRelatedTask']);
  });

  it('opens a task beside one that has no document', async () => {
    await stage.knex('tasks').where({ id: 4812 }).update({ document_id: null });
    await done(stage.operations.createRelatedTask(relation()));
    expect(await stage.task(4813)).to.include({ parent_id: 4812, document_id: null, start_version: 1 });
  });

  it('changes nothing when it refuses', async () => {
    await stage.knex('documents').where({ id: 1025 }).update({ shortcut: true });
    const before = await everything();
    const unreadable = { model: refused('model-invalid') };
    const template = { requirements: [{ type: 'FormTemplate', objectId: 0, definition: '' }] };
    const outcomes = await Promise.all([
      stage.operations.createTask(creation({}, { credential: { kind: 'anonymous' } })),
      stage.operations.createTask(creation({}, { documentPath: '/Corporate/Legal' })),
      stage.operations.createTask(creation({}, unreadable)),
      stage.operations.createTask(creation({}, { documentPath: '/Corporate/Legal/SupportingEvidence.pdf' })),
      stage.operations.createTask(creation({}, { documentPath: '/Corporate/Archive/OldContract.pdf' })),
      stage.operations.createTask(creation({ requestedAssignee: 'nobody' })),
      stage.operations.createTask(creation({ requestedAssignee: '' })),
      stage.operations.createTask(creation({ requestedAssignee: 'Legal' })),
      stage.operations.createTask(creation({ requestedAssignee: 'gone.user' })),
      stage.operations.createTask(creation(template)),
      stage.operations.createRelatedTask({ ...relation(), ...unreadable }),
      ...[0, 1, 4807, 4808, 4809].map((taskId) => stage.operations.createRelatedTask(relation(taskId))),
      stage.operations.createRelatedTask(relation(4812, { requestedAssignee: 'gone.user' })),
    ]);
    expect(outcomes.map((outcome) => isRefused(outcome) && outcome.refused)).to.deep.equal([
      'anonymous',
      'document-not-found',
      'model-invalid',
      'document-is-shortcut',
      'document-offline',
      'user-not-found',
      'user-not-found',
      'user-not-found',
      'user-not-found',
      'form-template-missing',
      'model-invalid',
      ...Array.from({ length: 5 }, () => 'task-not-found'),
      'user-not-found',
    ]);
    expect(await everything()).to.equal(before);
  });

  it('gives many at once a task each', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `Task ${index}`);
    const answers = await Promise.all(
      names.map((instructions, index) =>
        done<{ readonly taskId: number }>(
          index % 2 === 0
            ? stage.operations.createTask(creation({ instructions }))
            : stage.operations.createRelatedTask(relation(4812, { instructions })),
        ),
      ),
    );
    expect(new Set(answers.map(({ taskId }) => taskId)).size).to.equal(40);
    const opened = await Promise.all(answers.map(({ taskId }) => stage.task(taskId)));
    expect(opened.map(({ instructions }) => instructions)).to.deep.equal(names);
    expect(await stage.knex('history')).to.have.length(40);
    expect(await stage.knex('notices')).to.have.length(40);
  });

  it('never gives a task to an account that is being disabled', async () => {
    const { openTask } = stage.store;
    const late = stage.operationsOn({
      ...stage.store,
      async openTask(plan) {
        await stage.knex('users').where({ login: 'alice.jones' }).update({ enabled: false });
        return openTask(plan);
      },
    });
    expect(await late.createTask(creation())).to.deep.equal({ refused: 'user-not-found' });
    expect(await stage.knex('tasks').where('id', '>', 4812)).to.deep.equal([]);
  });

  it('takes the redirection as it is by then when the account it led to is disabled meanwhile', async () => {
    const { openTask } = stage.store;
    const late = stage.operationsOn({
      ...stage.store,
      async openTask(plan) {
        await stage.knex('users').where({ login: 'alice.jones' }).update({ enabled: false });
        return openTask(plan);
      },
    });
    expect(await done(late.createTask(creation({ requestedAssignee: 'bob.jones' })))).to.include({
      redirectedTo: null,
    });
    expect(await stage.knex('tasks').where('id', '>', 4812).pluck('assignee_id')).to.deep.equal([9]);
  });

  it('waits for nobody and keeps nobody waiting who opens tasks for the same account', async () => {
    const trx = await stage.knex.transaction();
    await trx.raw('select from users where id = 15 for share');
    expect(await done(stage.operations.createTask(creation()))).to.include({ taskId: 4813 });
    await trx.commit();
  });

  it('takes two exchanges with the database, and a refusal one', async () => {
    expect(await countQueries(() => done(stage.operations.createTask(creation())))).to.equal(2);
    expect(await countQueries(() => done(stage.operations.createRelatedTask(relation())))).to.equal(2);
    const refused = () => stage.operations.createTask(creation({ requestedAssignee: 'nobody' }));
    expect(await countQueries(refused)).to.equal(1);
  });
});
