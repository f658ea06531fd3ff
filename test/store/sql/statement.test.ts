import { expect } from 'chai';
import { connect } from '../../../src/store/schema/database.ts';
import { execute } from '../../../src/store/sql/statement.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { rejectionOf } from '../../support/rejection.ts';

const ONE = { name: 'one', text: 'select 1 as one' };
const SLOW = { name: 'slow', text: 'select pg_sleep(20)' };

describe('a statement on a real database', () => {
  let database: TestDatabase;

  before(async () => {
    database = await createTestDatabase('statement');
  });

  after(() => database.drop());

  it('is given up when there is no answer in time, and leaves a pool that works', async () => {
    const knex = connect({ url: database.url, poolSize: 1 });
    try {
      const startedAt = performance.now();
      const slow = rejectionOf(execute(knex, SLOW, [], 200));
      const behindIt = [1, 2, 3].map(() => execute(knex, ONE, []));
      expect(await slow).to.have.property('message', 'PostgreSQL has not answered slow within 200 ms');
      expect(await Promise.all(behindIt)).to.deep.equal([[{ one: 1 }], [{ one: 1 }], [{ one: 1 }]]);
      expect(performance.now() - startedAt).to.be.below(10_000);
    } finally {
      await knex.destroy();
    }
  });

  it('is planned for its values each time when it has no name', async () => {
    const knex = connect({ url: database.url, poolSize: 1 });
    try {
      const unnamed = {
        text: 'select $1::int as given, (select count(*)::int from pg_prepared_statements) as prepared',
      };
      expect(await execute(knex, unnamed, [1])).to.deep.equal([{ given: 1, prepared: 0 }]);
      expect(await execute(knex, unnamed, [2])).to.deep.equal([{ given: 2, prepared: 0 }]);
      const slow = await rejectionOf(execute(knex, { text: SLOW.text }, [], 200));
      expect(slow).to.have.property('message', 'PostgreSQL has not answered a statement within 200 ms');
    } finally {
      await knex.destroy();
    }
  });

  it('runs on the connection of a transaction', async () => {
    const trx = await database.knex.transaction();
    await execute(trx, { name: 'make', text: 'create table made_here (id int)' }, []);
    await trx.rollback();
    const rows = await execute(database.knex, { name: 'seek', text: `select to_regclass('made_here') as made` }, []);
    expect(rows).to.deep.equal([{ made: null }]);
  });

  it('fails as PostgreSQL says', async () => {
    const error = await rejectionOf(execute(database.knex, { name: 'wrong', text: 'select 1 / $1::int' }, [0]));
    expect(error).to.include({ message: 'division by zero', code: '22012' });
    expect(await execute(database.knex, ONE, [])).to.deep.equal([{ one: 1 }]);
  });
});
