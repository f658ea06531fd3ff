import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { callsOf } from '../../../src/wire/openapi/page-calls.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startSampleServer, type SampleServer } from '../../support/samples/servers.ts';
import { conformanceOf } from '../openapi/conformance.ts';
import { describeAll, type Described } from '../openapi/described.ts';

/** A call that shows this secret, and what it is told once there were too many. */
interface Row {
  readonly dialect: string;
  readonly path: string;
  /** The same as the description names it. */
  readonly described: string;
  readonly query?: (secret: string) => string;
  readonly headers?: (secret: string) => Readonly<Record<string, string>>;
  /** Whether the secret is a ticket, which may be spelled in several ways. */
  readonly isTicket: boolean;
  readonly body: (requestId: string) => object;
}

const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });

const ROWS: readonly Row[] = [
  {
    dialect: 'maxsight',
    path: '/v5/tasks/4812',
    described: '/v5/tasks/{task_id}',
    headers: (secret) => ({ apiKey: secret }),
    isTicket: false,
    body: () => ({ code: 'RATE_LIMITED', message: 'Too many calls: try again after Retry-After seconds' }),
  },
  {
    dialect: 'worldserver',
    path: '/ws-api/v2/tasks/4812',
    described: '/ws-api/v2/tasks/{taskId}',
    query: (secret) => `?token=${secret}`,
    isTicket: true,
    body: () => ({
      status: 'ERROR',
      errors: [{ code: 429, type: 'TOO_MANY_REQUESTS', message: 'Too many calls, try again in 1 s' }],
    }),
  },
  {
    dialect: 'orkes',
    path: '/api/human/tasks/4812',
    described: '/api/human/tasks/{taskId}',
    headers: (secret) => ({ 'X-Authorization': secret }),
    isTicket: false,
    body: (instance) => ({ status: 429, message: 'Too many calls: try again in 1 s.', instance, retryable: true }),
  },
  {
    dialect: 'box',
    path: '/2.0/tasks/4812',
    described: '/2.0/tasks/{task_id}',
    headers: bearer,
    isTicket: false,
    body: (requestId) => ({
      type: 'error',
      status: 429,
      code: 'too_many_requests',
      message: 'Too many calls: try again later.',
      context_info: null,
      help_url: 'https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors/',
      request_id: requestId,
    }),
  },
  {
    dialect: 'handover',
    path: '/handover/v1/tasks/4812/chain',
    described: '/handover/v1/tasks/{task}/chain',
    headers: bearer,
    isTicket: true,
    body: (requestId) => ({
      type: 'about:blank',
      title: 'Too Many Requests',
      status: 429,
      detail: 'Too many calls with this credential: wait a little.',
      reason: 'too-many-calls',
      requestId,
    }),
  },
];

/** More than are let through at once, also where the test is slow. */
const MANY = 60;

describe('too many calls', () => {
  let database: TestDatabase;
  let server: SampleServer;
  let described: Described;

  before(async () => {
    described = await describeAll();
    database = await createTestDatabase('too_many_calls');
    server = await startSampleServer(database.knex, { RATE_PER_SECOND: '1' });
  });
  after(async () => {
    await server.stop();
    await database.drop();
    await described.close();
  });

  const call = ({ path, query, headers }: Row, secret: string) =>
    fetch(`http://127.0.0.1:${server.port}${path}${query?.(secret) ?? ''}`, {
      headers: { 'X-Request-Id': 'r-1', ...headers?.(secret) },
    });

  /** The first answer that says it was one too many. */
  async function refusalOf(row: Row, spell: (calls: number) => string): Promise<Response> {
    for (let calls = 0; calls < MANY; calls++) {
      const answer = await call(row, spell(calls));
      if (answer.status === 429) return answer;
      expect(answer.status).to.equal(401);
      await answer.text();
    }
    throw new Error(`none of ${MANY} calls was one too many`);
  }

  for (const row of ROWS) {
    it(`are told so by ${row.dialect} in its own form, as it is described`, async () => {
      const secret = row.isTicket ? randomUUID() : `key-${row.dialect}`;
      const answer = await refusalOf(row, () => secret);
      expect(answer.headers.get('retry-after')).to.equal('1');
      const body: unknown = await answer.json();
      expect(body).to.deep.equal(row.body('r-1'));

      const operation = callsOf(described.document, row.dialect).find(
        ({ path, method }) => path === row.described && method === 'GET',
      );
      if (!operation) throw new Error(`${row.described} is not described`);
      const type = answer.headers.get('content-type') ?? '';
      expect(conformanceOf(described.document).answer(body, operation, { status: '429', type })).to.equal('');

      const other = await call(row, row.isTicket ? randomUUID() : 'another-key');
      expect(other.status).to.equal(401);
      await other.text();
    });

    if (row.isTicket)
      it(`are counted by ${row.dialect} however the ticket is spelled`, async () => {
        const ticket = randomUUID();
        const spellings = [ticket, ticket.toUpperCase(), ticket.replaceAll('-', ''), `{${ticket}}`, `(${ticket})`];
        const shown = new Map<string, number>();
        await refusalOf(row, (calls) => {
          const spelling = spellings[calls % spellings.length] ?? ticket;
          shown.set(spelling, (shown.get(spelling) ?? 0) + 1);
          return spelling;
        });
        expect(Math.max(...shown.values())).to.be.lessThan(10);
      });
  }
});
