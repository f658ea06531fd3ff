import { expect } from 'chai';
import type { Task } from '../../src/core/tasks/get-task.ts';
import type { TaskSelection } from '../../src/core/lists/get-tasks.ts';
import { isRefused } from '../../src/core/refusal.ts';
import type { Store } from '../../src/operations/needs.ts';
import { createTaskListOperations, type Tasks } from '../../src/operations/task-lists.ts';

const credential = { kind: 'ticket', secret: '3f7a1b2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c' } as const;
const selection: TaskSelection = { filter: {}, order: { key: 'DefaultSort', ascending: true } };

/** A store that holds so many tasks and keeps what it was asked for. */
function holding(count: number, { room = true } = {}) {
  const asked: string[] = [];
  const ids = Int32Array.from({ length: count }, (_, index) => index + 1);
  const store = {
    readListCaller: () => Promise.resolve({ caller: { id: 12, roles: [] }, reach: { assignee: false } }),
    searching: (search: () => Promise<unknown>) => (room ? search() : Promise.resolve(null)),
    readTaskIds: () => Promise.resolve({ ids, taskCount: 1000 }),
    readListedTasks(wanted: readonly number[]) {
      asked.push(`${wanted[0]}–${wanted.at(-1)}`);
      return Promise.resolve(wanted.map((id) => ({ id }) as Task));
    },
    extendTicket: () => void asked.push('extended'),
  } as Partial<Store> as Store;
  return { operations: createTaskListOperations(store), asked };
}

async function tasksOf(count: number): Promise<{ tasks: Tasks; asked: string[] }> {
  const { operations, asked } = holding(count);
  const found = await operations.getTasks({ credential, selection });
  if (isRefused(found)) throw new Error(found.refused);
  return { tasks: found.tasks, asked };
}

describe('a list of tasks', () => {
  it('is there at once when it is short', async () => {
    const { tasks, asked } = await tasksOf(100);
    expect(tasks).to.have.length(100);
    expect(asked).to.deep.equal(['1–100', 'extended']);
  });

  it('reads nothing when nothing was found', async () => {
    const { tasks, asked } = await tasksOf(0);
    expect(tasks).to.deep.equal([]);
    expect(asked).to.deep.equal(['extended']);
  });

  it('is read as it is taken when it is long, the first batch before there is an answer', async () => {
    const { tasks, asked } = await tasksOf(250);
    expect(asked).to.deep.equal(['1–100', 'extended']);
    const lengths: number[] = [];
    for await (const batch of tasks as AsyncIterable<readonly Task[]>) lengths.push(batch.length);
    expect(lengths).to.deep.equal([100, 100, 50]);
    expect(asked).to.deep.equal(['1–100', 'extended', '101–200', '201–250']);
  });

  it('is taken one after the other by one account', async () => {
    const { operations, asked } = holding(250);
    const take = async (): Promise<AsyncIterator<readonly Task[]>> => {
      const found = await operations.getTasks({ credential, selection });
      if (isRefused(found)) throw new Error(found.refused);
      return (found.tasks as AsyncIterable<readonly Task[]>)[Symbol.asyncIterator]();
    };
    const [one, two] = [await take(), await take()];
    await one.next();
    const next = two.next();
    asked.length = 0;
    await new Promise((resolve) => setImmediate(resolve));
    expect(await Promise.race([next, Promise.resolve('waits')])).to.equal('waits');
    // A reader that stops early gives up its turn, too.
    await one.return?.();
    expect((await next).value).to.have.length(100);
    await two.return?.();
  });

  it('tells to come again who finds no room to search', async () => {
    const { operations } = holding(3, { room: false });
    expect(await operations.getTasks({ credential, selection })).to.deep.equal({ refused: 'server-busy' });
  });

  it('says of a page what it shows and of what', async () => {
    const { operations } = holding(3);
    const page = await operations.getTasks1({ credential, selection, startingRow: -1, rowCount: 0 });
    expect(page).to.deep.include({ taskCount: 1000, startingRow: 0, rowCount: 3 });
  });

  it('asks nothing of the database for an anonymous caller', async () => {
    const { operations, asked } = holding(3);
    const found = await operations.getTasks({ credential: { kind: 'anonymous' }, selection });
    expect(found).to.deep.equal({ refused: 'anonymous' });
    expect(asked).to.deep.equal([]);
  });
});
