import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import type { Knex } from 'knex';
import { z } from 'zod';
import { connect } from '../../../src/store/schema/database.ts';
import { migrate, pendingMigrations } from '../../../src/store/schema/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startSampleServer, type SampleServer } from '../../support/samples/servers.ts';
import { readRelease, restoreRelease, runReleased, type Release } from './released/release.ts';

/** The versions that somebody may upgrade from, by the last migration each had. */
const RELEASES = readdirSync(new URL('released', import.meta.url)).flatMap((name) =>
  name.endsWith('.json') ? [name.slice(0, -'.json'.length)] : [],
);

/** Open tasks of the demo data: those the version before reassigns, and those the present one does. */
const THEIRS = [4812, 4802, 4800];
const OURS = [4810, 4801];
/** Both alternate between two people. */
const PEOPLE = [
  { id: 15, login: 'alice.jones' },
  { id: 12, login: 'jane.doe' },
] as const;
const EACH_PHASE = 8;

interface Busy {
  /** Ids of the tasks it has closed, in their order, and then the one that is open. */
  readonly chain: readonly number[];
  /** Resolves when it has done so many more. */
  more(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Reassigns a task and then its successors, without a pause, until it is stopped; what fails is thrown by `more` or `stop`. */
function reassignWithoutPause(first: number, reassign: (task: number, turn: number) => Promise<number>): Busy {
  const chain = [first];
  let stopped = false;
  const done = (async () => {
    while (!stopped) chain.push(await reassign(chain.at(-1) ?? 0, chain.length));
  })();
  void done.catch(() => (stopped = true));
  const aim = async (count: number): Promise<void> => {
    while (chain.length < count && !stopped) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    chain,
    more: async (count) => {
      await aim(chain.length + count);
      if (stopped) await done;
    },
    stop: async () => {
      stopped = true;
      await done;
    },
  };
}

const recordedCalls = z.tuple([z.record(z.string(), z.unknown())]);

/** A reassignment as the version before makes one: its read, and its write of what it has read. */
async function reassignAsReleased(knex: Knex, release: Release, task: number, turn: number): Promise<number> {
  const to = PEOPLE[turn % 2] ?? PEOPLE[0];
  const [read] = await runReleased<{ taskId: number; version: number; callerIsSupervisor: boolean }>(
    knex,
    release,
    'reassign-task-read',
    ([digest, , , repeat]) => [digest, [task], [to.login], repeat],
  );
  expect(read).to.include({ taskId: task, callerIsSupervisor: true });
  const successor = await writeAsReleased(knex, release, {
    taskId: task,
    version: read?.version ?? 0,
    assigneeId: to.id,
  });
  if (successor === null) throw new Error(`task ${task} was not reassigned`);
  await runReleased(knex, release, 'get-task-read', ([digest]) => [digest, [successor]]);
  await runReleased(knex, release, 'get-tasks-read', () => [[successor, task]]);
  await runReleased(knex, release, 'tickets-extend', (values) => [...values]);
  return successor;
}

async function writeAsReleased(knex: Knex, release: Release, changes: object): Promise<number | null> {
  const [written] = await runReleased<{ successorId: number }>(knex, release, 'reassign-task-write', ([calls]) => {
    const [recorded] = recordedCalls.parse(JSON.parse(String(calls)));
    return [JSON.stringify([{ ...recorded, ...changes }])];
  });
  return written?.successorId ?? null;
}

for (const name of RELEASES) {
  describe(`an upgrade from ${name}`, function () {
    this.timeout(30_000);
    let database: TestDatabase;
    let release: Release;
    /** The pool of a server of that version, which goes on while the present one migrates and serves. */
    let theirs: Knex;
    let server: SampleServer;
    const callers: Busy[] = [];

    const call = async (operation: string, parameters: Readonly<Record<string, string>>): Promise<string> => {
      const query = new URLSearchParams({ authenticationTicket: release.ticket, ...parameters });
      return (await fetch(`http://127.0.0.1:${server.port}/srv.asmx/${operation}?${query.toString()}`)).text();
    };
    const reassignHere = async (task: number, turn: number): Promise<number> => {
      const answer = await call('ReassignTask', {
        taskId: String(task),
        reassignTo: (PEOPLE[turn % 2] ?? PEOPLE[0]).login,
        newDueDate: '2098-12-31T17:00:00',
        newInstructions: '',
        sendTaskNotice: 'true',
      });
      expect(answer).to.include('success="true"');
      return Number(/<TaskId>(\d+)</.exec(answer)?.[1]);
    };

    before(async () => {
      database = await createTestDatabase('upgrade');
      await database.knex.raw('drop schema public cascade; create schema public');
      release = await readRelease(name);
      await restoreRelease(database.knex, release);
      theirs = connect({ url: database.url, poolSize: 4 });
    });
    after(async () => {
      await Promise.allSettled(callers.map((caller) => caller.stop()));
      await server?.stop();
      await theirs.destroy();
      await database.drop();
    });

    it('lets the version before go on while it migrates, and behind', async () => {
      const pending = await pendingMigrations(database.knex);
      for (const task of THEIRS) {
        callers.push(reassignWithoutPause(task, (each, turn) => reassignAsReleased(theirs, release, each, turn)));
      }
      await Promise.all(callers.map((caller) => caller.more(EACH_PHASE)));
      expect(await migrate(database.knex)).to.deep.equal(pending);
      await Promise.all(callers.map((caller) => caller.more(EACH_PHASE)));
    });

    it('serves at once, beside the version before', async () => {
      server = await startSampleServer(database.knex, {});
      for (const task of OURS) callers.push(reassignWithoutPause(task, reassignHere));
      await Promise.all(callers.map((caller) => caller.more(EACH_PHASE)));
    });

    it('lets one of the two versions win where both want the same task', async () => {
      const [version] = await database.knex('tasks').where({ id: 4792 }).pluck<number[]>('version');
      const successor = await reassignHere(4792, 1);
      expect(await writeAsReleased(theirs, release, { taskId: 4792, version, assigneeId: 12 })).to.equal(null);
      expect(await writeAsReleased(theirs, release, { taskId: successor, version: 1, assigneeId: 12 })).to.be.above(0);
      expect(await call('ReassignTask', { ...LATE, taskId: String(successor) })).to.include('error="Invalid status"');
    });

    it('loses nothing: each task that was closed has one successor and one line of history', async () => {
      await Promise.all(callers.map((caller) => caller.stop()));
      expect(server.takeFaults()).to.deep.equal([]);
      for (const { chain } of callers) {
        expect(chain).to.have.length.above(EACH_PHASE);
        expect(new Set(chain)).to.have.property('size', chain.length);
        const closed = await database
          .knex('tasks')
          .whereIn('id', chain.slice(0, -1))
          .orderBy('id')
          .select('id', 'status', 'reassigned_to_id');
        const expected = chain
          .slice(0, -1)
          .map((id, at) => ({ id, status: 'Reassigned', reassigned_to_id: chain[at + 1] }));
        expect(closed).to.deep.equal(expected.toSorted((one, other) => one.id - other.id));
        const told = database.knex('history').whereIn('task_id', chain.slice(0, -1)).where('operation', 'ReassignTask');
        expect(await told.clone().pluck('task_id')).to.have.members(chain.slice(0, -1));
      }
    });

    it('keeps open tasks and counts as they would be made anew', async () => {
      const read = async (): Promise<unknown> => [
        await database.knex('open_tasks').orderBy('id').select('id', 'assignee_id'),
        await database.knex('resting_tasks').orderBy('assignee_id').orderBy('id').select(),
        (
          await database.knex.raw<{ rows: unknown[] }>(`select status, sum(total)::int as total from
          (select status, total from task_counts union all select status, total from task_count_changes) as counted
          group by status having sum(total) <> 0 order by status`)
        ).rows,
      ];
      const kept = JSON.stringify(await read());
      await database.knex.raw('select recount_tasks()');
      expect(JSON.stringify(await read())).to.equal(kept);
    });

    it('leaves what nobody touched as it was, and shows it', async () => {
      const touched = new Set([...callers.flatMap(({ chain }) => chain), 4792]);
      const before = (release.rows.tasks ?? []).filter(({ id }) => !touched.has(Number(id)));
      expect(before).to.have.length.above(20);
      const { rows } = await database.knex.raw<{ rows: { row: Record<string, unknown> }[] }>(
        'select to_jsonb(tasks) as row from tasks',
      );
      const now = new Map(rows.map(({ row }) => [row.id, row]));
      for (const row of before) expect(now.get(row.id)).to.deep.include(row);
      const shown = await call('GetTask', { taskId: String(before[0]?.id) });
      expect(shown).to.include(`<TaskID>${String(before[0]?.id)}</TaskID>`);
      expect(await call('AuthenticateUser', { UID: 'jane.doe', PWD: 'jane-demo' })).to.include('success="true"');
    });
  });
}

const LATE = {
  reassignTo: 'alice.jones',
  newDueDate: '2098-12-31T17:00:00',
  newInstructions: '',
  sendTaskNotice: 'false',
};
