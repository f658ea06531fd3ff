import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import type { NewTask, NewTaskPlan, TaskModel } from '../../../src/core/creation/new-task.ts';
import { isRefused, type Refusal, type Refused } from '../../../src/core/refusal.ts';
import type { Operations } from '../../../src/operations/index.ts';
import { createStore } from '../../../src/store/index.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { creation, relation } from './new-task.ts';
import { loadOffice, reassignment, ticketOf } from '../office.ts';
import { reportFailure, useStage } from '../stage.ts';

type Create = (
  operations: Operations,
  caller: Credential,
  idempotencyKey: string,
  more?: Partial<TaskModel>,
) => Promise<NewTask | Refused<Refusal>>;

const createTask: Create = (operations, caller, idempotencyKey, more) =>
  operations.createTask(creation(caller, more, { idempotencyKey }));

const createRelatedTask: Create = (operations, caller, idempotencyKey, more) =>
  operations.createRelatedTask(relation(caller, more, { idempotencyKey }));

const both: [NewTaskPlan['operation'], Create, Create][] = [
  ['CreateTask', createTask, createRelatedTask],
  ['CreateRelatedTask', createRelatedTask, createTask],
];

for (const [operation, create, createOtherwise] of both) {
  describe(`repeating ${operation} on a real database`, () => {
    let jane: Awaited<ReturnType<typeof ticketOf>>;
    const stage = useStage('repeated_creation', {
      load: async (knex) => {
        await loadOffice(knex);
        jane = await ticketOf(knex, 'jane.doe');
      },
    });

    const done = async <Answer extends object>(answer: Promise<Answer | Refused<Refusal>>): Promise<Answer> => {
      const outcome = await answer;
      if (isRefused(outcome)) throw new Error(`refused: ${outcome.refused}`);
      return outcome;
    };
    const idOf = async (answer: Promise<{ readonly taskId: number } | Refused<Refusal>>) => (await done(answer)).taskId;
    const newTasks = () => stage.knex('tasks').where('id', '>', 4812).orderBy('id').pluck<number[]>('id');
    const all = async () => [
      await stage.knex('tasks').orderBy('id'),
      await stage.knex('history'),
      await stage.knex('notices'),
      await stage.knex('retries'),
    ];

    it('answers an Idempotency-Key as the first time, and does the work once', async () => {
      const first = await done(create(stage.operations, jane, 'order-7', { requestedAssignee: 'bob.jones' }));
      expect(first).to.deep.equal({ taskId: 4813, redirectedTo: 'alice.jones' });
      const after = await all();
      await stage.knex('redirections').delete();
      expect(await create(stage.operations, jane, 'order-7', { requestedAssignee: 'bob.jones' })).to.deep.equal(first);
      expect(await all()).to.deep.equal(after);
    });

    it('refuses an Idempotency-Key with another task in mind, and opens none', async () => {
      const first = await done(create(stage.operations, jane, 'order-7'));
      const after = await all();
      for (const other of [{ requestedAssignee: 'nobody' }, { instructions: 'other' }, { dueAt: new Date(0) }])
        expect(await create(stage.operations, jane, 'order-7', other)).to.deep.equal({ refused: 'key-reused' });
      expect(await all()).to.deep.equal(after);
      expect(await create(stage.operations, jane, 'order-7')).to.deep.equal(first);
    });

    it('remembers too that nobody redirected the task', async () => {
      const first = await done(create(stage.operations, jane, 'order-7'));
      expect(first).to.deep.equal({ taskId: 4813, redirectedTo: null });
      expect(await create(stage.operations, jane, 'order-7')).to.deep.equal(first);
    });

    it('remembers for a day, and then opens another task', async () => {
      await done(create(stage.operations, jane, 'order-7'));
      const kept = "expires_at between now() + interval '23 hours 59 minutes' and now() + interval '1 day'";
      expect(await stage.knex('retries').whereRaw(kept)).to.have.length(1);
      await stage.knex('retries').update({ expires_at: new Date(0) });
      expect(await idOf(create(stage.operations, jane, 'order-7'))).to.equal(4814);
      expect(await idOf(create(stage.operations, jane, 'order-7'))).to.equal(4814);
      expect(await stage.knex('retries').whereRaw(kept)).to.have.length(1);
    });

    it('opens a task for each key, and for each call without one', async () => {
      for (const key of ['order-7', 'order-8', '', '']) await done(create(stage.operations, jane, key));
      expect(await newTasks()).to.deep.equal([4813, 4814, 4815, 4816]);
      expect(await stage.knex('retries')).to.have.length(2);
    });

    it('takes a call without a key for no repeat, retry window or not', async () => {
      const windowed = createStore(stage.knex, { ticketDays: 30, retryWindowSeconds: 60, reportFailure });
      const inWindow = stage.operationsOn(windowed);
      expect(await idOf(create(inWindow, jane, ''))).to.equal(4813);
      expect(await idOf(create(inWindow, jane, ''))).to.equal(4814);
      expect(await stage.knex('retries')).to.deep.equal([]);
      await windowed.stop();
    });

    it('knows the key by its ticket, however that is spelled: somebody else’s is another', async () => {
      await done(create(stage.operations, jane, 'order-7'));
      const john = await ticketOf(stage.knex, 'john.smith');
      expect(await idOf(create(stage.operations, john, 'order-7'))).to.equal(4814);
      const spelled: Credential = { kind: 'ticket', secret: `{${jane.secret.toUpperCase()}}` };
      expect(await idOf(create(stage.operations, spelled, 'order-7'))).to.equal(4813);
    });

    it('knows the key by its operation: another one’s is another', async () => {
      await done(create(stage.operations, jane, 'order-7'));
      expect(await idOf(createOtherwise(stage.operations, jane, 'order-7'))).to.equal(4814);
      const successor = stage.operations.reassignTask(reassignment(jane, { idempotencyKey: 'order-7' }));
      expect(await idOf(successor)).to.equal(4815);
      expect(await idOf(create(stage.operations, jane, 'order-7'))).to.equal(4813);
    });

    it('knows the key by what the task is created on: used for another it is other work', async () => {
      await done(create(stage.operations, jane, 'order-7'));
      const elsewhere = {
        idempotencyKey: 'order-7',
        documentPath: '/Corporate/Legal/SupportingEvidence.pdf',
        taskId: 4810,
      };
      const other = {
        CreateTask: () => stage.operations.createTask(creation(jane, {}, elsewhere)),
        CreateRelatedTask: () => stage.operations.createRelatedTask(relation(jane, {}, elsewhere)),
      }[operation];
      expect(await idOf(other())).to.equal(4814);
      expect(await idOf(other())).to.equal(4814);
    });

    it('does not remember refusals', async () => {
      const refused = { refused: 'user-not-found' };
      expect(await create(stage.operations, jane, 'order-7', { requestedAssignee: 'nobody' })).to.deep.equal(refused);
      expect(await stage.knex('retries')).to.deep.equal([]);
      expect(await idOf(create(stage.operations, jane, 'order-7'))).to.equal(4813);
      expect(await idOf(create(stage.operations, jane, 'order-7'))).to.equal(4813);
    });

    it('remembers nothing when the account is disabled between its read and its write', async () => {
      const late = stage.operationsOn({
        ...stage.store,
        async openTask(plan) {
          await stage.knex('users').where({ id: plan.assigneeId }).update({ enabled: false });
          return stage.store.openTask(plan);
        },
      });
      expect(await create(late, jane, 'order-7')).to.deep.equal({ refused: 'user-not-found' });
      expect(await stage.knex('retries')).to.deep.equal([]);
    });

    it('takes two exchanges with the database, and a repeat one', async () => {
      expect(await countQueries(() => done(create(stage.operations, jane, 'order-7')))).to.equal(2);
      expect(await countQueries(() => done(create(stage.operations, jane, 'order-7')))).to.equal(1);
    });

    describe('at the same moment', () => {
      it('opens one task for sixteen calls in one batch, among others', async () => {
        const expected = { taskId: 4813, redirectedTo: 'alice.jones' };
        const calls = () =>
          Promise.all([
            ...Array.from({ length: 16 }, () =>
              create(stage.operations, jane, 'order-7', { requestedAssignee: 'bob.jones' }),
            ),
            create(stage.operations, jane, 'order-8'),
            create(stage.operations, jane, ''),
            create(stage.operations, jane, ''),
          ]);
        let answers: (NewTask | Refused<Refusal>)[] = [];
        // All read, all write, and those that were not the first read again.
        expect(await countQueries(async () => (answers = await calls()))).to.equal(3);
        expect(answers.slice(0, 16)).to.deep.equal(Array.from({ length: 16 }, () => expected));
        expect(await newTasks()).to.have.length(4);
        expect(await stage.knex('history')).to.have.length(4);
        expect(await stage.knex('notices')).to.have.length(4);
        expect(await stage.knex('retries')).to.have.length(2);
      });

      it('opens one task a key among four processes, however their batches overlap', async () => {
        const processes = Array.from({ length: 4 }, () => stage.startProcess());
        const keys = Array.from({ length: 40 }, (_, index) => `order-${index}`);
        const answers = await Promise.all(
          processes.flatMap((racing, index) => {
            const order = index % 2 === 0 ? keys : keys.toReversed();
            return order.map(async (key) => [key, await idOf(create(racing, jane, key))] as const);
          }),
        );
        const ids = keys.map((key) => new Set(answers.flatMap(([of, id]) => (of === key ? [id] : []))));
        expect(ids.map(({ size }) => size)).to.deep.equal(keys.map(() => 1));
        expect(new Set(ids.flatMap((each) => [...each]))).to.deep.equal(new Set(await newTasks()));
        expect(await newTasks()).to.have.length(40);
        expect(await stage.knex('history')).to.have.length(40);
      });

      it('loses to a call that comes between its read and its write', async () => {
        let overtaken = false;
        const late = stage.operationsOn({
          ...stage.store,
          async openTask(plan) {
            if (!overtaken) await done(create(stage.operations, jane, 'order-7'));
            overtaken = true;
            return stage.store.openTask(plan);
          },
        });
        expect(await idOf(create(late, jane, 'order-7'))).to.equal(4813);
        expect(await newTasks()).to.deep.equal([4813]);
        overtaken = false;
        const other = { requestedAssignee: 'carol.king' };
        expect(await create(late, jane, 'order-7', other)).to.deep.equal({ refused: 'key-reused' });
        expect(await newTasks()).to.deep.equal([4813]);
      });

      /** Opens a task in a transaction, which ends when another call with the same key waits for it. */
      const whileHeld = async (end: 'commit' | 'rollback'): Promise<NewTask> => {
        const held = await stage.knex.transaction();
        const first = createStore(held, { ticketDays: 30, reportFailure });
        expect(await idOf(create(stage.operationsOn(first), jane, 'order-7'))).to.equal(4813);
        const second = done(create(stage.operations, jane, 'order-7'));
        await stage.untilSomebodyWaits();
        await first.stop();
        await held[end]();
        return second;
      };

      it('waits for a call whose task is not committed yet, and answers as that one', async () => {
        expect(await whileHeld('commit')).to.deep.equal({ taskId: 4813, redirectedTo: null });
        expect(await newTasks()).to.deep.equal([4813]);
      });
      it('opens the task itself when that one comes to nothing', async () => {
        expect(await whileHeld('rollback')).to.deep.equal({ taskId: 4814, redirectedTo: null });
        expect(await newTasks()).to.deep.equal([4814]);
      });
    });
  });
}
