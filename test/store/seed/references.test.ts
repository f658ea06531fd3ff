import { expect } from 'chai';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { loadOffice } from '../office.ts';

describe('what tasks refer to', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase('references');
    await loadOffice(database.knex);
  });
  after(() => database.drop());

  for (const table of ['users', 'teams', 'documents', 'workflows']) {
    it(`cannot be removed from ${table}, nor get another number`, async () => {
      const { knex } = database;
      expect(await rejectionOf(knex(table).delete())).to.match(/cannot be removed or renumbered: tasks may name it/);
      expect(await rejectionOf(knex(table).update({ id: knex.raw('id + 1000') }))).to.match(/cannot be removed/);
    });
  }

  it('takes a removed task’s attachments along', async () => {
    const { knex } = database;
    expect(await knex('task_attachments').where({ task_id: 4812 })).to.have.length(1);
    await knex('tasks').where({ id: 4812 }).delete();
    expect(await knex('task_attachments').where({ task_id: 4812 })).to.deep.equal([]);
  });
});
