import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import type { ReassignmentRequest } from '../../../src/core/tasks/reassign-task.ts';
import type { Operations } from '../../../src/operations/index.ts';
import { createStore } from '../../../src/store/index.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { updatesOfTasks } from '../heap-only.ts';
import { loadOffice, reassignment, ticketOf } from '../office.ts';
import { reportFailure, useStage } from '../stage.ts';

describe('reassigning on a real database', () => {
  let jane: Credential;
  const stage = useStage('reassign_task', {
    load: async (knex) => {
      await loadOffice(knex);
      jane = await ticketOf(knex, 'jane.doe');
    },
  });

  const reassigned = async (request: Parameters<Operations['reassignTask']>[0]) => {
    const outcome = await stage.operations.reassignTask(request);
    if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
    return outcome;
  };

  it('answers the user’s own example', async () => {
    expect(await reassigned(reassignment(jane))).to.deep.equal({
      taskId: 4813,
      assigneeId: 15,
      assigneeFullName: 'Alice Jones',
      redirectedFrom: null,
    });
  });

  it('writes no index of tasks for the original', async () => {
    const trx = await stage.knex.transaction();
    const store = createStore(trx, { ticketDays: 30, reportFailure });
    try {
      const updates = await updatesOfTasks(trx, async () => {
        expect(await stage.operationsOn(store).reassignTask(reassignment(jane))).to.include({ taskId: 4813 });
        await store.stop();
      });
      expect(updates).to.deep.equal({ updated: 1, heapOnly: 1 });
    } finally {
      await trx.rollback();
    }
  });

  it('closes the original, opens its successor and ties the two together', async () => {
    const before = await stage.task(4812);
    const request = reassignment(jane);
    await reassigned(request);
    const original = await stage.task(4812);
    expect(original).to.include({
      status: 'Reassigned',
      version: 2,
      assignee_id: 12,
      finished_at: null,
      reassigned_to_id: 4813,
    });
    expect(original.instructions).to.equal(before.instructions);
    const successor = await stage.task(4813);
    expect(successor).to.include({
      status: 'InProgress',
      version: 1,
      assignee_id: 15,
      assigned_by_id: 12,
      supervisor_id: 7,
      name: 'LegalReview',
      workflow_id: 225,
      step_name: 'Review',
      instructions: request.newInstructions,
      approval_status: 'NoResult',
      comments: '',
      reassigned_from_id: 4812,
      start_version: 3,
    });
    expect(successor.deadline_hours).to.be.within(167, 168);
    expect(successor.due_at).to.deep.equal(request.newDueAt);
    expect(successor.permissions).to.deep.equal(['Postpone']);
    expect(successor.requirements).to.deep.equal(before.requirements);
    expect((original.updated_at as Date) > (before.updated_at as Date)).to.equal(true);
  });

  it('starts the successor at the version the document has by now', async () => {
    await stage.knex('documents').where({ id: 1024 }).update({ version: 5 });
    await reassigned(reassignment(jane));
    expect([(await stage.task(4812)).start_version, (await stage.task(4813)).start_version]).to.deep.equal([3, 5]);
  });

  it('finds a login however it is written, by the client and in the account', async () => {
    await stage.knex('users').insert({ id: 30, login: 'Frank.West' });
    expect((await reassigned(reassignment(jane, { reassignTo: 'fRANK.west' }))).assigneeId).to.equal(30);
  });

  it('copies attachments with who attached them and when', async () => {
    await reassigned(reassignment(jane));
    const rows = await stage.knex('task_attachments').orderBy('task_id').select('*');
    const [original, copy] = rows as Record<string, unknown>[];
    expect({ ...copy, task_id: 4812 }).to.deep.equal(original);
  });

  it('keeps the original’s instructions when none are given', async () => {
    await reassigned(reassignment(jane, { newInstructions: '' }));
    expect(await stage.task(4813)).to.include({ instructions: 'Please review the contract carefully.' });
  });

  it('takes the last moment a client can name, wherever the server stands', async () => {
    const last = new Date(Date.UTC(10_000, 0, 1, 11, 59, 59));
    await reassigned(reassignment(jane, { newDueAt: last }));
    expect((await stage.task(4813)).due_at).to.deep.equal(last);
  });

  it('queues mail for the original assignee, the original assigner and the new assignee', async () => {
    await reassigned(reassignment(jane));
    const notices = await stage
      .knex('notices')
      .orderBy(['topic', 'recipient_id'])
      .select('task_id', 'topic', 'recipient_id', 'actor_id');
    expect(notices).to.deep.equal([
      { task_id: 4813, topic: 'TaskAssigned', recipient_id: 15, actor_id: 12 },
      { task_id: 4813, topic: 'TaskReassigned', recipient_id: 7, actor_id: 12 },
      { task_id: 4813, topic: 'TaskReassigned', recipient_id: 12, actor_id: 12 },
    ]);
  });

  it('leaves the new assignee’s mail out when asked to', async () => {
    await reassigned(reassignment(jane, { sendTaskNotice: false }));
    expect(await stage.knex('notices').where({ topic: 'TaskAssigned' })).to.deep.equal([]);
  });

  it('lets any member give away a team’s task, and tells them all', async () => {
    const carol = await ticketOf(stage.knex, 'carol.king');
    await reassigned(reassignment(carol, { taskId: 4801 }));
    expect(await stage.task(4813)).to.include({ assignee_id: 15, team_id: null });
    const told = await stage
      .knex('notices')
      .where({ topic: 'TaskReassigned' })
      .orderBy('recipient_id')
      .pluck<number[]>('recipient_id');
    expect(told).to.deep.equal([7, 12, 20]);
  });

  it('refuses a team’s task to everybody else, members of other teams included', async () => {
    await stage.knex('teams').insert({ id: 99, name: 'Others' });
    await stage.knex('team_members').insert({ team_id: 99, user_id: 15 });
    const alice = await ticketOf(stage.knex, 'alice.jones');
    expect(await stage.operations.reassignTask(reassignment(alice, { taskId: 4801 }))).to.deep.equal({
      refused: 'access-denied',
    });
  });

  it('writes who did what to history', async () => {
    await reassigned(reassignment(jane, { reassignTo: 'BOB.jones' }));
    const [entry, ...more] = (await stage.knex('history').select('*')) as Record<string, unknown>[];
    expect(more).to.deep.equal([]);
    expect(entry).to.include({
      task_id: 4812,
      user_id: 12,
      credential: 'ticket',
      api: 'asmx',
      operation: 'ReassignTask',
      old_status: 'InProgress',
      new_status: 'Reassigned',
      old_assignee_id: 12,
      new_assignee_id: 15,
      successor_id: 4813,
      request_id: 'request-1',
      reason: 'Please review and approve by end of month.',
    });
    expect(entry?.redirect_path).to.deep.equal([9, 15]);
  });

  describe('with redirections', () => {
    it('follows one and names who was asked for', async () => {
      const outcome = await reassigned(reassignment(jane, { reassignTo: 'bob.jones' }));
      expect(outcome).to.include({ assigneeId: 15, assigneeFullName: 'Alice Jones' });
      expect(outcome.redirectedFrom).to.deep.include({ id: 9, fullName: 'Bob Jones' });
      expect(await stage.task(4813)).to.include({ assignee_id: 15, redirected_from_id: 9 });
    });
    it('follows a chain to its end', async () => {
      const outcome = await reassigned(reassignment(jane, { reassignTo: 'dave.hall' }));
      expect(outcome.assigneeId).to.equal(15);
      expect(outcome.redirectedFrom?.id).to.equal(21);
    });
    it('stops before a disabled account', async () => {
      expect(await reassigned(reassignment(jane, { reassignTo: 'erin.west' }))).to.deep.include({
        assigneeId: 22,
        redirectedFrom: null,
      });
    });
    it('does not go round a loop', async () => {
      await stage.knex('redirections').insert({ user_id: 15, target_id: 21, starts_at: new Date(0), imported: true });
      expect((await reassigned(reassignment(jane, { reassignTo: 'bob.jones' }))).assigneeId).to.equal(21);
    });
    it('ignores one whose window is over or has not begun', async () => {
      await stage
        .knex('redirections')
        .where({ user_id: 9 })
        .update({ starts_at: new Date(0), ends_at: new Date(1) });
      expect((await reassigned(reassignment(jane, { reassignTo: 'bob.jones' }))).assigneeId).to.equal(9);
      await stage
        .knex('redirections')
        .where({ user_id: 9 })
        .update({ starts_at: new Date(Date.now() + 60_000), ends_at: null });
      expect((await reassigned(reassignment(jane, { taskId: 4810, reassignTo: 'bob.jones' }))).assigneeId).to.equal(9);
    });
  });

  it('changes nothing when it refuses', async () => {
    const { knex } = stage;
    const everything = async () =>
      JSON.stringify([
        await knex('tasks').orderBy('id'),
        await knex('task_attachments').orderBy(['task_id', 'document_id']),
        await knex('history'),
        await knex('notices'),
        await knex.raw('select last_value from tasks_id_seq').then(({ rows }: { rows: unknown }) => rows),
      ]);
    const before = await everything();
    const stranger = await ticketOf(knex, 'alice.jones');
    const calls = [
      reassignment({ kind: 'anonymous' }),
      reassignment({ kind: 'ticket', secret: '00000000-0000-0000-0000-000000000000' }),
      reassignment(jane, { taskId: 1 }),
      reassignment(jane, { reassignTo: 'nobody' }),
      reassignment(jane, { reassignTo: 'gone.user' }),
      reassignment(stranger),
      ...[4807, 4808, 4809].map((taskId) => reassignment(jane, { taskId })),
      reassignment(jane, { newDueAt: new Date() }),
      reassignment(jane, { taskId: 4811 }),
    ];
    const outcomes = await Promise.all(calls.map((call) => stage.operations.reassignTask(call)));
    expect(outcomes.map((outcome) => isRefused(outcome) && outcome.refused)).to.deep.equal([
      'anonymous',
      'ticket-invalid',
      'task-not-found',
      'user-not-found',
      'user-not-found',
      'access-denied',
      'status-not-eligible',
      'status-not-eligible',
      'status-not-eligible',
      'due-date-past',
      'document-offline',
    ]);
    expect(await everything()).to.equal(before);
  });

  describe('when a call is repeated', () => {
    const all = async () => [await stage.knex('tasks'), await stage.knex('history'), await stage.knex('notices')];

    it('answers an Idempotency-Key as the first time, and does the work once', async () => {
      const request = reassignment(jane, { reassignTo: 'bob.jones', idempotencyKey: 'order-7' });
      const first = await reassigned(request);
      const after = await all();
      expect(await reassigned(request)).to.deep.equal(first);
      expect(await all()).to.deep.equal(after);
    });

    it('refuses an Idempotency-Key with other parameters, and changes nothing', async () => {
      const request = reassignment(jane, { idempotencyKey: 'order-7' });
      const first = await reassigned(request);
      const after = await all();
      const others: Partial<ReassignmentRequest>[] = [
        { reassignTo: 'carol.king' },
        { newDueAt: new Date('2031-01-01T00:00:00Z') },
        { newInstructions: 'other' },
        { sendTaskNotice: !request.sendTaskNotice },
      ];
      for (const other of others)
        expect(await stage.operations.reassignTask({ ...request, ...other })).to.deep.equal({ refused: 'key-reused' });
      expect(await all()).to.deep.equal(after);
      expect(await reassigned(request)).to.deep.equal(first);
    });

    it('tells one of two calls at the same moment that the key did the work of the other', async () => {
      const keyed = (reassignTo: string) =>
        stage.operations.reassignTask(reassignment(jane, { reassignTo, idempotencyKey: 'order-7' }));
      const outcomes = await Promise.all([keyed('alice.jones'), keyed('carol.king')]);
      expect(outcomes.filter(isRefused)).to.deep.equal([{ refused: 'key-reused' }]);
      expect(await stage.knex('tasks').where({ reassigned_from_id: 4812 })).to.have.length(1);
    });

    it('answers a key whose parameters an earlier version did not note', async () => {
      const request = reassignment(jane, { idempotencyKey: 'order-7' });
      const first = await reassigned(request);
      await stage.knex('retries').update({ parameters: null });
      expect(await reassigned({ ...request, newInstructions: 'other' })).to.deep.equal(first);
    });

    it('knows the key by its ticket: somebody else’s is another', async () => {
      await reassigned(reassignment(jane, { idempotencyKey: 'order-7' }));
      const john = await ticketOf(stage.knex, 'john.smith');
      const other = await reassigned(reassignment(john, { taskId: 4810, idempotencyKey: 'order-7' }));
      expect(other.taskId).to.equal(4814);
    });

    it('knows the key by its task: used for another it is other work, also at the same moment', async () => {
      const request = reassignment(jane, { idempotencyKey: 'order-7' });
      const keyed = (taskId: number) => reassigned({ ...request, taskId });
      const [one, other] = await Promise.all([keyed(4812), keyed(4810)]);
      expect([one.taskId, other.taskId]).to.have.members([4813, 4814]);
      expect([await keyed(4812), await keyed(4810)]).to.deep.equal([one, other]);
    });

    it('remembers a key also beside a call that has none', async () => {
      const keyed = reassignment(jane, { idempotencyKey: 'order-7' });
      const [first] = await Promise.all([reassigned(keyed), reassigned(reassignment(jane, { taskId: 4810 }))]);
      expect(await reassigned(keyed)).to.deep.equal(first);
    });

    it('refuses the second call without a key, as the document says', async () => {
      await reassigned(reassignment(jane));
      expect(await stage.operations.reassignTask(reassignment(jane))).to.deep.equal({ refused: 'status-not-eligible' });
    });

    it('takes the same parameters for a repeat while a retry window is open', async () => {
      const windowed = createStore(stage.knex, { ticketDays: 30, retryWindowSeconds: 60, reportFailure });
      const inWindow = stage.operationsOn(windowed);
      const request = reassignment(jane);
      const first = await inWindow.reassignTask(request);
      expect(first).to.include({ taskId: 4813 });
      expect(await inWindow.reassignTask(request)).to.deep.equal(first);
      const changed = await inWindow.reassignTask({ ...request, reassignTo: 'carol.king' });
      expect(changed).to.deep.equal({ refused: 'status-not-eligible' });
      await stage.knex('retries').update({ expires_at: new Date(0) });
      expect(await inWindow.reassignTask(request)).to.deep.equal({ refused: 'status-not-eligible' });
      await windowed.stop();
    });

    it('does the work once when the repeats come at the same moment', async () => {
      const request = reassignment(jane, { idempotencyKey: 'order-7' });
      const outcomes = await Promise.all(Array.from({ length: 8 }, () => reassigned(request)));
      expect(new Set(outcomes.map(({ taskId }) => taskId))).to.deep.equal(new Set([4813]));
    });
  });

  describe('in a race', () => {
    const ticketsOf = async (count: number) =>
      Promise.all(Array.from({ length: count }, () => ticketOf(stage.knex, 'jane.doe')));

    it('lets exactly one of 32 callers win and refuses the others', async () => {
      const callers = await ticketsOf(32);
      const outcomes = await Promise.all(callers.map((caller) => stage.operations.reassignTask(reassignment(caller))));
      const refusals = outcomes.filter(isRefused).map(({ refused }) => refused);
      expect(refusals).to.deep.equal(Array.from({ length: 31 }, () => 'status-not-eligible'));
      expect(await stage.knex('tasks').where({ reassigned_from_id: 4812 })).to.have.length(1);
      expect(await stage.knex('history')).to.have.length(1);
      expect(await stage.knex('notices')).to.have.length(3);
    });

    it('does what the first of two asks that come at the same moment', async () => {
      const asking = ['alice.jones', 'carol.king'].map((reassignTo) => reassignment(jane, { reassignTo }));
      const [first, second] = await Promise.all(asking.map((request) => stage.operations.reassignTask(request)));
      expect(first).to.include({ taskId: 4813, assigneeId: 15 });
      expect(second).to.deep.equal({ refused: 'status-not-eligible' });
    });

    it('lets exactly one win among four processes, and none deadlock', async () => {
      const processes = Array.from({ length: 4 }, () => stage.startProcess());
      await stage.knex.raw(`
        insert into tasks (status, assignee_id, document_id, workflow_id, due_at)
        select 'InProgress', 12, 1024, 225, now() from generate_series(1, 40)`);
      const ids = await stage.knex('tasks').where('id', '>', 4812).orderBy('id').pluck<number[]>('id');
      const calls = processes.flatMap((racing, index) => {
        const order = index % 2 === 0 ? ids : [...ids].reverse();
        return order.map((taskId) => racing.reassignTask(reassignment(jane, { taskId })));
      });
      const outcomes = await Promise.all(calls);
      const refusals = outcomes.filter(isRefused).map(({ refused }) => refused);
      expect(refusals).to.deep.equal(Array.from({ length: 120 }, () => 'status-not-eligible'));
      expect(await stage.knex('tasks').whereIn('reassigned_from_id', ids)).to.have.length(40);
    });

    it('loses to a completion that comes between its read and its write', async () => {
      const { writeReassignment } = stage.store;
      let completed = false;
      const late = stage.operationsOn({
        ...stage.store,
        async writeReassignment(plan) {
          if (!completed) await stage.knex('tasks').where({ id: 4812 }).update({ status: 'Completed', version: 2 });
          completed = true;
          return writeReassignment(plan);
        },
      });
      expect(await late.reassignTask(reassignment(jane))).to.deep.equal({ refused: 'status-not-eligible' });
      expect(await stage.knex('tasks').where({ reassigned_from_id: 4812 })).to.deep.equal([]);
    });

    it('does not give the task to somebody who is disabled between its read and its write', async () => {
      const { writeReassignment } = stage.store;
      const late = stage.operationsOn({
        ...stage.store,
        async writeReassignment(plan) {
          await stage.knex('users').where({ id: plan.assigneeId }).update({ enabled: false });
          return writeReassignment(plan);
        },
      });
      expect(await late.reassignTask(reassignment(jane))).to.deep.equal({ refused: 'user-not-found' });
      expect(await stage.task(4812)).to.include({ status: 'InProgress', version: 1 });
    });

    it('gives the task to one or the other target while a redirection is being changed, never to nobody', async () => {
      await stage.knex('users').insert({ id: 30, login: 'frank' });
      const change = async () => {
        for (let round = 0; round < 20; round++) {
          await stage
            .knex('redirections')
            .where({ user_id: 9 })
            .update({ target_id: round % 2 === 0 ? 30 : 15 });
        }
      };
      const john = await ticketOf(stage.knex, 'john.smith');
      const chain = async () => {
        let taskId = 4812;
        for (let round = 0; round < 20; round++) {
          const outcome = await reassigned(reassignment(john, { taskId, reassignTo: 'bob.jones' }));
          expect([15, 30]).to.include(outcome.assigneeId);
          expect(outcome.redirectedFrom?.id).to.equal(9);
          taskId = outcome.taskId;
        }
      };
      await Promise.all([change(), chain()]);
    });

    it('gives up after three lost races', async () => {
      let lost = 0;
      const unlucky = stage.operationsOn({ ...stage.store, writeReassignment: () => Promise.resolve((lost++, null)) });
      expect(await unlucky.reassignTask(reassignment(jane))).to.deep.equal({ refused: 'conflict' });
      expect(lost).to.equal(3);
    });
  });

  it('takes two exchanges with the database, and a refusal one', async () => {
    expect(await countQueries(() => reassigned(reassignment(jane)))).to.equal(2);
    expect(await countQueries(() => stage.operations.reassignTask(reassignment(jane)))).to.equal(1);
  });
});
