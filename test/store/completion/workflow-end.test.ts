import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { ticketOf } from '../office.ts';
import { nothing, useStage } from '../stage.ts';
import { completion, loadWorkflowOffice, statusChange } from './workflow-office.ts';

const REJECTED = { approvalStatus: 'Rejected' };
const DONE = { status: 'Completed' };

/** ann is 1, ben 2, cid 3, dora 4, sue 5; sue supervises. */
const SUBMITTER = 4;

describe('a workflow that ends before its last step', () => {
  let ann: Credential;
  let ben: Credential;
  let sue: Credential;
  const stage = useStage('workflow_end', { load: nothing });

  const load = async (changes: Readonly<Record<number, object>> = {}) => {
    await loadWorkflowOffice(stage.knex, changes);
    await stage.knex('workflows').update({ submitter_id: SUBMITTER });
    ann = await ticketOf(stage.knex, 'ann');
    ben = await ticketOf(stage.knex, 'ben');
    sue = await ticketOf(stage.knex, 'sue');
  };
  const complete = (credential: Credential, taskId: number) =>
    stage.operations.completeTask(completion(credential, taskId));

  /**
   * Twenty workflows from 1000 on: tasks 10 n and 10 n + 1 of step 1 are open, 10 n + 2 of step 2 waits; all are ann's.
   */
  const FLOWS = Array.from({ length: 20 }, (_, index) => 10 * (1000 + index));
  const loadRaces = async (first: string) => {
    await stage.knex.raw(
      `insert into workflows (id, definition_id, name) select n, 1, 'Race' from generate_series(1000, 1019) n`,
    );
    await stage.knex.raw(
      `insert into tasks (id, status, assignee_id, assigned_by_id, workflow_id, step_number, approval_status)
       select 10 * n + i, (case when i < 2 then 'InProgress' else 'NotStarted' end)::task_status, 1, 5, n, i / 2 + 1,
              (case when i = 0 then ? else 'NoResult' end)::approval_status
         from generate_series(1000, 1019) n, generate_series(0, 2) i`,
      [first],
    );
  };

  describe('by a rejection', () => {
    it('drops what is open and what waits, and starts nothing', async () => {
      await load({ 101: REJECTED });
      expect(await complete(ann, 101)).to.deep.equal({ taskId: 101 });
      expect(await stage.statuses()).to.deep.equal({
        101: 'Completed',
        102: 'Dropped',
        103: 'Dropped',
        201: 'Dropped',
        202: 'Dropped',
        301: 'Dropped',
        400: 'InProgress',
        401: 'Dropped',
      });
      const row = await stage.task(102);
      expect(row).to.include({ version: 2, end_version: 4, holds_step: false });
      expect(row.finished_at).to.be.instanceOf(Date);
      expect(await stage.task(103)).to.include({ version: 1 });
      expect(await stage.workflow()).to.include({ finished_at: null });
      expect((await stage.workflow()).stopped_at).to.be.instanceOf(Date);
    });

    it('says why in history', async () => {
      await load({ 101: REJECTED });
      await complete(ann, 101);
      for (const [id, oldStatus] of [
        [102, 'InProgress'],
        [301, 'NotStarted'],
      ] as const) {
        const [entry] = await stage.history(id);
        expect(entry).to.include({
          operation: 'CompleteTask',
          user_id: 1,
          old_status: oldStatus,
          new_status: 'Dropped',
        });
        expect(entry?.details).to.deep.equal({ new: { droppedBehind: 101, because: 'rejected' } });
      }
      expect((await stage.history(101))[0]?.details).to.have.nested.property('new.stopsWorkflow', true);
    });

    it('tells the supervisors and the submitter, and who had a task open', async () => {
      await load({ 101: { ...REJECTED, supervisor: 'cid' } });
      await complete(ann, 101);
      expect(await stage.told()).to.deep.equal([
        [101, 'TaskCompleted', 5, 1],
        [101, 'WorkflowStopped', 3, 1],
        [101, 'WorkflowStopped', SUBMITTER, 1],
        [101, 'WorkflowStopped', 5, 1],
        [102, 'TaskDropped', 2, 1],
      ]);
    });

    it('comes with UpdateTaskStatus too, and in the last step', async () => {
      await load({ 101: DONE, 102: DONE, 201: DONE, 202: DONE, 301: { ...REJECTED, status: 'InProgress' } });
      await stage.operations.updateTaskStatus(statusChange(sue, 301, 30));
      expect(await stage.workflow()).to.include({ finished_at: null });
      expect((await stage.workflow()).stopped_at).to.be.instanceOf(Date);
    });

    it('takes a hold along', async () => {
      await load({ 101: { requirements: [{ type: 'Approval' }] }, 102: REJECTED });
      await stage.operations.updateTaskStatus(statusChange(ann, 101, -1));
      await complete(ben, 102);
      expect(await stage.task(101)).to.include({ status: 'Dropped', holds_step: false });
    });

    it('does not come outside steps, nor where the server is to go on', async () => {
      await load({ 401: REJECTED });
      await complete(ann, 401);
      expect(await stage.statuses()).to.include({ 101: 'InProgress', 201: 'NotStarted' });
      await stage.restore();
      await load({ 101: REJECTED, 102: DONE });
      await stage.operationsOn(stage.store, { rejection: 'advance' }).completeTask(completion(ann, 101));
      expect(await stage.statuses()).to.include({ 201: 'InProgress', 301: 'NotStarted' });
      expect(await stage.workflow()).to.include({ stopped_at: null });
    });

    it('and a completion at the same moment: neither undoes the other, and nothing starts', async () => {
      await load();
      await loadRaces('Rejected');
      await stage.withSecond(async (one, other) => {
        const outcomes = await Promise.all(
          FLOWS.flatMap((flow) => [
            one.completeTask(completion(ann, flow)),
            other.completeTask(completion(ann, flow + 1)),
          ]),
        );
        expect(outcomes.filter((_, index) => index % 2 === 0).filter(isRefused)).to.deep.equal([]);
        for (const outcome of outcomes.filter(isRefused)) expect(outcome.refused).to.equal('task-dropped');
      });
      const statuses = await stage.statuses();
      for (const flow of FLOWS) {
        expect(statuses).to.include({ [flow]: 'Completed', [flow + 2]: 'Dropped' });
        expect(statuses[flow + 1]).to.be.oneOf(['Completed', 'Dropped']);
        const reached = (await stage.history(flow + 2)).map(({ new_status }) => new_status);
        expect(reached, 'the step was not started, or had been before').to.deep.equal(['Dropped']);
      }
      expect(await stage.knex('workflows').whereNull('stopped_at').where('id', '>=', 1000)).to.deep.equal([]);
    });

    it('and a hand-over at the same moment: no successor is left open', async () => {
      await load();
      await loadRaces('Rejected');
      await stage.withSecond(async (one, other) => {
        await Promise.all(
          FLOWS.flatMap((flow) => [
            one.completeTask(completion(ann, flow)),
            other.reassignTask({
              ...completion(ann, flow + 1),
              reassignTo: 'ben',
              newDueAt: new Date(Date.now() + 86_400_000),
              newInstructions: '',
              sendTaskNotice: false,
            }),
          ]),
        );
      });
      const open = await stage
        .knex('tasks')
        .where('workflow_id', '>=', 1000)
        .whereIn('status', ['InProgress', 'NotStarted']);
      expect(open).to.deep.equal([]);
    });

    it('counts once in a batch of two rejections', async () => {
      await load({ 101: REJECTED, 102: REJECTED });
      const outcomes = await Promise.all([complete(ann, 101), complete(ben, 102)]);
      expect(outcomes).to.deep.equal([{ taskId: 101 }, { refused: 'task-dropped' }]);
      expect(await stage.told('WorkflowStopped')).to.have.length(2);
    });
  });

  describe('where one task of a step is enough', () => {
    const loadAny = async (changes: Readonly<Record<number, object>> = {}) => {
      await load(changes);
      await stage.knex('workflow_steps').insert({ workflow_id: 50, number: 1, enough: 'any' });
    };

    it('drops the others of the step when one is completed, and goes on', async () => {
      await loadAny();
      await complete(ann, 101);
      expect(await stage.statuses()).to.include({
        101: 'Completed',
        102: 'Dropped',
        201: 'InProgress',
        202: 'InProgress',
        301: 'NotStarted',
        401: 'InProgress',
      });
      const [entry] = await stage.history(102);
      expect(entry?.details).to.deep.equal({ new: { droppedBehind: 101, because: 'enough' } });
      expect(await stage.told('TaskDropped')).to.deep.equal([[102, 'TaskDropped', 2, 1]]);
    });

    it('waits for the others when one is given up', async () => {
      await loadAny();
      await stage.operations.updateTaskStatus(statusChange(ann, 101, -1));
      expect(await stage.statuses()).to.include({ 102: 'InProgress', 201: 'NotStarted' });
    });

    it('no longer minds a task that was given up and held the step', async () => {
      await loadAny({ 101: { requirements: [{ type: 'Approval' }] } });
      await stage.operations.updateTaskStatus(statusChange(ann, 101, -1));
      await complete(ben, 102);
      expect(await stage.task(101)).to.include({ status: 'Dropped', holds_step: false });
      expect(await stage.statuses()).to.include({ 201: 'InProgress' });
    });

    it('keeps the others where all are asked for', async () => {
      await load();
      await stage.knex('workflow_steps').insert({ workflow_id: 50, number: 1, enough: 'all' });
      await complete(ann, 101);
      expect(await stage.statuses()).to.include({ 102: 'InProgress', 201: 'NotStarted' });
    });

    it('takes one of two completions at the same moment', async () => {
      await load();
      await loadRaces('NoResult');
      await stage.knex.raw(
        `insert into workflow_steps (workflow_id, number, enough) select n, 1, 'any' from generate_series(1000, 1019) n`,
      );
      await stage.withSecond(async (one, other) => {
        const outcomes = await Promise.all(
          FLOWS.flatMap((flow, index) => [
            one.completeTask(completion(ann, flow)),
            (index % 2 === 0 ? other : one).completeTask(completion(ann, flow + 1)),
          ]),
        );
        expect(outcomes.filter(isRefused)).to.deep.equal(FLOWS.map(() => ({ refused: 'task-dropped' })));
      });
      const statuses = await stage.statuses();
      for (const flow of FLOWS) {
        expect([statuses[flow], statuses[flow + 1]]).to.have.members(['Completed', 'Dropped']);
        expect(await stage.task(flow + 2)).to.include({ status: 'InProgress', version: 2 });
      }
    });

    it('holds back the change of a task that it drops in the same statement', async () => {
      await loadAny();
      const outcomes = await Promise.all([
        complete(ann, 101),
        stage.operations.setTaskComment({ ...completion(ben, 102), comments: 'Nearly.' }),
      ]);
      expect(outcomes).to.deep.equal([{ taskId: 101 }, { refused: 'task-dropped' }]);
      expect(await stage.task(102)).to.include({ status: 'Dropped', comments: '' });
    });
  });
});
