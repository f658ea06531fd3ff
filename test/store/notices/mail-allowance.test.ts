import { expect } from 'chai';
import { isRefused } from '../../../src/core/refusal.ts';
import { createOperations } from '../../../src/operations/index.ts';
import { createStore } from '../../../src/store/index.ts';
import { createMailAllowance } from '../../../src/store/notices/mail-allowance.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { creation } from '../creation/new-task.ts';
import { loadOffice, reassignment, ticketOf } from '../office.ts';

const QUARTER_MS = 900_000;

describe('the mail that one account may cause', () => {
  const noon = Date.parse('2030-04-15T12:00:00Z');

  it('is due at once for as many calls as are allowed, then at the next quarter of an hour', () => {
    const { dueAt } = createMailAllowance({ atOnce: 3, now: () => noon + 1 });
    expect([dueAt(7), dueAt(7), dueAt(7)]).to.deep.equal([null, null, null]);
    expect(dueAt(7)).to.deep.equal(new Date(noon + QUARTER_MS));
    expect(dueAt(8)).to.equal(null);
  });

  it('grows again, one call a second, up to as many as before', () => {
    let now = noon;
    const { dueAt } = createMailAllowance({ atOnce: 3, now: () => now });
    for (let call = 0; call < 10; call += 1) dueAt(7);
    now += 2000;
    expect([dueAt(7), dueAt(7)]).to.deep.equal([null, null]);
    expect(dueAt(7)).to.be.instanceOf(Date);
    now += 3_600_000;
    expect([dueAt(7), dueAt(7), dueAt(7)]).to.deep.equal([null, null, null]);
    expect(dueAt(7)).to.be.instanceOf(Date);
  });

  it('does not grow by many other accounts', () => {
    const { dueAt } = createMailAllowance({ atOnce: 1, now: () => noon });
    for (let actorId = 1; actorId <= 3000; actorId += 1) expect(dueAt(actorId)).to.equal(null);
    expect(dueAt(1)).to.be.instanceOf(Date);
  });

  describe('on a real database', () => {
    let database: TestDatabase;
    before(async () => {
      database = await createTestDatabase('mail allowance');
      await loadOffice(database.knex);
    });
    after(() => database.drop());

    it('delays the mail of creations and reassignments beyond it, and loses none', async () => {
      const { knex } = database;
      const store = createStore(knex, {
        ticketDays: 30,
        mailAllowance: createMailAllowance({ atOnce: 1 }),
        reportFailure(error) {
          throw error;
        },
      });
      const operations = createOperations(store, { emptyInstructions: 'reuse', trustedUserPassword: null });
      const jane = await ticketOf(knex, 'jane.doe');
      // No mail: it does not count.
      await operations.createTask(creation(jane, { sendTaskNotice: false }));
      for (let count = 0; count < 3; count += 1) {
        expect(isRefused(await operations.createTask(creation(jane, { sendTaskNotice: true })))).to.equal(false);
      }
      expect(isRefused(await operations.reassignTask(reassignment(jane)))).to.equal(false);
      await store.stop();

      const notices = (await knex('notices').orderBy(['task_id', 'recipient_id'])) as {
        readonly topic: string;
        readonly send_at: Date;
      }[];
      const delayed = notices.filter(({ send_at: sendAt }) => sendAt.getTime() > Date.now());
      expect(notices.map(({ topic }) => topic).filter((topic) => topic === 'TaskAssigned')).to.have.length(4);
      expect(notices.length - delayed.length).to.equal(1);
      expect(delayed.map(({ topic }) => topic)).to.include('TaskReassigned');
      for (const { send_at: sendAt } of delayed) expect(sendAt.getTime() % QUARTER_MS).to.equal(0);
    });
  });
});
