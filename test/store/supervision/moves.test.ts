import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import type { Move } from '../../../src/core/supervision/move.ts';
import type { MoveReport, MoveRequest } from '../../../src/operations/supervision/moves.ts';
import type { MovePreviewRequest } from '../../../src/operations/supervision/move-preview.ts';
import type { Operations } from '../../../src/operations/index.ts';
import { createStore } from '../../../src/store/index.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { loadOffice, reassignment, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

const DAY_MS = 24 * 3_600_000;

describe('moving many tasks on a real database', () => {
  let john: Credential;
  let jane: Credential;
  const stage = useStage('supervision_moves', {
    load: async (knex) => {
      await loadOffice(knex);
      john = await ticketOf(knex, 'john.smith');
      jane = await ticketOf(knex, 'jane.doe');
    },
  });

  const MOVE: Move = {
    to: { kind: 'login', login: 'alice.jones' },
    due: { kind: 'keep' },
    instructions: null,
    reason: null,
    sendTaskNotice: true,
  };

  const seen = (...ids: number[]) => ids.map((id) => ({ id, version: 1 }));
  const asked = (credential: Credential, move: Partial<Move> = {}, more: Partial<MoveRequest> = {}): MoveRequest => ({
    credential,
    client: '192.0.2.7',
    subjectId: null,
    context: { api: 'handover', requestId: 'request-1' },
    operation: 'reassignTasks',
    move: { ...MOVE, ...move },
    tasks: seen(4812),
    repeat: undefined,
    ...more,
  });
  const preview = (choice: MovePreviewRequest['choice'], move: Partial<Move> = {}): MovePreviewRequest => ({
    ...asked(john, move),
    choice,
  });

  const moved = async (request: MoveRequest, operations: Operations = stage.operations): Promise<MoveReport> => {
    const report = await operations.moveTasks(request);
    if (isRefused(report)) throw new Error(`refused: ${report.refused}`);
    return report;
  };
  const cameOf = ({ results }: MoveReport) =>
    results.map(({ id, came }) => [id, came.to === 'refused' ? came.refusal : came.to]);
  const successorsOf = ({ results }: MoveReport) =>
    results.flatMap(({ came }) => (came.to === 'reassigned' ? [came.answer.taskId] : []));

  const everything = async () => [
    await stage.knex('tasks').orderBy('id'),
    await stage.knex('history').orderBy('id'),
    await stage.knex('notices').orderBy(['task_id', 'topic', 'recipient_id']),
    await stage.knex('retries').count(),
  ];

  /** Tasks of Jane's that John supervises, by the hundred. */
  const manyTasks = async (count: number): Promise<number[]> => {
    const ids = Array.from({ length: count }, (_, index) => 20_000 + index);
    await stage.knex('tasks').insert(
      ids.map((id) => ({
        id,
        status: 'InProgress',
        assignee_id: 12,
        assigned_by_id: 20,
        supervisor_id: 7,
        name: `Task ${id}`,
        due_at: new Date(Date.now() + 5 * DAY_MS),
      })),
    );
    return ids;
  };

  it('changes nothing by a preview', async () => {
    await stage.knex('tasks').where({ id: 4810 }).update({ version: 2 });
    const before = await everything();
    const seenOnes = await stage.operations.previewMove(preview({ tasks: seen(4812, 4810, 4808, 1) }));
    if (isRefused(seenOnes)) throw new Error(seenOnes.refused);
    expect(seenOnes.tasks.map(({ came }) => (came.to === 'refused' ? came.refusal : came.to))).to.deep.equal([
      'reassigned',
      'version-mismatch',
      'status-not-eligible',
      'task-not-found',
    ]);
    await stage.operations.previewMove(preview({ filter: {} }, { to: { kind: 'undo' } }));
    expect(await everything()).to.deep.equal(before);
  });

  it('does what the preview said, mails and load included', async () => {
    const request = asked(john, { to: { kind: 'login', login: 'dave.hall' } }, { tasks: seen(4812, 4801) });
    const said = await stage.operations.previewMove({ ...request, choice: { tasks: request.tasks } });
    if (isRefused(said)) throw new Error(said.refused);
    const [load] = said.loads;
    expect(load).to.deep.include({ userId: 15, before: { open: 0, overdue: 0, dueThisWeek: 0 } });
    const report = await moved(request);
    expect(cameOf(report)).to.deep.equal([
      [4812, 'reassigned'],
      [4801, 'reassigned'],
    ]);
    expect((await stage.store.readLoads([15], { people: [], teams: [] })).loads.get(15)).to.deep.equal(load?.after);

    const mailsOf = async (taskId: number) =>
      (await stage.knex('notices').where({ task_id: taskId }).select('topic', 'recipient_id')).map(
        (row: { topic: string; recipient_id: number }) => `${row.topic} ${row.recipient_id}`,
      );
    for (const [index, successor] of successorsOf(report).entries()) {
      const came = said.tasks[index]?.came;
      const foretold = came?.to === 'reassigned' ? came.mails : [];
      // Of the team there are two members.
      const told = foretold.flatMap(({ topic, to }) =>
        (to.kind === 'team' ? [12, 20] : [to.id]).map((id) => `${topic} ${id}`),
      );
      expect(await mailsOf(successor)).to.have.members(told);
    }
  });

  it('foretells the load of somebody who was asked beside the assignee', async () => {
    const asks = [12, 15, 20].map((id) => ({ name: { kind: 'user', id }, slaMinutes: null }) as const);
    const shared = await stage.operations.assignTask({ ...asked(john), task: { id: 4812 }, asks, inTiers: false });
    expect(isRefused(shared)).to.equal(false);
    const request = asked(john, {}, { tasks: [{ id: 4812, version: 2 }] });
    const said = await stage.operations.previewMove({ ...request, choice: { tasks: request.tasks } });
    if (isRefused(said)) throw new Error(said.refused);
    expect(said.loads.map(({ userId, before, after }) => [userId, before.open, after.open])).to.deep.equal([
      [15, 1, 1],
    ]);
    expect(cameOf(await moved(request))).to.deep.equal([[4812, 'reassigned']]);
    expect((await stage.store.readLoads([15], { people: [], teams: [] })).loads.get(15)).to.deep.equal(
      said.loads[0]?.after,
    );
  });

  it('finds by a filter what the caller sees in lists, and no more', async () => {
    const carol = await ticketOf(stage.knex, 'carol.king');
    const idsFor = async (credential: Credential) => {
      const found = await stage.operations.previewMove({
        ...preview({ filter: { completion: 'Open' } }),
        credential,
      });
      return isRefused(found) ? found.refused : found.tasks.map(({ id }) => id);
    };
    expect(await idsFor(john)).to.deep.equal([4801, 4810, 4811, 4812]);
    expect(await idsFor(carol)).to.deep.equal([4801]);
    expect(await idsFor({ kind: 'anonymous' })).to.equal('anonymous');
  });

  it('shows the first thousand of a filter, and tells how many there are', async () => {
    await manyTasks(1003);
    const found = await stage.operations.previewMove(preview({ filter: { supervisorId: 7, completion: 'Open' } }));
    if (isRefused(found)) throw new Error(found.refused);
    expect([found.taskCount, found.tasks.length]).to.deep.equal([1004, 1000]);
    expect(found.loads[0]?.after.open).to.equal(1000);
  });

  it('keeps the reason and the key of the call in history', async () => {
    await moved(asked(john, { reason: 'Jane is ill.', instructions: 'Take it over.' }));
    const [entry] = (await stage.knex('history').where({ task_id: 4812 })) as Record<string, unknown>[];
    expect(entry).to.deep.include({
      api: 'handover',
      operation: 'reassignTasks',
      credential: 'ticket',
      request_id: 'request-1',
      reason: 'Jane is ill.',
      old_assignee_id: 12,
      new_assignee_id: 15,
    });
    expect(await stage.task(4813)).to.include({ instructions: 'Take it over.' });
  });

  it('keeps in history the tiers that are lost to the successor', async () => {
    const tiers = [
      { name: { kind: 'user', id: 12 }, slaMinutes: 20 },
      { name: { kind: 'user', id: 20 }, slaMinutes: 0 },
    ] as const;
    const outcome = await stage.operations.assignTask({
      ...asked(john),
      task: { id: 4812 },
      asks: tiers,
      inTiers: true,
    });
    expect(isRefused(outcome)).to.equal(false);
    await moved(asked(john, { reason: 'Away.' }, { tasks: [{ id: 4812, version: 2 }] }));
    const [row] = (await stage
      .knex('history')
      .where({ task_id: 4812, operation: 'reassignTasks' })
      .orderBy('id', 'desc')) as {
      details: { old: { shares: { state: string }[] } };
    }[];
    expect(row?.details.old.shares.map(({ state }) => state)).to.deep.equal(['asked', 'later']);
  });

  it('moves a thousand tasks in batches, and each once', async () => {
    const ids = await manyTasks(1000);
    let report: MoveReport | undefined;
    const queries = await countQueries(async () => {
      report = await moved(asked(john, {}, { tasks: seen(...ids) }));
    });
    expect(report?.results.every(({ came }) => came.to === 'reassigned')).to.equal(true);
    expect(new Set(report && successorsOf(report)).size).to.equal(1000);
    // A read and a write for each 64 of them, the names once, and the ticket that is extended.
    expect(queries).to.be.at.most(2 * Math.ceil(1000 / 64) + 3);
    expect(await stage.knex('tasks').where({ assignee_id: 15, status: 'InProgress' })).to.have.length(1000);
  });

  describe('with a key', () => {
    const repeat = { call: 'ab'.repeat(32), parameters: 'cd'.repeat(32) };

    it('does the work once, and answers as before', async () => {
      const request = asked(john, { to: { kind: 'login', login: 'bob.jones' } }, { repeat, tasks: seen(4812, 4810) });
      const first = await moved(request);
      const after = await everything();
      expect(await moved(request)).to.deep.equal(first);
      expect(await everything()).to.deep.equal(after);
    });

    it('goes on where a call was cut off', async () => {
      const one = await moved(asked(john, {}, { repeat }));
      const both = await moved(asked(john, {}, { repeat, tasks: seen(4810, 4812) }));
      expect(cameOf(both)).to.deep.equal([
        [4810, 'reassigned'],
        [4812, 'reassigned'],
      ]);
      expect(successorsOf(both)[1]).to.equal(successorsOf(one)[0]);
      expect(await stage.knex('tasks').where({ reassigned_from_id: 4812 })).to.have.length(1);
    });

    it('answers as before also when the receiver has been disabled since', async () => {
      const one = await moved(asked(john, {}, { repeat }));
      await stage.knex('users').where({ id: 15 }).update({ enabled: false });
      const both = await moved(asked(john, {}, { repeat, tasks: seen(4810, 4812) }));
      expect(cameOf(both)).to.deep.equal([
        [4810, 'user-not-found'],
        [4812, 'reassigned'],
      ]);
      expect(successorsOf(both)).to.deep.equal(successorsOf(one));
    });

    it('refuses the task for which it has done something else, and no other', async () => {
      await moved(asked(john, {}, { repeat }));
      const other = await moved(asked(john, { reason: 'Other.' }, { repeat, tasks: seen(4812, 4810) }));
      expect(cameOf(other)).to.deep.equal([
        [4812, 'key-reused'],
        [4810, 'reassigned'],
      ]);
    });

    it('is another for somebody else', async () => {
      await moved(asked(john, {}, { repeat }));
      expect(cameOf(await moved(asked(jane, {}, { repeat })))).to.deep.equal([[4812, 'version-mismatch']]);
    });

    it('does the work once when the repeats come at the same moment, in two processes', async () => {
      const request = asked(john, {}, { repeat, tasks: seen(4812, 4810) });
      await stage.withSecond(async (one, other) => {
        const reports = await Promise.all([one, other, one, other].map((each) => moved(request, each)));
        for (const report of reports) expect(report).to.deep.equal(reports[0]);
      });
      expect(await stage.knex('tasks').whereIn('reassigned_from_id', [4812, 4810])).to.have.length(2);
    });
  });

  describe('in a race', () => {
    it('skips and names the task that somebody changes meanwhile, and moves the others', async () => {
      const report = await stage.during(
        (trx) => trx('tasks').where({ id: 4812 }).update({ version: 2, comments: 'I am on it.' }),
        () => moved(asked(john, {}, { tasks: seen(4810, 4812) })),
      );
      expect(cameOf(report)).to.deep.equal([
        [4810, 'reassigned'],
        [4812, 'version-mismatch'],
      ]);
      expect(report.results[1]).to.deep.include({ name: 'LegalReview' });
      expect(await stage.task(4812)).to.include({ status: 'InProgress', comments: 'I am on it.' });
    });

    it('gives a task to one of two bulks, each task once', async () => {
      const ids = await manyTasks(100);
      await stage.withSecond(async (one, other) => {
        const [first, second] = await Promise.all([
          moved(asked(john, {}, { tasks: seen(...ids) }), one),
          moved(
            asked(john, { to: { kind: 'login', login: 'carol.king' } }, { tasks: seen(...ids.toReversed()) }),
            other,
          ),
        ]);
        expect(successorsOf(first).length + successorsOf(second).length).to.equal(100);
        const lost = [...cameOf(first), ...cameOf(second)].filter(([, came]) => came !== 'reassigned');
        expect(new Set(lost.map(([, came]) => came))).to.deep.equal(new Set(['version-mismatch']));
      });
    });

    it('agrees with ReassignTask on who was first', async () => {
      const outcomes = await Promise.all([
        moved(asked(john)),
        stage.operations.reassignTask(reassignment(jane, { reassignTo: 'carol.king' })),
      ]);
      const [report, reassigned] = outcomes;
      expect(successorsOf(report).length + (isRefused(reassigned) ? 0 : 1)).to.equal(1);
      expect(await stage.knex('tasks').where({ reassigned_from_id: 4812 })).to.have.length(1);
    });

    it('tells what was done before the account was disabled, and what was not for that', async () => {
      let first: Promise<unknown> | undefined;
      const disabling = stage.operationsOn({
        ...stage.store,
        writeMove: async (plan) => {
          if (first) {
            await first;
            await stage.knex('users').where({ id: 15 }).update({ enabled: false });
          }
          const written = stage.store.writeMove(plan);
          first ??= written;
          return written;
        },
      });
      expect(cameOf(await moved(asked(john, {}, { tasks: seen(4810, 4812) }), disabling))).to.deep.equal([
        [4810, 'reassigned'],
        [4812, 'user-not-found'],
      ]);
      expect(await stage.task(4812)).to.include({ status: 'InProgress', assignee_id: 12 });
    });
  });

  it('tells of the task that the database would not change, and moves the others', async () => {
    await stage.knex.raw(`
      create function refuse_4812() returns trigger language plpgsql as $$
      begin raise exception 'not this one' using errcode = '23514'; end $$`);
    await stage.knex.raw(`
      create trigger refuse_4812 before update on tasks for each row when (old.id = 4812) execute function refuse_4812()`);
    const failures: unknown[] = [];
    const store = createStore(stage.knex, { ticketDays: 30, reportFailure: (error) => void failures.push(error) });
    try {
      const report = await moved(asked(john, {}, { tasks: seen(4812, 4810) }), stage.operationsOn(store));
      expect(cameOf(report)).to.deep.equal([
        [4812, 'failed'],
        [4810, 'reassigned'],
      ]);
      expect(failures.map(String)).to.deep.equal(['error: not this one']);
    } finally {
      await store.stop();
      await stage.knex.raw('drop trigger refuse_4812 on tasks');
      await stage.knex.raw('drop function refuse_4812()');
    }
  });

  describe('back to whom they came from', () => {
    const undo = { to: { kind: 'undo' } } as const;

    it('puts back due date and instructions, and makes the chain one longer', async () => {
      const before = await stage.task(4812);
      const later = new Date(Date.now() + 9 * DAY_MS);
      await moved(asked(john, { due: { kind: 'set', at: later }, instructions: 'Other.' }));
      expect(cameOf(await moved(asked(john, undo, { tasks: seen(4813) })))).to.deep.equal([[4813, 'reassigned']]);
      expect(await stage.task(4814)).to.deep.include({
        assignee_id: 12,
        due_at: before.due_at,
        instructions: before.instructions,
        reassigned_from_id: 4813,
        redirected_from_id: null,
      });
    });

    it('is open to whoever gave the task away, who is its owner now', async () => {
      await moved(asked(jane));
      expect(cameOf(await moved(asked(jane, undo, { tasks: seen(4813) })))).to.deep.equal([[4813, 'reassigned']]);
      expect(await stage.task(4814)).to.include({ assignee_id: 12 });
    });

    it('goes back from whoever got it, though another who is asked returns it', async () => {
      const asks = [12, 20].map((id) => ({ name: { kind: 'user', id }, slaMinutes: null }) as const);
      const shared = await stage.operations.assignTask({ ...asked(john), task: { id: 4812 }, asks, inTiers: false });
      expect(isRefused(shared)).to.equal(false);
      const [successor = 0] = successorsOf(await moved(asked(john, {}, { tasks: [{ id: 4812, version: 2 }] })));
      const owner = await ticketOf(stage.knex, 'carol.king');
      const [returned] = successorsOf(
        await moved(asked(owner, { to: { kind: 'return' } }, { tasks: seen(successor) })),
      );
      const users = await stage
        .knex('task_shares')
        .where({ task_id: returned ?? 0 })
        .orderBy('position')
        .pluck('user_id');
      expect(users).to.deep.equal([12, 20]);
    });

    it('undoes what the legacy API did', async () => {
      await stage.operations.reassignTask(reassignment(jane));
      expect(cameOf(await moved(asked(john, undo, { tasks: seen(4813) })))).to.deep.equal([[4813, 'reassigned']]);
    });

    it('undoes one of two attempts, in two processes', async () => {
      await moved(asked(john));
      await stage.withSecond(async (one, other) => {
        const request = asked(john, undo, { tasks: seen(4813) });
        const reports = await Promise.all([moved(request, one), moved(request, other)]);
        expect(reports.map(cameOf).flat()).to.have.deep.members([
          [4813, 'reassigned'],
          [4813, 'version-mismatch'],
        ]);
      });
    });

    it('leaves what somebody has begun to work on', async () => {
      await moved(asked(john));
      const alice = await ticketOf(stage.knex, 'alice.jones');
      await stage.operations.setTaskComment({
        credential: alice,
        context: { api: 'asmx', requestId: 'request-2' },
        taskId: 4813,
        comments: 'I am on it.',
      });
      expect(cameOf(await moved(asked(john, undo, { tasks: seen(4813) })))).to.deep.equal([[4813, 'version-mismatch']]);
      const touched = asked(john, undo, { tasks: [{ id: 4813, version: 2 }] });
      expect(cameOf(await moved(touched))).to.deep.equal([[4813, 'task-touched']]);
      const returned = asked(john, { to: { kind: 'return' } }, { tasks: [{ id: 4813, version: 2 }] });
      expect(cameOf(await moved(returned))).to.deep.equal([[4813, 'reassigned']]);
    });
  });
});
