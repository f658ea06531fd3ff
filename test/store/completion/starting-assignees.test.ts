import { expect } from 'chai';
import fc from 'fast-check';
import type { Credential } from '../../../src/core/access/credential.ts';
import { followRedirections } from '../../../src/core/redirections/redirection.ts';
import { ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';
import { completion, loadWorkflowOffice } from './workflow-office.ts';

const hour = (hours: number) => new Date(Date.now() + hours * 3_600_000);

/** ann is 1, ben 2, cid 3, dora 4, sue 5. */
const [ANN, BEN, CID, DORA, SUE] = [1, 2, 3, 4, 5] as const;

describe('whom a workflow gives the task of the next step', () => {
  let ben: Credential;
  const stage = useStage('starting_assignees', {
    load: async (knex) => {
      await loadWorkflowOffice(knex, { 101: { status: 'Completed' }, 201: { supervisor: 'cid' } });
      ben = await ticketOf(knex, 'ben');
    },
  });

  const redirect = (user: number, target: number, from = hour(-1), until: Date | null = hour(1)) =>
    stage
      .knex('redirections')
      .insert({ user_id: user, target_id: target, starts_at: from, ends_at: until, imported: true });
  const disable = (...ids: number[]) => stage.knex('users').whereIn('id', ids).update({ enabled: false });
  const complete = () => stage.operations.completeTask(completion(ben, 102));
  const mail = async () => (await stage.told()).filter(([taskId]) => taskId === 201);

  const expectTask = async (assigneeId: number, redirectedFromId: number | null, path: number[] | null) => {
    expect(await stage.task(201)).to.include({
      status: 'InProgress',
      version: 2,
      assignee_id: assigneeId,
      redirected_from_id: redirectedFromId,
    });
    const [entry] = await stage.history(201);
    expect(entry).to.include({
      old_assignee_id: path && ANN,
      new_assignee_id: path && assigneeId,
    });
    expect(entry?.redirect_path).to.deep.equal(path);
  };

  it('is its assignee as a rule', async () => {
    await redirect(ANN, BEN, hour(1), hour(2));
    await complete();
    await expectTask(ANN, null, null);
    expect(await mail()).to.deep.equal([[201, 'TaskAssigned', ANN, SUE]]);
  });

  it('is the end of the chain of redirections in force, and that one is told', async () => {
    await redirect(ANN, BEN);
    await redirect(BEN, DORA, hour(-1), null);
    await complete();
    await expectTask(DORA, ANN, [ANN, BEN, DORA]);
    expect(await mail()).to.deep.equal([[201, 'TaskAssigned', DORA, SUE]]);
  });

  it('is the one before a disabled account', async () => {
    await redirect(ANN, BEN);
    await redirect(BEN, DORA);
    await disable(DORA);
    await complete();
    await expectTask(BEN, ANN, [ANN, BEN]);
  });

  it('is whom a disabled account redirects to', async () => {
    await redirect(ANN, DORA);
    await disable(ANN);
    await complete();
    await expectTask(DORA, ANN, [ANN, DORA]);
    expect(await mail()).to.deep.equal([[201, 'TaskAssigned', DORA, SUE]]);
  });

  it('is the supervisor when the assignee’s account is disabled', async () => {
    await disable(ANN);
    await complete();
    await expectTask(CID, ANN, [ANN, CID]);
    expect(await mail()).to.deep.equal([[201, 'AssigneeDisabled', CID, SUE]]);
  });

  it('is whom the supervisor redirects to', async () => {
    await disable(ANN);
    await redirect(CID, DORA);
    await complete();
    await expectTask(DORA, ANN, [ANN, CID, DORA]);
  });

  it('stays the assignee when there is nobody else, and the supervisors are told', async () => {
    await disable(ANN, CID);
    await stage.knex('workflow_supervisor_teams').insert({ workflow_id: 50, team_id: 1 });
    await complete();
    await expectTask(ANN, null, null);
    expect(await mail()).to.deep.equal([
      [201, 'AssigneeDisabled', CID, SUE],
      [201, 'AssigneeDisabled', DORA, SUE],
      [201, 'AssigneeDisabled', SUE, SUE],
    ]);
  });

  it('stays a team, and the supervisors are told when nobody of it can sign in', async () => {
    await disable(DORA, CID);
    await complete();
    expect(await stage.task(202)).to.include({ status: 'InProgress', team_id: 1, assignee_id: null });
    expect((await stage.told()).filter(([taskId]) => taskId === 202)).to.deep.equal([
      [202, 'AssigneeDisabled', SUE, SUE],
    ]);
  });

  it('is the supervisor when the account is disabled while the step ends', async () => {
    await stage.during((trx) => trx('users').where({ id: ANN }).update({ enabled: false }), complete);
    await expectTask(CID, ANN, [ANN, CID]);
  });

  it('is whom core’s rule finds, whatever redirections and accounts there are', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 4 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), { maxLength: 5 }),
        async (disabled, pairs) => {
          const targets = new Map(pairs.filter(([user, target]) => user !== target));
          await stage.knex('redirections').delete();
          await stage.knex('users').update({ enabled: true });
          for (const [user, target] of targets) await redirect(user, target);
          await disable(...disabled.filter((id) => id !== BEN));
          await stage.knex('tasks').whereIn('id', [102, 201]).update({ version: 1 });
          await stage.knex('tasks').where({ id: 102 }).update({ status: 'InProgress' });
          await stage.knex('tasks').where({ id: 201 }).update({ status: 'NotStarted', assignee_id: ANN });
          await stage.knex('tasks').where({ id: 202 }).update({ status: 'NotStarted' });
          await complete();

          const person = (id: number) => ({ id, fullName: '', enabled: id === BEN || !disabled.includes(id) });
          const from = (named: number) => {
            const hops = [];
            for (let at = targets.get(named); at !== undefined && hops.length < 6; at = targets.get(at)) {
              hops.push(person(at));
            }
            return followRedirections(person(named), hops).recipient;
          };
          const found = [from(ANN), from(CID)].find(({ enabled }) => enabled)?.id ?? ANN;
          expect((await stage.task(201)).assignee_id).to.equal(found);
        },
      ),
      { numRuns: 60, seed: 4812 },
    ));
});
