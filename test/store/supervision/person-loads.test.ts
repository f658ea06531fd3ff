import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { endOfWeek } from '../../../src/core/week.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { loadOffice, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

describe('the load of people on a real database', () => {
  let john: Credential;
  let alice: Credential;
  const stage = useStage('person_loads', {
    load: async (knex) => {
      await loadOffice(knex);
      john = await ticketOf(knex, 'john.smith');
      alice = await ticketOf(knex, 'alice.jones');
    },
  });

  const loadsFor = async (credential: Credential) => {
    const page = { offset: 0, limit: 50 };
    const request = { credential, client: '192.0.2.7', subjectId: null, page, now: new Date() };
    const loads = await stage.operations.listLoads(request);
    if (isRefused(loads)) throw new Error(`refused: ${loads.refused}`);
    return loads.people;
  };
  const ofDave = async (credential: Credential = john) =>
    (await loadsFor(credential)).find(({ login }) => login === 'dave.hall');

  /** Tasks of dave.hall from 9101 on. */
  const insertTasks = (...dueDates: readonly (Date | null)[]) =>
    stage.knex('tasks').insert(
      dueDates.map((due_at, index) => ({
        id: 9101 + index,
        status: 'InProgress',
        assignee_id: 21,
        assigned_by_id: 20,
        due_at,
      })),
    );

  it('puts each open task into one group by its due date', async () => {
    const week = endOfWeek(new Date());
    await insertTasks(new Date(Date.now() - 1000), new Date(week.getTime() - 1), week, new Date('9999-01-01'), null);
    expect(await ofDave()).to.include({ open: 5, overdue: 1, dueThisWeek: 1, later: 2, noDate: 1 });
  });

  it('counts what somebody is asked to do beside the holder, once', async () => {
    await insertTasks(null, null);
    await stage.knex.raw(`
      update tasks set supervisor_id = 15 where id in (9101, 9102);
      update tasks set sharing = 2, assignee_id = 22 where id = 9101;
      insert into task_shares (task_id, position, state, user_id)
      values (9101, 1, 'asked', 22), (9101, 2, 'asked', 21), (9101, 3, 'later', 20)`);
    for (const reader of [john, alice]) {
      const loads = await loadsFor(reader);
      expect(loads.filter(({ open }) => open > 0).map(({ login, open }) => `${login} ${open}`)).to.include.members([
        'dave.hall 2',
        'erin.west 1',
      ]);
    }
  });

  it('counts what somebody has completed in 30 days, and nothing else that was written', async () => {
    await insertTasks(null);
    await stage.knex.raw(`
      update tasks set status = 'Completed', finished_at = now() - interval '29 days', supervisor_id = 15
       where id = 9101;
      insert into history (task_id, at, user_id, credential, api, operation, old_status, new_status) values
        (9101, now() - interval '29 days', 21, 'ticket', 'asmx', 'CompleteTask', 'InProgress', 'Completed'),
        (9101, now() - interval '31 days', 21, 'ticket', 'asmx', 'CompleteTask', 'InProgress', 'Completed'),
        (9101, now(), 21, 'ticket', 'asmx', 'SetTaskComment', 'Completed', 'Completed'),
        (9101, now(), 21, 'ticket', 'asmx', 'UpdateTaskStatus', 'InProgress', 'Dropped')`);
    for (const reader of [john, alice]) expect((await ofDave(reader))?.done).to.equal(1);
  });

  it('shows what lists show: nothing of tasks that are none of the caller’s', async () => {
    await insertTasks(null);
    expect(await ofDave(alice)).to.equal(undefined);
    await stage.knex('tasks').where({ id: 9101 }).update({ supervisor_id: 15 });
    expect(await ofDave(alice)).to.include({ open: 1 });
  });

  it('says who is absent, until when and who covers', async () => {
    await stage.knex.raw(`
      delete from redirections;
      insert into redirections (user_id, target_id, starts_at, ends_at)
      values (21, 22, now() - interval '1 day', '10000-01-01 04:59:59.999+00'), (9, 22, now() + interval '1 day', null),
             (12, 20, now() - interval '2 days', now() - interval '1 day')`);
    const people = new Map((await loadsFor(john)).map((load) => [load.login, load]));
    expect(people.get('dave.hall')?.absence).to.deep.include({
      person: { id: 22, login: 'erin.west', fullName: 'Erin West' },
      endsAt: new Date(Date.UTC(10_000, 0, 1, 4, 59, 59, 999)),
    });
    expect(people.get('bob.jones')?.absence?.startsAt).to.be.above(new Date());
    expect(people.get('jane.doe')?.absence).to.equal(null);
    expect(people.get('erin.west')?.coversFor.map(({ person }) => person.login)).to.deep.equal(['dave.hall']);
  });

  it('takes two exchanges', async () => {
    expect(await countQueries(() => loadsFor(john))).to.equal(2);
  });
});
