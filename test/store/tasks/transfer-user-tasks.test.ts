import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import type { Operations } from '../../../src/operations/index.ts';
import type { Transfer } from '../../../src/operations/task-transfer.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { loadOffice, reassignment, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

const context = { api: 'asmx', requestId: 'request-1' };

const JANE = 12;
const ALICE = 15;

describe('transferring tasks on a real database', () => {
  let admin: Credential;
  let failures: unknown[] = [];
  const stage = useStage('transfer_user_tasks', {
    load: async (knex) => {
      await loadOffice(knex);
      await knex('users').insert({ id: 2, login: 'ada.admin', roles: ['administrator'] });
      admin = await ticketOf(knex, 'ada.admin');
    },
    reportFailure: (error) => failures.push(error),
  });
  beforeEach(() => {
    failures = [];
  });

  const request = (fromUserName = 'jane.doe', toUserName = 'alice.jones') => ({
    credential: admin,
    context,
    fromUserName,
    toUserName,
  });
  const transferred = async (answer: ReturnType<Operations['transferUserTasks']>): Promise<Transfer> => {
    const outcome = await answer;
    if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
    return outcome;
  };
  const DONE: Transfer = { leftBehind: [] };
  const idsOf = (userId: number) =>
    stage.knex('tasks').where({ assignee_id: userId }).orderBy('id').pluck<number[]>('id');
  const history = () => stage.knex<Record<string, unknown>>('history').orderBy(['task_id', 'id']).select('*');
  const everything = async () =>
    JSON.stringify([await stage.knex('tasks').orderBy('id'), await history(), await stage.knex('notices')]);
  /** Tasks of Jane's beside those of the office, from id 5001. */
  const addTasks = (count: number, status = 'InProgress') =>
    stage.knex.raw(
      `insert into tasks (id, status, assignee_id, document_id, due_at)
       select 5000 + n, ?::task_status, ?, 1024, now() from generate_series(1, ?::int) as n`,
      [status, JANE, count],
    );

  it('moves what is unfinished, in place, and nothing else', async () => {
    const before = await stage.task(4812);
    expect(await transferred(stage.operations.transferUserTasks(request()))).to.deep.equal(DONE);
    expect(await idsOf(ALICE)).to.deep.equal([4807, 4810, 4811, 4812]);
    expect(await idsOf(JANE)).to.deep.equal([4808, 4809]);
    const { updated_at: updatedAt, ...after } = await stage.task(4812);
    const { updated_at: updatedBefore, ...rest } = before;
    expect(after).to.deep.equal({ ...rest, assignee_id: ALICE, version: 2 });
    expect((updatedAt as Date) > (updatedBefore as Date)).to.equal(true);
    expect(await stage.task(4801)).to.include({ assignee_id: null, team_id: 3, version: 1 });
    expect(await stage.knex('notices')).to.deep.equal([]);
  });

  it('writes a row of history for each task', async () => {
    await transferred(stage.operations.transferUserTasks(request()));
    const rows = await history();
    expect(rows.map(({ task_id: id, old_status: status }) => [id, status])).to.deep.equal([
      [4807, 'NotStarted'],
      [4810, 'DueDateChanged'],
      [4811, 'InProgress'],
      [4812, 'InProgress'],
    ]);
    expect(rows[3]).to.deep.include({
      user_id: 2,
      credential: 'ticket',
      api: 'asmx',
      operation: 'TransferUserTasks',
      new_status: 'InProgress',
      old_assignee_id: JANE,
      new_assignee_id: ALICE,
      request_id: 'request-1',
    });
  });

  it('finds logins in any case, and takes tasks from a disabled account', async () => {
    await stage.knex('users').where({ id: JANE }).update({ enabled: false });
    expect(await transferred(stage.operations.transferUserTasks(request(' Jane.DOE', 'ALICE.jones ')))).to.deep.equal(
      DONE,
    );
    expect(await idsOf(ALICE)).to.have.length(4);
  });

  it('does not follow redirections', async () => {
    await transferred(stage.operations.transferUserTasks(request('jane.doe', 'bob.jones')));
    expect(await idsOf(9)).to.have.length(4);
    expect(await stage.task(4812)).to.include({ redirected_from_id: null });
  });

  it('moves more than one statement may', async () => {
    await addTasks(1200);
    const transfer = async () =>
      expect(await transferred(stage.operations.transferUserTasks(request()))).to.deep.equal(DONE);
    expect(await countQueries(transfer)).to.equal(2 + 3);
    expect(await idsOf(ALICE)).to.have.length(1204);
    expect(await history()).to.have.length(1204);
  });

  it('finds nothing left to do when it is repeated', async () => {
    await transferred(stage.operations.transferUserTasks(request()));
    const after = await everything();
    expect(await transferred(stage.operations.transferUserTasks(request()))).to.deep.equal(DONE);
    expect(await everything()).to.equal(after);
  });

  it('changes nothing for the same user twice, and when it refuses', async () => {
    const before = await everything();
    const john = await ticketOf(stage.knex, 'john.smith');
    const calls = [
      request('jane.doe', 'JANE.doe'),
      { ...request(), credential: { kind: 'anonymous' } as const },
      { ...request(), credential: john },
      request('nobody'),
      request('jane.doe', 'nobody'),
      request('jane.doe', 'gone.user'),
      request('', ''),
    ];
    const outcomes = await Promise.all(calls.map((call) => stage.operations.transferUserTasks(call)));
    expect(outcomes).to.deep.equal([
      DONE,
      { refused: 'anonymous' },
      { refused: 'access-denied' },
      ...Array.from({ length: 4 }, () => ({ refused: 'user-not-found' })),
    ]);
    expect(await everything()).to.equal(before);
  });

  describe('when something comes between', () => {
    /** Lets something happen before the nth batch. */
    const interrupted = (atBatch: number, happen: () => Promise<unknown>): Operations => {
      let batch = 0;
      return stage.operationsOn({
        ...stage.store,
        async transferTasks(plan, ids) {
          batch += 1;
          if (batch === atBatch) await happen();
          return stage.store.transferTasks(plan, ids);
        },
      });
    };

    it('can be repeated after it broke off, and loses and doubles nothing', async () => {
      await addTasks(1200);
      const broken = interrupted(2, () => Promise.reject(new Error('the connection went away')));
      await rejectionOf(broken.transferUserTasks(request()));
      expect(await idsOf(ALICE)).to.have.length(500);
      expect(await transferred(stage.operations.transferUserTasks(request()))).to.deep.equal(DONE);
      expect(await idsOf(ALICE)).to.have.length(1204);
      expect(new Set((await history()).map(({ task_id: id }) => id)).size).to.equal(1204);
      expect(await history()).to.have.length(1204);
    });

    it('leaves alone what ended or went to somebody else meanwhile, without a word', async () => {
      const moved = interrupted(1, async () => {
        await stage.knex('tasks').where({ id: 4810 }).update({ status: 'Completed', version: 2 });
        await stage.knex('tasks').where({ id: 4811 }).update({ assignee_id: 9, version: 2 });
        await stage.knex('tasks').where({ id: 4812 }).delete();
      });
      expect(await transferred(moved.transferUserTasks(request()))).to.deep.equal(DONE);
      expect(await idsOf(ALICE)).to.deep.equal([4807]);
      expect(await stage.task(4811)).to.include({ assignee_id: 9, version: 2 });
    });

    it('leaves what arrives after it began', async () => {
      const moved = interrupted(1, () => addTasks(1));
      expect(await transferred(moved.transferUserTasks(request()))).to.deep.equal(DONE);
      expect(await idsOf(JANE)).to.deep.equal([4808, 4809, 5001]);
    });

    it('stops when the taker’s account is disabled, and names what it left', async () => {
      await addTasks(1000);
      const disabled = interrupted(2, () => stage.knex('users').where({ id: ALICE }).update({ enabled: false }));
      const { leftBehind } = await transferred(disabled.transferUserTasks(request()));
      expect(await idsOf(ALICE)).to.have.length(500);
      const unfinished = await stage.knex('tasks').where({ assignee_id: JANE, status: 'InProgress' }).pluck('id');
      expect(leftBehind).to.deep.equal([{ reason: 'taker-disabled', taskIds: unfinished.sort() }]);
      expect(leftBehind[0]?.taskIds).to.have.length(504);
    });

    it('moves the others of a batch in which one cannot be changed, and names that one', async () => {
      await stage.knex.raw(`
        create function stuck() returns trigger language plpgsql as $$
        begin
          if old.id = 4811 then raise exception 'stuck' using errcode = 'lock_not_available'; end if;
          return new;
        end $$;
        create trigger stuck before update on tasks for each row execute function stuck()`);
      try {
        expect(await transferred(stage.operations.transferUserTasks(request()))).to.deep.equal({
          leftBehind: [{ reason: 'failed', taskIds: [4811] }],
        });
      } finally {
        await stage.knex.raw('drop function stuck() cascade');
      }
      expect(await idsOf(ALICE)).to.deep.equal([4807, 4810, 4812]);
      expect(await history()).to.have.length(3);
      expect(failures).to.have.length(1);
    });
  });

  describe('in a race', () => {
    afterEach(async () => {
      await stage.endProcesses();
      expect(failures).to.deep.equal([]);
    });

    /** Every change of a task is one version and one row of history. */
    const expectWholeHistory = async () => {
      const { rows } = await stage.knex.raw<{ rows: unknown[] }>(`
        select tasks.id from tasks
         where tasks.id > 5000 and tasks.version <> 1 + (select count(*) from history where task_id = tasks.id)`);
      expect(rows).to.deep.equal([]);
    };

    it('moves each task once when the same transfer runs four times at once', async () => {
      await addTasks(1200);
      const calls = Array.from({ length: 4 }, () => stage.startProcess().transferUserTasks(request()));
      expect(await Promise.all(calls)).to.deep.equal([DONE, DONE, DONE, DONE]);
      expect(await idsOf(ALICE)).to.have.length(1204);
      expect(await history()).to.have.length(1204);
      await expectWholeHistory();
    });

    it('ends when two give each other their tasks, and every task is somebody’s', async () => {
      await addTasks(1200);
      await stage.knex.raw('update tasks set assignee_id = 15 where id > 5000 and id % 2 = 0');
      const outcomes = await Promise.all(
        Array.from({ length: 3 }, () => [
          stage.startProcess().transferUserTasks(request('jane.doe', 'alice.jones')),
          stage.startProcess().transferUserTasks(request('alice.jones', 'jane.doe')),
        ]).flat(),
      );
      expect(outcomes).to.deep.equal(Array.from({ length: 6 }, () => DONE));
      expect([...(await idsOf(JANE)), ...(await idsOf(ALICE))].filter((id) => id > 5000)).to.have.length(1200);
      await expectWholeHistory();
    });

    it('lets each task be completed by whoever has it then, or moved, never both', async () => {
      await addTasks(300);
      const jane = await ticketOf(stage.knex, 'jane.doe');
      const completing = stage.startProcess();
      const ids = Array.from({ length: 300 }, (_, index) => 5300 - index);
      const completions = ids.map((taskId) =>
        completing.completeTask({ credential: jane, context, taskId, comments: '' }),
      );
      const [moved, ...completed] = await Promise.all([
        stage.startProcess().transferUserTasks(request()),
        ...completions,
      ]);
      expect(moved).to.deep.equal(DONE);
      const refusals = completed.filter(isRefused).map(({ refused }) => refused);
      expect(new Set([...refusals, 'access-denied'])).to.deep.equal(new Set(['access-denied']));
      const done = await stage.knex('tasks').where('id', '>', 5000).where({ status: 'Completed' }).pluck('id');
      expect(done).to.have.length(300 - refusals.length);
      expect((await idsOf(ALICE)).filter((id) => id > 5000)).to.have.length(refusals.length);
      await expectWholeHistory();
    });

    it('lets each task be handed on by whoever has it then, or moved, and leaves none behind', async () => {
      await addTasks(300);
      const jane = await ticketOf(stage.knex, 'jane.doe');
      const handing = stage.startProcess();
      const ids = Array.from({ length: 300 }, (_, index) => 5300 - index);
      const handed = ids.map((taskId) =>
        handing.reassignTask(reassignment(jane, { taskId, reassignTo: 'carol.king' })),
      );
      const [moved, ...outcomes] = await Promise.all([stage.startProcess().transferUserTasks(request()), ...handed]);
      expect(moved).to.deep.equal(DONE);
      const refusals = outcomes.filter(isRefused).map(({ refused }) => refused);
      expect(new Set([...refusals, 'access-denied'])).to.deep.equal(new Set(['access-denied']));
      expect(await stage.knex('tasks').whereNotNull('reassigned_from_id')).to.have.length(300 - refusals.length);
      expect((await idsOf(ALICE)).filter((id) => id > 5000)).to.have.length(refusals.length);
      const left = await stage.knex('tasks').where({ assignee_id: JANE, status: 'InProgress' });
      expect(left).to.deep.equal([]);
    });

    it('waits for an account that is being disabled, and then gives it nothing', async () => {
      const disabling = await stage.knex.transaction();
      await disabling('users').where({ id: ALICE }).update({ enabled: false });
      const moving = stage.operations.transferUserTasks(request());
      await stage.untilSomebodyWaits();
      await disabling.commit();
      expect(await transferred(moving)).to.deep.equal({
        leftBehind: [{ reason: 'taker-disabled', taskIds: [4807, 4810, 4811, 4812] }],
      });
      expect(await idsOf(ALICE)).to.deep.equal([]);
    });
  });
});
