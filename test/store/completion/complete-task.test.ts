import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { ticketOf } from '../office.ts';
import { nothing, useStage } from '../stage.ts';
import { completion, loadWorkflowOffice, statusChange } from './workflow-office.ts';

type Row = Record<string, unknown>;

describe('completing on a real database', () => {
  let ann: Credential;
  let ben: Credential;
  let sue: Credential;

  const stage = useStage('complete_task', { load: nothing });

  const load = async (changes: Readonly<Record<number, object>> = {}) => {
    await loadWorkflowOffice(stage.knex, changes);
    [ann, ben, sue] = await Promise.all([
      ticketOf(stage.knex, 'ann'),
      ticketOf(stage.knex, 'ben'),
      ticketOf(stage.knex, 'sue'),
    ]);
  };
  const started = async () => stage.knex('tasks').where({ status: 'InProgress' }).orderBy('id').pluck<number[]>('id');
  const finished = async () =>
    (await stage.knex('workflows').where({ id: 50 }).pluck<(Date | null)[]>('finished_at'))[0];

  it('closes the task, keeps the comment and the document’s version, and tells the assigner', async () => {
    await load();
    expect(await stage.operations.completeTask(completion(ann, 101, 'Done.\r\nAll of it.'))).to.deep.equal({
      taskId: 101,
    });
    const row = await stage.task(101);
    expect(row).to.include({ status: 'Completed', comments: 'Done.\nAll of it.', end_version: 4, version: 2 });
    expect((row.finished_at as Date).getTime()).to.be.closeTo(Date.now(), 60_000);
    expect(await stage.told()).to.deep.equal([[101, 'TaskCompleted', 5, 1]]);
    const [entry] = (await stage.knex('history').where({ task_id: 101 })) as Row[];
    expect(entry).to.include({
      operation: 'CompleteTask',
      user_id: 1,
      old_status: 'InProgress',
      new_status: 'Completed',
    });
    expect(entry?.details).to.have.nested.property('new.comments', 'Done.\nAll of it.');
    expect(await started()).to.deep.equal([102, 400, 401]);
  });

  it('keeps the comment of a completion it refuses', async () => {
    await load({ 101: { requirements: [{ type: 'Approval' }] } });
    const refusal = await stage.operations.completeTask(completion(ann, 101, 'Nearly.'));
    expect(refusal).to.deep.equal({ refused: 'approval-required' });
    expect(await stage.task(101)).to.include({
      status: 'InProgress',
      comments: 'Nearly.',
      version: 2,
      finished_at: null,
    });
    expect(await stage.knex('history').pluck('operation')).to.deep.equal(['CompleteTask']);
    expect(await stage.told()).to.deep.equal([]);
  });

  it('writes nothing when it refuses without a comment, or tests', async () => {
    await load({ 101: { requirements: [{ type: 'Approval' }] } });
    await stage.operations.completeTask(completion(ann, 101));
    await stage.operations.testTaskCompletion({ ...completion(ann, 101), exceptTaskComments: false });
    await stage.operations.testTaskCompletion({ ...completion(ann, 400), exceptTaskComments: false });
    expect(await stage.task(101)).to.include({ status: 'InProgress', version: 1 });
    expect(await stage.task(400)).to.include({ status: 'InProgress', version: 1 });
    expect(await stage.knex('history')).to.deep.equal([]);
  });

  describe('knows of a document', () => {
    const refusalOf = async (type: string) => {
      await stage
        .knex('tasks')
        .where({ id: 400 })
        .update({ requirements: JSON.stringify([{ type, objectId: 0, definition: '' }]) });
      const outcome = await stage.operations.testTaskCompletion({ ...completion(ann, 400), exceptTaskComments: false });
      return isRefused(outcome) ? outcome.refused : null;
    };
    beforeEach(() => load());
    const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000);

    it('whether its newest version was read by the assignee', async () => {
      await stage.knex('document_reads').insert([
        { document_id: 10, user_id: 1, version: 3 },
        { document_id: 10, user_id: 2, version: 4 },
      ]);
      expect(await refusalOf('LastestVersionRead')).to.equal('document-unread');
      await stage.knex('document_reads').insert({ document_id: 10, user_id: 1, version: 4 });
      expect(await refusalOf('LastestVersionRead')).to.equal(null);
    });
    it('whether its published version was read, or the newest while none is', async () => {
      await stage.knex('document_reads').insert({ document_id: 10, user_id: 1, version: 4 });
      expect(await refusalOf('PublishedVersionRead')).to.equal('document-unread');
      await stage.knex('documents').update({ published_version: null });
      expect(await refusalOf('PublishedVersionRead')).to.equal(null);
    });
    it('whether it was reviewed since the start, by either rule', async () => {
      await stage.knex('document_reviews').insert([
        { document_id: 10, kind: 'ISO', user_id: 3, reviewed_at: hour(-72) },
        { document_id: 10, kind: 'SOX', user_id: 3, reviewed_at: hour(-1) },
      ]);
      expect(await refusalOf('ISOReview')).to.equal('review-required');
      expect(await refusalOf('SOXReview')).to.equal(null);
    });
    it('whether the assignee has made a version of it since the start', async () => {
      await stage.knex('document_versions').insert([
        { document_id: 10, version: 2, author_id: 1, created_at: hour(-72) },
        { document_id: 10, version: 3, author_id: 2, created_at: hour(-2) },
      ]);
      expect(await refusalOf('Edit')).to.equal('edit-required');
      await stage.knex('document_versions').insert({ document_id: 10, version: 4, author_id: 1, created_at: hour(-1) });
      expect(await refusalOf('Edit')).to.equal(null);
    });
    it('whether the assignee has checked it out, and from when on the task may be done', async () => {
      await stage.knex('documents').update({ checked_out_by_id: 1 });
      expect(await refusalOf('Sign')).to.equal('document-checked-out');
      await stage
        .knex('tasks')
        .where({ id: 400 })
        .update({ due_at: hour(48), allowed_start_hours: 47 });
      expect(await refusalOf('Sign')).to.equal('start-not-allowed-yet');
      await stage.knex('tasks').where({ id: 400 }).update({ allowed_start_hours: 2_147_483_647 });
      await stage.knex('documents').update({ checked_out_by_id: 2 });
      expect(await refusalOf('Sign')).to.equal(null);
    });
    it('whether anything is attached to the task', async () => {
      expect(await refusalOf('Attachment')).to.equal('attachment-required');
      await stage.knex('task_attachments').insert({ task_id: 400, document_id: 10, version: 4 });
      expect(await refusalOf('Attachment')).to.equal(null);
    });
  });

  describe('lets the workflow go on', () => {
    it('when the last task of the step is done, and not before', async () => {
      await load();
      await stage.operations.completeTask(completion(ann, 101));
      expect(await stage.task(201)).to.include({ status: 'NotStarted', version: 1 });
      await stage.operations.completeTask(completion(ben, 102));
      expect(await started()).to.deep.equal([201, 202, 400, 401]);
      expect(await stage.task(202)).to.include({ status: 'InProgress', version: 2 });
      expect((await stage.task(201)).started_at).to.be.instanceOf(Date);
      expect(await stage.told()).to.deep.equal([
        [101, 'TaskCompleted', 5, 1],
        [201, 'TaskAssigned', 1, 5],
        [202, 'TaskAssigned', 3, 5],
        [202, 'TaskAssigned', 4, 5],
      ]);
      const entries = (await stage.knex('history').whereIn('task_id', [201, 202, 301])) as Row[];
      expect(entries).to.have.length(2);
      for (const entry of entries) {
        expect(entry).to.include({
          operation: 'CompleteTask',
          user_id: 2,
          old_status: 'NotStarted',
          new_status: 'InProgress',
        });
        expect(entry.details).to.deep.equal({ new: { startedBehind: 102 } });
      }
    });

    it('to its end, and says when that was', async () => {
      await load({ 101: { status: 'Completed' }, 102: { status: 'Completed' }, 201: { status: 'Completed' } });
      const cid = await ticketOf(stage.knex, 'cid');
      await stage.operations.updateTaskStatus(statusChange(cid, 202, 10));
      await stage.operations.completeTask(completion(cid, 202));
      expect(await finished()).to.equal(null);
      expect(await stage.task(301)).to.include({ status: 'InProgress' });
      await stage.operations.completeTask(completion(sue, 301));
      expect(await finished()).to.be.instanceOf(Date);
    });

    it('when the last open task is given up', async () => {
      await load({ 101: { status: 'Completed' } });
      await stage.operations.updateTaskStatus(statusChange(ben, 102, -1));
      expect(await started()).to.deep.equal([201, 202, 400, 401]);
    });

    it('when DeleteTask drops the last open task', async () => {
      await load({ 101: { status: 'Completed' }, 102: { definitionId: 0 } });
      await stage.knex('workflow_definitions').update({ revision: 2 });
      await stage.operations.deleteTask({ ...completion(sue, 102) });
      expect(await stage.statuses()).to.include({ 102: 'Dropped', 201: 'InProgress', 202: 'InProgress' });
    });

    it('but not for a task outside steps, nor past a step somebody works on', async () => {
      await load();
      await stage.operations.completeTask(completion(ann, 401));
      const cid = await ticketOf(stage.knex, 'cid');
      for (const state of [10, 30]) {
        await stage.operations.updateTaskStatus(statusChange(ann, 201, state));
        await stage.operations.updateTaskStatus(statusChange(cid, 202, state));
      }
      expect(await started()).to.deep.equal([101, 102, 400]);
      await stage.operations.completeTask(completion(ann, 101));
      await stage.operations.completeTask(completion(ben, 102));
      expect(await stage.statuses()).to.include({ 301: 'InProgress' });
    });

    it('and holds back a change of a task that starts in the same statement', async () => {
      await load({ 101: { status: 'Completed' } });
      const outcomes = await Promise.all([
        stage.operations.completeTask(completion(ben, 102)),
        stage.operations.setTaskPriority({ ...completion(sue, 202), priority: 10 }),
      ]);
      expect(outcomes).to.deep.equal([{ taskId: 102 }, { taskId: 202 }]);
      expect(await stage.task(202)).to.include({ status: 'InProgress', priority: 10, version: 3 });
    });
  });

  describe('in a race', () => {
    it('advances when the other task of the step is completed while it waits', async () => {
      await load();
      const outcome = await stage.during(
        (trx) => trx('tasks').where({ id: 102 }).update({ status: 'Completed', version: 2 }),
        () => stage.operations.completeTask(completion(ann, 101)),
      );
      expect(outcome).to.deep.equal({ taskId: 101 });
      expect(await started()).to.deep.equal([201, 202, 400, 401]);
    });

    it('does not advance past the successor of a task that is reassigned while it waits', async () => {
      await load();
      const outcome = await stage.during(
        async (trx) => {
          await trx('tasks').where({ id: 102 }).update({ status: 'Reassigned', version: 2, reassigned_to_id: 500 });
          await trx('tasks').insert({
            id: 500,
            status: 'InProgress',
            workflow_id: 50,
            step_number: 1,
            reassigned_from_id: 102,
          });
        },
        () => stage.operations.completeTask(completion(ann, 101)),
      );
      expect(outcome).to.deep.equal({ taskId: 101 });
      expect(await started()).to.deep.equal([400, 401, 500]);
    });

    it('advances once when the last two tasks of a step are completed at the same moment', async () => {
      await load();
      const flows = Array.from({ length: 20 }, (_, index) => index + 1000);
      await stage.knex.raw(
        `insert into workflows (id, definition_id, name) select n, 1, 'Race' from generate_series(1000, 1019) n`,
      );
      await stage.knex.raw(`
        insert into tasks (id, status, assignee_id, workflow_id, step_number)
        select 10 * n + i, (case when i < 2 then 'InProgress' else 'NotStarted' end)::task_status, 1, n, i / 2 + 1
          from generate_series(1000, 1019) n, generate_series(0, 3) i`);
      await stage.withSecond(async (one, other) => {
        const outcomes = await Promise.all(
          flows.flatMap((flow) => [
            one.completeTask(completion(ann, 10 * flow)),
            other.completeTask(completion(ann, 10 * flow + 1)),
          ]),
        );
        expect(outcomes.filter(isRefused)).to.deep.equal([]);
      });
      const rows = await stage.knex('tasks').whereIn('workflow_id', flows).where({ step_number: 2 });
      expect(rows).to.have.length(40);
      for (const row of rows as Row[]) expect(row).to.include({ status: 'InProgress', version: 2 });
      expect(await stage.knex('history').where({ old_status: 'NotStarted' })).to.have.length(40);
    });

    it('completes thirty tasks of one step from two processes, and advances once', async () => {
      await load();
      await stage.knex.raw(`insert into workflows (id, definition_id, name) values (1000, 1, 'Race')`);
      await stage.knex.raw(`
        insert into tasks (id, status, assignee_id, workflow_id, step_number)
        select 1000 + n, (case when n < 30 then 'InProgress' else 'NotStarted' end)::task_status, 1, 1000, n / 30 + 1
          from generate_series(0, 31) n`);
      await stage.withSecond(async (one, other) => {
        const outcomes = await Promise.all(
          Array.from({ length: 30 }, (_, n) => (n % 2 === 0 ? one : other).completeTask(completion(ann, 1000 + n))),
        );
        expect(outcomes.filter(isRefused)).to.deep.equal([]);
      });
      expect(await stage.statuses()).to.include({ 1030: 'InProgress', 1031: 'InProgress' });
      expect((await stage.task(1030)).version).to.equal(2);
    });

    it('waits for the successor of a task that is reassigned meanwhile', async () => {
      await load();
      const ids = Array.from({ length: 20 }, (_, index) => index + 1000);
      await stage.knex.raw(
        `insert into workflows (id, definition_id, name) select n, 1, 'Race' from generate_series(1000, 1019) n`,
      );
      await stage.knex.raw(`
        insert into tasks (id, status, assignee_id, workflow_id, step_number)
        select 10 * n + i, (case when i < 2 then 'InProgress' else 'NotStarted' end)::task_status, 1, n, i / 2 + 1
          from generate_series(1000, 1019) n, generate_series(0, 2) i`);
      await stage.withSecond(async (one, other) => {
        await Promise.all(
          ids.flatMap((flow) => [
            one.completeTask(completion(ann, 10 * flow)),
            other.reassignTask({
              ...completion(ann, 10 * flow + 1),
              reassignTo: 'ben',
              newDueAt: new Date(Date.now() + 86_400_000),
              newInstructions: '',
              sendTaskNotice: false,
            }),
          ]),
        );
      });
      const successors = (await stage.knex('tasks').whereNotNull('reassigned_from_id')) as Row[];
      expect(successors).to.have.length(20);
      expect(
        await stage.knex('tasks').whereIn('workflow_id', ids).where({ step_number: 2, status: 'InProgress' }),
      ).to.deep.equal([]);
      await Promise.all(successors.map(({ id }) => stage.operations.completeTask(completion(ben, id as number))));
      expect(
        await stage.knex('tasks').whereIn('workflow_id', ids).where({ step_number: 2, status: 'NotStarted' }),
      ).to.deep.equal([]);
    });

    it('lets either the completion or the reassignment of one task win', async () => {
      await load();
      await stage.knex.raw(`
        insert into tasks (id, status, assignee_id) select n, 'InProgress', 1 from generate_series(1000, 1039) n`);
      const ids = Array.from({ length: 40 }, (_, index) => index + 1000);
      const winners: string[] = [];
      await stage.withSecond(async (one, other) => {
        for (const id of ids) {
          const [completed, reassigned] = await Promise.all([
            one.completeTask(completion(ann, id)),
            other.reassignTask({
              ...completion(ann, id),
              reassignTo: 'ben',
              newDueAt: new Date(Date.now() + 86_400_000),
              newInstructions: '',
              sendTaskNotice: false,
            }),
          ]);
          expect([isRefused(completed), isRefused(reassigned)].filter(Boolean)).to.have.length(1);
          winners.push((await stage.task(id)).status as string);
          expect(await stage.knex('tasks').where({ reassigned_from_id: id })).to.have.length(
            isRefused(reassigned) ? 0 : 1,
          );
        }
      });
      expect(['Completed', 'Reassigned']).to.include.members(winners);
    });

    it('lets one of a completion and a change of status win', async () => {
      await load();
      await stage.withSecond(async (one, other) => {
        const outcomes = await Promise.all([
          one.completeTask(completion(ann, 101)),
          other.updateTaskStatus(statusChange(ann, 101, -1)),
        ]);
        expect(outcomes.filter(isRefused)).to.have.length(1);
      });
      expect(await stage.knex('history').where({ task_id: 101 })).to.have.length(1);
    });
  });
});
