import knex from 'knex';
import { createOperations } from '../../src/operations/index.ts';
import { createJsonDialects } from '../../src/server/json-dialects.ts';
import { createStore } from '../../src/store/index.ts';
import type { JsonDialect } from '../../src/wire/json/json-dialect.ts';
import { describeDialects, type OpenApiDocument } from '../../src/wire/openapi/document.ts';

/** The JSON dialects as the server makes them, with their description; nothing of them is called, so no database is asked. */
export async function describedDialects(): Promise<{
  readonly dialects: readonly JsonDialect[];
  readonly document: OpenApiDocument;
}> {
  const store = createStore(knex({ client: 'pg' }), { ticketDays: 30, reportFailure: () => undefined });
  const policy = { emptyInstructions: 'reuse', trustedUserPassword: null, ticketDays: 30 } as const;
  const dialects = await createJsonDialects(createOperations(store, policy));
  return { dialects, document: describeDialects(dialects, { name: 'Handover', version: '', documentation: null }) };
}
