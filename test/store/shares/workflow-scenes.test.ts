import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import type { NamedAsk } from '../../../src/core/assignment/named-parties.ts';
import { completion, loadWorkflowOffice, statusChange } from '../completion/workflow-office.ts';
import { ticketOf } from '../office.ts';
import { nothing, useStage } from '../stage.ts';
import { doneOf, outcomeOf } from './office-shares.ts';

const LOGINS = ['ann', 'ben', 'cid', 'dora', 'sue'] as const;
type Who = (typeof LOGINS)[number];

const ID: Readonly<Record<Who, number>> = { ann: 1, ben: 2, cid: 3, dora: 4, sue: 5 };
const user = (who: Who): NamedAsk => ({ name: { kind: 'user', id: ID[who] } });

describe('a step of a workflow with a task that several are asked for', () => {
  const tickets = new Map<Who, Credential>();
  const stage = useStage('workflow_scenes', { load: nothing });

  const load = async (changes: Readonly<Record<number, object>> = {}) => {
    await loadWorkflowOffice(stage.knex, changes);
    for (const who of LOGINS) tickets.set(who, await ticketOf(stage.knex, who));
  };
  const as = (who: Who): Credential => {
    const credential = tickets.get(who);
    if (!credential) throw new Error(`${who} has no ticket`);
    return credential;
  };
  const asked = (who: Who, taskId: number) => ({
    credential: as(who),
    client: '127.0.0.1',
    subjectId: null,
    context: { api: 'box', requestId: 'request-1' },
    task: { id: taskId },
    operation: 'test',
  });
  const add = async (taskId: number, ...people: Who[]) => {
    for (const who of people) doneOf(await stage.operations.addShare({ ...asked('sue', taskId), ask: user(who) }));
  };
  const complete = async (who: Who, taskId: number) =>
    outcomeOf(await stage.operations.completeTask(completion(as(who), taskId)));
  const shares = async (taskId: number) =>
    (
      (await stage.knex('task_shares').where({ task_id: taskId }).orderBy('position')) as {
        user_id: number;
        state: string;
      }[]
    ).map(({ user_id, state }) => [user_id, state]);
  const decide = (who: Who, taskId: number, decision: number) =>
    stage.operations.setTaskApprovalStatus({ ...completion(as(who), taskId), decision });

  it('waits until the task is completed, not for a share of it', async () => {
    await load({ 102: { status: 'Completed' } });
    await add(101, 'dora');
    expect(await complete('ann', 101)).to.equal('done');
    expect(await stage.statuses()).to.include({ 101: 'InProgress', 201: 'NotStarted' });
    expect(await complete('dora', 101)).to.equal('done');
    expect(await stage.statuses()).to.include({ 101: 'Completed', 201: 'InProgress' });
  });

  it('with one task enough drops the other for all who are asked, and keeps what was done of it', async () => {
    await load();
    await stage.knex('workflow_steps').insert({ workflow_id: 50, number: 1, enough: 'any' });
    await add(101, 'dora', 'cid');
    expect(await complete('dora', 101)).to.equal('done');
    await stage.knex('notices').delete();
    expect(await complete('ben', 102)).to.equal('done');
    expect(await stage.task(101)).to.include({ status: 'Dropped', sharing: 1, assignee_id: ID.ann });
    expect(await shares(101)).to.deep.equal([
      [ID.ann, 'left'],
      [ID.dora, 'done'],
      [ID.cid, 'left'],
    ]);
    expect(await stage.told('TaskDropped')).to.deep.equal([
      [101, 'TaskDropped', ID.ann, ID.ben],
      [101, 'TaskDropped', ID.cid, ID.ben],
    ]);
  });

  it('stops its workflow by a rejection when the task is completed, not with the first share', async () => {
    await load({ 101: { requirements: [{ type: 'Approval' }] } });
    await add(101, 'dora');
    await decide('ann', 101, 5);
    expect(await complete('ann', 101)).to.equal('done');
    expect((await stage.workflow()).stopped_at).to.equal(null);
    await decide('dora', 101, 6);
    expect(await complete('dora', 101)).to.equal('done');
    expect(await stage.task(101)).to.include({ status: 'Completed', approval_status: 'Rejected' });
    expect((await stage.workflow()).stopped_at).to.be.instanceOf(Date);
  });

  it('starts a task for a substitute under the number of the one assignee', async () => {
    await load({ 102: { status: 'Completed' } });
    await stage.knex('redirections').insert({ user_id: ID.ann, target_id: ID.dora, starts_at: new Date(0) });
    expect(await complete('ann', 101)).to.equal('done');
    expect(await stage.task(201)).to.include({
      status: 'InProgress',
      assignee_id: ID.dora,
      redirected_from_id: ID.ann,
      sharing: 0,
    });
    expect(await shares(201)).to.deep.equal([]);
  });

  it('goes on without a task that one of several gives up, and is held by one that is owed', async () => {
    await load({ 102: { status: 'Completed' } });
    await add(101, 'dora');
    expect(outcomeOf(await stage.operations.updateTaskStatus(statusChange(as('dora'), 101, -1)))).to.equal('done');
    expect(await stage.statuses()).to.include({ 101: 'Dropped', 201: 'InProgress' });
    expect(await shares(101)).to.deep.equal([
      [ID.ann, 'left'],
      [ID.dora, 'left'],
    ]);

    await stage.restore();
    await load({ 102: { status: 'Completed' }, 101: { requirements: [{ type: 'Comments' }] } });
    await add(101, 'dora');
    expect(outcomeOf(await stage.operations.updateTaskStatus(statusChange(as('dora'), 101, -1)))).to.equal('done');
    expect(await stage.task(101)).to.include({ status: 'Dropped', holds_step: true });
    expect(await stage.statuses()).to.include({ 201: 'NotStarted' });
  });
});
