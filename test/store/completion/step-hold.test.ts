import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { ticketOf } from '../office.ts';
import { nothing, useStage } from '../stage.ts';
import { completion, loadWorkflowOffice, statusChange } from './workflow-office.ts';

const approval = { requirements: [{ type: 'Approval' }] };
const done = { status: 'Completed' };

describe('a step and the tasks that leave it', () => {
  let ann: Credential;
  let ben: Credential;
  let sue: Credential;
  const stage = useStage('step_hold', { load: nothing });

  const load = async (changes: Readonly<Record<number, object>> = {}) => {
    await loadWorkflowOffice(stage.knex, changes);
    [ann, ben, sue] = (await Promise.all(['ann', 'ben', 'sue'].map((login) => ticketOf(stage.knex, login)))) as [
      Credential,
      Credential,
      Credential,
    ];
  };
  const remove = (credential: Credential, taskId: number) =>
    stage.operations.deleteTask(completion(credential, taskId));

  describe('for good', () => {
    it('starts the next step when it was the last one', async () => {
      await load({ 101: done });
      await remove(sue, 102);
      expect(await stage.statuses()).to.include({ 201: 'InProgress', 202: 'InProgress', 301: 'NotStarted' });
      expect(await stage.statuses()).not.to.have.property('102');
      expect(await stage.told('TaskAssigned')).to.deep.equal([
        [201, 'TaskAssigned', 1, 5],
        [202, 'TaskAssigned', 3, 5],
        [202, 'TaskAssigned', 4, 5],
      ]);
      const [entry] = await stage.history(201);
      expect(entry).to.include({ operation: 'DeleteTask', user_id: 5, old_status: 'NotStarted' });
      expect(entry?.details).to.deep.equal({ new: { startedBehind: 102 } });
    });

    it('starts nothing while the step has others', async () => {
      await load();
      await remove(sue, 102);
      expect(await stage.statuses()).to.include({ 101: 'InProgress', 201: 'NotStarted' });
    });

    it('starts nothing when it had ended before', async () => {
      await load({ 101: done, 102: done, 201: { status: 'InProgress' } });
      await remove(sue, 102);
      expect(await stage.statuses()).to.include({ 201: 'InProgress', 202: 'NotStarted' });
    });

    it('finishes the workflow behind its last step', async () => {
      await load({ 101: done, 102: done, 201: done, 202: done, 301: { status: 'InProgress' } });
      await remove(sue, 301);
      expect((await stage.workflow()).finished_at).to.be.instanceOf(Date);
    });

    it('starts the next step once when two go at the same moment, or one is completed', async () => {
      await load();
      await stage.knex.raw(
        `insert into workflows (id, definition_id, name) select n, 1, 'Race' from generate_series(1000, 1019) n`,
      );
      await stage.knex.raw(`
        insert into tasks (id, status, assignee_id, assigned_by_id, workflow_id, step_number)
        select 10 * n + i, (case when i < 2 then 'InProgress' else 'NotStarted' end)::task_status, 1, 5, n, i / 2 + 1
          from generate_series(1000, 1019) n, generate_series(0, 2) i`);
      const flows = Array.from({ length: 20 }, (_, index) => 10 * (1000 + index));
      await stage.withSecond(async (one, other) => {
        const outcomes = await Promise.all(
          flows.flatMap((flow, index) => [
            one.deleteTask(completion(sue, flow)),
            index % 2 === 0
              ? other.deleteTask(completion(sue, flow + 1))
              : other.completeTask(completion(ann, flow + 1)),
          ]),
        );
        expect(outcomes.filter(isRefused)).to.deep.equal([]);
      });
      const next = await stage.knex('tasks').where({ step_number: 2 }).where('id', '>', 1000);
      expect(next).to.have.length(20);
      for (const row of next as object[]) expect(row).to.include({ status: 'InProgress', version: 2 });
    });

    it('waits for the successor of a task that is handed on meanwhile', async () => {
      await load();
      const outcome = await stage.during(
        async (trx) => {
          await trx('tasks').where({ id: 101 }).update({ status: 'Reassigned', version: 2, reassigned_to_id: 500 });
          await trx('tasks').insert({ id: 500, status: 'InProgress', workflow_id: 50, step_number: 1 });
        },
        () => remove(sue, 102),
      );
      expect(outcome).to.deep.equal({ taskId: 102 });
      expect(await stage.statuses()).to.include({ 201: 'NotStarted', 500: 'InProgress' });
    });
  });

  describe('given up while something is owed', () => {
    it('hold it open, and its supervisors are told', async () => {
      await load({ 101: { ...approval, supervisor: 'dora' }, 102: done });
      await stage.operations.updateTaskStatus(statusChange(ann, 101, -1));
      expect(await stage.task(101)).to.include({ status: 'Dropped', holds_step: true });
      expect(await stage.statuses()).to.include({ 201: 'NotStarted' });
      expect(await stage.told()).to.deep.equal([
        [101, 'StepHeld', 4, 1],
        [101, 'StepHeld', 5, 1],
      ]);
      expect((await stage.history(101))[0]?.details).to.have.nested.property('new.holds_step', true);
    });

    it('hold it open when another one is completed after, or at the same moment', async () => {
      await load({ 101: approval });
      await stage.operations.updateTaskStatus(statusChange(ann, 101, -1));
      await stage.operations.completeTask(completion(ben, 102));
      expect(await stage.statuses()).to.include({ 102: 'Completed', 201: 'NotStarted' });
    });

    it('hold it open against a completion that waits for them', async () => {
      await load({ 101: approval });
      const given = { status: 'Dropped', holds_step: true, version: 2 };
      await stage.during(
        (trx) => trx('tasks').where({ id: 101 }).update(given),
        () => stage.operations.completeTask(completion(ben, 102)),
      );
      expect(await stage.statuses()).to.include({ 102: 'Completed', 201: 'NotStarted' });
    });

    it('let it go on once somebody who may removes them', async () => {
      await load({ 101: { ...approval, assignedBy: 'ben' }, 102: done });
      await stage.operations.updateTaskStatus(statusChange(ann, 101, -1));
      expect(await remove(ann, 101)).to.deep.equal({ refused: 'access-denied' });
      expect(await remove(sue, 101)).to.deep.equal({ taskId: 101 });
      expect(await stage.statuses())
        .to.include({ 201: 'InProgress' })
        .and.not.to.have.property('101');
    });

    it('stay where the definition has moved on, and hold it no longer', async () => {
      await load({ 101: { ...approval, definitionId: 9 }, 102: done });
      await stage.operations.updateTaskStatus(statusChange(ann, 101, -1));
      await stage.knex('workflow_definitions').update({ revision: 2 });
      expect(await remove(sue, 101)).to.deep.equal({ taskId: 101 });
      expect(await stage.statuses()).to.include({ 101: 'Dropped', 201: 'InProgress' });
    });

    it('hold it open when an assignee in full control removes them', async () => {
      await load({ 101: { ...approval, rightType: 'FULLCONTROL' }, 102: done });
      expect(await remove(ann, 101)).to.deep.equal({ taskId: 101 });
      expect(await stage.task(101)).to.include({ status: 'Dropped', holds_step: true });
      expect(await stage.statuses()).to.include({ 201: 'NotStarted' });
      expect(await stage.told()).to.deep.equal([[101, 'StepHeld', 5, 1]]);
      expect(await remove(ann, 101)).to.deep.equal({ taskId: 101 });
      expect(await stage.statuses()).to.include({ 101: 'Dropped', 201: 'NotStarted' });
    });

    it('hold nothing when a supervisor gives them up', async () => {
      await load({ 101: { ...approval, assignee: 'sue' }, 102: done });
      await stage.operations.updateTaskStatus(statusChange(sue, 101, -1));
      expect(await stage.statuses()).to.include({ 101: 'Dropped', 201: 'InProgress' });
      expect(await stage.told('StepHeld')).to.deep.equal([]);
    });
  });
});
