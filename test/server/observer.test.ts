import { Writable } from 'node:stream';
import { expect } from 'chai';
import pino from 'pino';
import { observerOf } from '../../src/server/observer.ts';
import { connect } from '../../src/store/schema/database.ts';
import { execute } from '../../src/store/sql/statement.ts';
import type { Message } from '../../src/wire/dialect.ts';
import { createTestDatabase } from '../support/database.ts';
import { rejectionOf } from '../support/rejection.ts';

const message: Message = {
  method: 'GET',
  path: '/srv.asmx/GetTask',
  query: '',
  headers: {},
  body: Buffer.alloc(0),
  bodyTooLarge: false,
  origin: 'http://localhost',
  client: '192.0.2.7',
  requestId: 'r1',
};
const call = { operation: 'GetTask', binding: 'http-get', outcome: 'done' };
const answer = { status: 200, headers: {}, body: '' };

describe('what the log says of a database that is away', () => {
  let lines: string[];
  let faults: number;

  const observer = () => {
    lines = [];
    faults = 0;
    const written = new Writable({
      write(line: Buffer, _, done) {
        const { msg } = JSON.parse(line.toString()) as { readonly msg?: string };
        if (msg !== undefined) lines.push(msg);
        done();
      },
    });
    const metrics = { answered: () => undefined, failed: () => void (faults += 1) };
    return observerOf(pino(written), metrics, (path) => path, { note: () => undefined })('asmx');
  };
  const AWAY = 'the database is away: every call that needs it fails until it is back';

  it('is one line while nobody listens there, and one more once a caller has been looked up', async () => {
    const nowhere = connect({ url: 'postgresql://handover@127.0.0.1:1/none', poolSize: 1 });
    const refused = await rejectionOf(execute(nowhere, { text: 'select 1' }, []));
    await nowhere.destroy();
    const observed = observer();
    for (let count = 0; count < 3; count++) observed.failed(message, refused, call);
    expect(lines).to.deep.equal([AWAY]);
    observed.answered(message, { ...answer, call: { ...call, operation: 'ServerInfo' } }, 0n);
    expect(lines).to.deep.equal([AWAY]);
    observed.answered(message, { ...answer, call: { ...call, user: 'jane.doe' } }, 0n);
    expect(lines).to.deep.equal([AWAY, 'the database is back']);
    expect(faults).to.equal(3);
  });

  it('is the same when it ends the connections, and not for a statement that fails', async () => {
    const database = await createTestDatabase('observer');
    const one = connect({ url: database.url, poolSize: 1 });
    const [row] = await execute<{ pid: number }>(one, { text: 'select pg_backend_pid() as pid' }, []);
    const held = rejectionOf(execute(one, { text: 'select pg_sleep(20)' }, []));
    await database.knex.raw('select pg_terminate_backend(?)', [row?.pid ?? 0]);
    const ended = await held;
    const wrong = await rejectionOf(execute(database.knex, { text: 'select nothing' }, []));
    await one.destroy();
    await database.drop();

    const observed = observer();
    observed.failed(message, wrong, call);
    observed.failed(message, ended, call);
    observed.failed(message, ended, call);
    expect(lines).to.deep.equal(['a call failed', AWAY]);
  });
});
