import { expect } from 'chai';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

/** RFC 9562, 5.7: 48 bits of milliseconds, the version, random bits, the variant, random bits. */
const VERSION_7 = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the uuid of a task', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase('uuids');
  });
  after(() => database.drop());

  const createTasks = async (count: number): Promise<string[]> => {
    const { rows } = await database.knex.raw<{ rows: { uuid: string }[] }>(
      `insert into tasks (status) select 'InProgress' from generate_series(1, ?::int) returning uuid`,
      [count],
    );
    return rows.map(({ uuid }) => uuid);
  };

  const millisecond = async (): Promise<number> => {
    const { rows } = await database.knex.raw<{ rows: { now: Date }[] }>('select clock_timestamp() as now');
    return rows[0]?.now.getTime() ?? NaN;
  };

  it('begins with the time of its making, so that new ones stand at the end of their index', async () => {
    const before = await millisecond();
    const [first = ''] = await createTasks(1);
    const after = await millisecond();
    await database.knex.raw('select pg_sleep(0.002)');
    const [second = ''] = await createTasks(1);
    const [, high = '', low = ''] = VERSION_7.exec(first) ?? [];
    expect(parseInt(high + low, 16)).to.be.within(before, after);
    expect([second, first].sort()).to.deep.equal([first, second]);
  });

  it('is one of its own in a batch too', async () => {
    const uuids = await createTasks(1000);
    expect(new Set(uuids)).to.have.property('size', 1000);
    expect(uuids.filter((uuid) => !VERSION_7.test(uuid))).to.deep.equal([]);
  });
});
