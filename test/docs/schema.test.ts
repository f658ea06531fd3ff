import { expect } from 'chai';
import { readSchema, type Schema } from '../../tools/schema/read-schema.ts';
import { renderSchema } from '../../tools/schema/render-schema.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { codeIn, codeRowsOf, readProject } from './tables.ts';

describe('docs/schema.sql', () => {
  const written = readProject('docs/schema.sql');
  let database: TestDatabase;
  let schema: Schema;

  before(async () => {
    database = await createTestDatabase('schema');
    schema = await readSchema(database.knex);
  });

  after(() => database.drop());

  it('is what the migrations make; npm run schema writes it', () => {
    expect(written).to.equal(renderSchema(schema));
  });

  it('makes the same tables in an empty database', async () => {
    const uuidv7 = await definitionOf('public.uuidv7()');
    await run('drop schema public cascade; create schema public');
    await run([...uuidv7, written].join(';\n'));
    expect(renderSchema(await readSchema(database.knex))).to.equal(written);
  });

  it('has every table and view in docs/data-model.md, once', () => {
    const explained = codeRowsOf(readProject('docs/data-model.md')).flatMap(([cell = '']) => codeIn(cell));
    expect(explained).to.have.members([...schema.tables, ...schema.views].map(({ name }) => name));
  });

  // Knex takes a question mark for a binding.
  const run = async (sql: string): Promise<unknown> => database.knex.raw(sql.replaceAll('?', '\\?'));

  /** Nothing where there is no such function: PostgreSQL 18 brings its own. */
  async function definitionOf(name: string): Promise<string[]> {
    const rows = await database.knex.select<{ definition: string | null }[]>(
      database.knex.raw('pg_get_functiondef(to_regprocedure(?)) as definition', [name]),
    );
    return rows.flatMap(({ definition }) => definition ?? []);
  }
});
