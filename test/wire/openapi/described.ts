import { createOperations } from '../../../src/operations/index.ts';
import { createJsonDialects } from '../../../src/server/json-dialects.ts';
import { createStore } from '../../../src/store/index.ts';
import type { JsonDialect } from '../../../src/wire/json/json-dialect.ts';
import { describeDialects, type OpenApiDocument } from '../../../src/wire/openapi/document.ts';
import { createTestDatabase } from '../../support/database.ts';

export const PRODUCT = { name: 'Handover', version: '1.2.3', documentation: null };

/** The JSON dialects as the server makes them, and their description; nothing of them is called. */
export interface Described {
  readonly dialects: readonly JsonDialect[];
  readonly document: OpenApiDocument;
  close(): Promise<void>;
}

export async function describeAll(): Promise<Described> {
  const { knex, drop } = await createTestDatabase('openapi');
  const store = createStore(knex, { ticketDays: 14, reportFailure: () => undefined });
  const policy = { emptyInstructions: 'reuse', trustedUserPassword: null, ticketDays: 14 } as const;
  const dialects = await createJsonDialects(createOperations(store, policy));
  return {
    dialects,
    document: describeDialects(dialects, PRODUCT),
    async close() {
      await store.stop();
      await drop();
    },
  };
}
