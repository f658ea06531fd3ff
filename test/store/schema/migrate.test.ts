import { expect } from 'chai';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../src/store/schema/database.ts';
import { migrate, pendingMigrations, readServer, refuseServer } from '../../../src/store/schema/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { rejectionOf } from '../../support/rejection.ts';

describe('migrate', () => {
  let database: TestDatabase;
  let directory: string;

  before(async () => {
    database = await createTestDatabase('migrate');
    directory = await mkdtemp(join(tmpdir(), 'handover-migrations-'));
    await writeFile(join(directory, '0001-people.sql'), `-- Who?\ncreate table people (facts jsonb not null);`);
    await writeFile(
      join(directory, '0002-jane.sql'),
      `insert into people values ('{"name": "Jane"}'), ('{}'); delete from people where not facts ? 'name';`,
    );
  });
  beforeEach(() => database.knex.raw('drop schema public cascade; create schema public'));
  after(async () => {
    await database.drop();
    await rm(directory, { recursive: true });
  });

  it('gives an empty database the model', async () => {
    const { knex } = database;
    const pending = await pendingMigrations(knex);
    expect(pending[0]).to.equal('0001-model');
    expect(await migrate(knex)).to.deep.equal(pending);
    expect(await knex('tasks')).to.deep.equal([]);
    expect(await pendingMigrations(knex)).to.deep.equal([]);
  });

  it('rewrites no row of tasks on the way from the model of twelve migrations, but counts in open chains', async () => {
    const { knex } = database;
    const early = await mkdtemp(join(tmpdir(), 'handover-early-'));
    const present = new URL('../../../migrations/', import.meta.url);
    const names = await pendingMigrations(knex);
    for (const name of names.filter((each) => each < '0013')) {
      await copyFile(new URL(`${name}.sql`, present), join(early, `${name}.sql`));
    }
    await migrate(knex, early);
    await rm(early, { recursive: true });
    await knex.raw(`insert into tasks (id, status) values (1, 'Dropped')`);
    await knex.raw(`insert into tasks (id, status, reassigned_from_id)
                    values (2, 'Reassigned', null), (3, 'Reassigned', 2), (4, 'InProgress', 3), (5, 'Completed', 1)`);
    const file = `select pg_relation_filenode('tasks') as file, (select array_agg(ctid::text) from tasks where id <> 4) as places`;
    const before = (await knex.raw<{ rows: unknown[] }>(file)).rows;
    await migrate(knex);
    expect((await knex.raw<{ rows: unknown[] }>(file)).rows).to.deep.equal(before);
    expect(await knex('tasks').first('holds_step')).to.deep.equal({ holds_step: false });
    expect(await knex('tasks').where('reassignments', '>', 0).select('id', 'reassignments')).to.deep.equal([
      { id: 4, reassignments: 2 },
    ]);
  });

  it('runs every file once, in the order of the numbers, question marks included', async () => {
    const { knex } = database;
    expect(await migrate(knex, directory)).to.deep.equal(['0001-people', '0002-jane']);
    expect(await migrate(knex, directory)).to.deep.equal([]);
    expect(await knex('people')).to.deep.equal([{ facts: { name: 'Jane' } }]);
  });

  it('only looks when asked what is pending', async () => {
    const { knex } = database;
    expect(await pendingMigrations(knex, directory)).to.deep.equal(['0001-people', '0002-jane']);
    expect(await knex.schema.hasTable('knex_migrations')).to.be.false;
  });

  it('lets processes that start together take turns', async () => {
    const pools = Array.from({ length: 4 }, () => connect({ url: database.url, poolSize: 1 }));
    const applied = await Promise.all(pools.map((knex) => migrate(knex, directory)));
    await Promise.all(pools.map((knex) => knex.destroy()));
    expect(applied.flat().sort()).to.deep.equal(['0001-people', '0002-jane']);
    expect(await database.knex('people')).to.have.length(1);
  });

  it('leaves a file that fails without a trace and goes on from there once it is mended', async () => {
    const { knex } = database;
    const bad = join(directory, '0003-bad.sql');
    await writeFile(bad, 'create table half (id int); select 1 / 0;');
    expect((await rejectionOf(migrate(knex, directory))).message).to.include('division by zero');
    expect(await knex.schema.hasTable('half')).to.be.false;
    expect(await pendingMigrations(knex, directory)).to.deep.equal(['0003-bad']);
    await rm(bad);
    expect(await migrate(knex, directory)).to.deep.equal([]);
  });

  it('refuses a database that a newer version has migrated', async () => {
    const { knex } = database;
    await migrate(knex, directory);
    await knex('knex_migrations').insert({ name: '0099-later', batch: 9 });
    expect((await rejectionOf(migrate(knex, directory))).message).to.equal(
      'The database was migrated by a newer version of Handover (0099-later).',
    );
  });

  it('refuses a PostgreSQL older than 13', () => {
    expect(() => refuseServer({ version: 120_022, encoding: 'UTF8' })).to.throw(
      'Handover needs PostgreSQL 13 or newer, and the database server is 12.',
    );
    expect(() => refuseServer({ version: 130_000, encoding: 'UTF8' })).not.to.throw();
  });

  it('refuses a database that counts bytes for characters', async () => {
    const server = await readServer(database.knex);
    expect(() => refuseServer(server)).not.to.throw();
    expect(() => refuseServer({ ...server, encoding: 'SQL_ASCII' })).to.throw(
      "Handover needs a database in UTF8, and this one is in SQL_ASCII: make it with encoding 'UTF8' template template0.",
    );
  });
});

describe('connect', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase('connect');
  });
  after(() => database.drop());

  it('reads times as dates, big numbers and arrays as numbers', async () => {
    const { rows } = await database.knex.raw<{ rows: unknown[] }>(
      `select '2026-02-01 12:00:00+02'::timestamptz as at, 4812::bigint as id, array[1, 2] as ints,
              array[3, null]::bigint[] as bigints`,
    );
    expect(rows).to.deep.equal([{ at: new Date('2026-02-01T10:00:00Z'), id: 4812, ints: [1, 2], bigints: [3, null] }]);
  });

  it('prepares every session', async () => {
    const { rows } = await database.knex.raw<{ rows: unknown[] }>(
      `select current_setting('timezone') as zone, current_setting('plan_cache_mode') as plans,
              current_setting('statement_timeout') as patience, current_setting('application_name') as name`,
    );
    expect(rows).to.deep.equal([{ zone: 'UTC', plans: 'force_generic_plan', patience: '30s', name: 'handover' }]);
  });
});
