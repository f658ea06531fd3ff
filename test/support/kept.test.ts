import { expect } from 'chai';
import { loadOffice } from '../store/office.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { keepDatabase, type KeptDatabase } from './kept.ts';

const TASK_AND_NOTICE = `
  insert into tasks (status, assignee_id, document_id) values ('InProgress', 12, 1024);
  insert into notices (task_id, topic, recipient_id) values (4812, 'TaskAssigned', 12)`;

describe('a kept database', () => {
  let database: TestDatabase;
  let kept: KeptDatabase;

  before(async () => {
    database = await createTestDatabase('kept');
    await loadOffice(database.knex);
    kept = await keepDatabase(database);
  });
  after(() => database.drop());

  /** Kept and counted beside each other: the tables that follow from tasks are put right too. */
  const everything = () =>
    Promise.all(
      ['users', 'tasks', 'open_tasks', 'task_attachments', 'redirections', 'notices'].map((table) =>
        database
          .knex(table)
          .select(database.knex.raw('to_jsonb(??)', [table]))
          .orderBy(1),
      ),
    );

  const writes: [string, string, readonly string[]][] = [
    ['new rows', TASK_AND_NOTICE, ['notices', 'tasks']],
    ['new values', `update users set login = 'jane.roe' where id = 12`, ['users']],
    ['removed rows', 'delete from tasks where id = 4812', ['task_attachments', 'tasks']],
    ['an emptied table', 'truncate redirections', ['redirections']],
  ];
  for (const [what, statement, tables] of writes) {
    it(`tells of ${what}, and holds what it held again`, async () => {
      const before = await everything();
      await database.knex.raw(statement);
      const found = await kept.differences();
      expect(new Set(found.map(({ table }) => table))).to.deep.equal(new Set(tables));
      await kept.restore();
      expect(await kept.differences()).to.deep.equal([]);
      expect(await everything()).to.deep.equal(before);
    });
  }

  it('gives the next row the id that it would have given', async () => {
    const add = () => database.knex('tasks').insert({ status: 'InProgress' }).returning<{ id: number }[]>('id');
    const first = await add();
    await kept.restore();
    expect(await add()).to.deep.equal(first);
    await kept.restore();
  });
});
