import { expect } from 'chai';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { migrate, pendingMigrations } from '../../src/store/migrate.ts';

describe('migrate', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase('migrate');
  });
  after(() => database.drop());

  it('has nothing left to do in a test database', async () => {
    expect(await pendingMigrations(database.knex)).to.deep.equal([]);
    expect(await migrate(database.knex)).to.deep.equal([]);
  });
});
