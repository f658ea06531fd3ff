import { expect } from 'chai';
import pg from 'pg';
import { copyRows, type Row } from '../../bench/data/copy.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rejectionOf } from '../support/rejection.ts';

describe('COPY of rows made here', () => {
  let database: TestDatabase;
  let client: pg.Client;

  before(async () => {
    database = await createTestDatabase('copy');
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });

  after(async () => {
    await client.end();
    await database.drop();
  });

  beforeEach(() => client.query('create table copied (n int primary key, line text)'));
  afterEach(() => client.query('drop table copied'));

  const copied = async (): Promise<unknown[]> => (await client.query<Row>('select n, line from copied')).rows;

  it('keeps every text as it is', async () => {
    const lines = ['a\tb', 'a\nb', 'a\r\nb', 'C:\\new\\table', '\\N', '\\.', '', 'é 😀 "quoted"'];
    const row = (n: number): Row => ({ n, line: lines[n - 1] ?? '' });
    await copyRows(client, { table: 'copied', count: lines.length, row });
    expect(await copied()).to.deep.equal(lines.map((line, index) => ({ n: index + 1, line })));
  });

  it('leaves out no row between two writes, and none at the ends of a part', async () => {
    const rows = { table: 'copied', count: 9000, row: (n: number): Row => ({ n, line: 'x'.repeat(500) }) };
    await copyRows(client, rows, 1, 4001);
    await copyRows(client, rows, 4002, 9000);
    expect((await copied()).map((row) => (row as Row).n)).to.deep.equal(Array.from({ length: 9000 }, (_, i) => i + 1));
  });

  it('says what PostgreSQL refuses, and keeps nothing of it', async () => {
    const rows = { table: 'copied', count: 9000, row: (n: number): Row => ({ n: n % 8000, line: 'twice' }) };
    expect(await rejectionOf(copyRows(client, rows))).to.have.property('code', '23505');
    expect(await copied()).to.deep.equal([]);
  });

  it('ends with the error of a row that cannot be made, and keeps nothing', async () => {
    const row = (n: number): Row => {
      if (n === 9000) throw new Error('no such row');
      return { n, line: '' };
    };
    expect(await rejectionOf(copyRows(client, { table: 'copied', count: 9000, row }))).to.have.property(
      'message',
      'no such row',
    );
    expect(await copied()).to.deep.equal([]);
  });
});
