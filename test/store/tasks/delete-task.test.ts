import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { loadFixture } from '../../../src/store/seed/load.ts';
import { loadOffice, reassignment, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

const context = { api: 'asmx', requestId: 'request-1' };

describe('removing a task on a real database', () => {
  let john: Credential;
  const stage = useStage('delete_task', {
    load: async (knex) => {
      await loadOffice(knex);
      john = await ticketOf(knex, 'john.smith');
    },
  });

  const removal = (taskId = 4812) => ({ credential: john, context, taskId });

  it('leaves history, which knows what the task was', async () => {
    const jane = await ticketOf(stage.knex, 'jane.doe');
    await stage.operations.setTaskComment({ credential: jane, context, taskId: 4812, comments: 'Nearly done.' });
    expect(isRefused(await stage.operations.deleteTask(removal()))).to.equal(false);
    expect(await stage.knex('tasks').where({ id: 4812 })).to.deep.equal([]);
    expect(await stage.knex('task_attachments').where({ task_id: 4812 })).to.deep.equal([]);
    const [comment, removed] = await stage.history();
    expect(comment).to.include({ task_id: 4812, operation: 'SetTaskComment' });
    expect(removed).to.include({
      task_id: 4812,
      operation: 'DeleteTask',
      user_id: 7,
      credential: 'ticket',
      api: 'asmx',
      old_status: 'InProgress',
      new_status: null,
      old_assignee_id: 12,
    });
    expect(removed?.details).to.have.nested.include({
      'old.name': 'LegalReview',
      'old.comments': 'Nearly done.',
      'old.attachments[0].document_id': 1025,
    });
  });

  it('takes mail along that was not sent yet', async () => {
    await stage.knex('notices').insert([
      { task_id: 4812, topic: 'TaskAssigned', recipient_id: 12 },
      { task_id: 4812, topic: 'TaskReassigned', recipient_id: 7, sent_at: new Date() },
      { task_id: 4810, topic: 'TaskAssigned', recipient_id: 12 },
    ]);
    await stage.operations.deleteTask(removal());
    expect(await stage.knex('notices').orderBy('task_id').pluck('task_id')).to.deep.equal([4810, 4812]);
  });

  it('removes a successor and leaves its origin', async () => {
    const outcome = await stage.operations.reassignTask(reassignment(john));
    if (isRefused(outcome)) throw new Error(outcome.refused);
    expect(isRefused(await stage.operations.deleteTask(removal(outcome.taskId)))).to.equal(false);
    expect(await stage.knex('tasks').where({ id: 4812 }).pluck('status')).to.deep.equal(['Reassigned']);
  });

  describe('that was handed on', () => {
    const handOn = async (by: Credential, taskId: number, reassignTo = 'jane.doe') => {
      const outcome = await stage.operations.reassignTask({ ...reassignment(by), taskId, reassignTo });
      if (isRefused(outcome)) throw new Error(outcome.refused);
      return outcome.taskId;
    };
    const removalBy = (credential: Credential, taskId: number) =>
      stage.operations.deleteTask({ credential, context, taskId });

    it('obeys the assigner of the first task in a workflow, and nobody who handed it on', async () => {
      const jane = await ticketOf(stage.knex, 'jane.doe');
      const second = await handOn(jane, 4812);
      const third = await handOn(jane, second);
      expect(await removalBy(jane, second)).to.deep.equal({ refused: 'access-denied' });
      expect(await removalBy(jane, third)).to.deep.equal({ refused: 'access-denied' });
      expect(await removalBy(john, third)).to.deep.equal({ taskId: third });
    });

    it('obeys no assigner once the first task is gone', async () => {
      const jane = await ticketOf(stage.knex, 'jane.doe');
      const second = await handOn(jane, 4812);
      await stage.operations.deleteTask(removal());
      expect(await removalBy(jane, second)).to.deep.equal({ refused: 'access-denied' });
      expect(await removalBy(john, second)).to.deep.equal({ refused: 'access-denied' });
    });

    it('obeys whoever handed it on outside workflows', async () => {
      const jane = await ticketOf(stage.knex, 'jane.doe');
      await stage.knex('tasks').where({ id: 4812 }).update({ workflow_id: null });
      const second = await handOn(jane, 4812);
      expect(await removalBy(jane, second)).to.deep.equal({ taskId: second });
    });
  });

  it('removes once when two callers remove at the same moment', async () => {
    const outcomes = await Promise.all([
      stage.operations.deleteTask(removal()),
      stage.operations.deleteTask(removal()),
    ]);
    expect(outcomes.filter(isRefused)).to.deep.equal([{ refused: 'task-not-found' }]);
    expect(await stage.history()).to.have.length(1);
  });

  it('either removes or hands over when both come at the same moment', async () => {
    const [removed, reassigned] = await Promise.all([
      stage.operations.deleteTask(removal()),
      stage.operations.reassignTask(reassignment(john)),
    ]);
    expect(isRefused(removed)).to.equal(false);
    const rest = await stage.knex('tasks').where({ id: 4812 }).orWhere({ reassigned_from_id: 4812 }).pluck('id');
    expect(rest).to.deep.equal(isRefused(reassigned) ? [] : [reassigned.taskId]);
  });

  describe('of a workflow whose definition has moved on', () => {
    const workflow = (definition: object, more: object = {}) => ({ name: 'Changed', definition, ...more });
    const load = (workflows: object[], tasks: object[] = []) =>
      loadFixture(stage.knex, JSON.stringify({ workflows, tasks }), 'more.json', new Date());
    const adHoc = { id: 5000, assignee: 'jane.doe', assignedBy: 'john.smith', workflow: 'Changed' };
    const document = '/Corporate/Legal/ContractDraft.pdf';

    it('drops a task that somebody added by hand, without its attachments', async () => {
      const attachments = [{ document }];
      await load(
        [workflow({ name: 'Release', revision: 3 }, { definitionRevision: 2 })],
        [{ ...adHoc, document, attachments }],
      );
      await stage.operations.deleteTask(removal(5000));
      const task = (await stage.knex('tasks').where({ id: 5000 }).first()) as Record<string, unknown>;
      expect(task).to.include({ status: 'Dropped', version: 2, end_version: 3 });
      expect(task.finished_at).to.be.an.instanceOf(Date);
      expect(await stage.knex('task_attachments').where({ task_id: 5000 })).to.deep.equal([]);
      const [row] = await stage.history();
      expect(row).to.include({ operation: 'DeleteTask', old_status: 'InProgress', new_status: 'Dropped' });
      expect(row?.details)
        .to.have.nested.property('old.attachments')
        .that.deep.equals([{ document_id: 1024, version: 3 }]);
    });

    it('keeps a task of the definition', async () => {
      await load(
        [workflow({ name: 'Release', revision: 3 }, { definitionRevision: 2 })],
        [{ ...adHoc, definitionId: 9 }],
      );
      expect(await stage.operations.deleteTask(removal(5000))).to.deep.equal({ refused: 'definition-changed' });
    });

    it('removes for good what was started from the present revision', async () => {
      await load([workflow({ name: 'Release', revision: 3 })], [{ ...adHoc, definitionId: 9 }]);
      await stage.operations.deleteTask(removal(5000));
      expect(await stage.knex('tasks').where({ id: 5000 })).to.deep.equal([]);
    });

    it('refuses a fixture that gives one definition two revisions', async () => {
      await load([workflow({ name: 'Release', revision: 3 })]);
      const error = await load([workflow({ name: 'Release', revision: 4 }, { name: 'Second' })]).catch(String);
      expect(error).to.contain('workflows[0].definition.revision: the definition is at revision 3');
    });
  });
});
