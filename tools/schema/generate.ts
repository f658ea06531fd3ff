import { writeFileSync } from 'node:fs';
import { createTestDatabase, stopTestServer } from '../../test/support/database.ts';
import { readSchema } from './read-schema.ts';
import { renderSchema } from './render-schema.ts';

const database = await createTestDatabase('schema');
writeFileSync(new URL('../../docs/schema.sql', import.meta.url), renderSchema(await readSchema(database.knex)));
await database.drop();
await stopTestServer();
