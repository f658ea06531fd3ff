import { once } from 'node:events';
import { chmod, mkdir } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import type { Scratch } from './targets/scratch.ts';

/** Stands between a server and PostgreSQL and counts how often the server asks and waits for the answer. */
export interface ExchangeCounter {
  /** How to reach a database through it. */
  readonly urlOf: (database: string) => string;
  /** Exchanges since the start, by the name of the prepared statement or the text of the simple query. */
  readonly counts: () => ReadonlyMap<string, number>;
  readonly close: () => void;
}

export async function countExchanges({ directory, host, port, user, password }: Scratch): Promise<ExchangeCounter> {
  const counts = new Map<string, number>();
  const socketName = `.s.PGSQL.${port}`;
  // As hard to reach as PostgreSQL's own socket.
  const ours = join(directory, 'counted');
  await mkdir(ours);
  await chmod(ours, 0o700);

  const server = createServer((client) => {
    const upstream = connect(join(host, socketName));
    const read = messageReader((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
    client.on('data', (chunk: Buffer) => {
      read(chunk);
      upstream.write(chunk);
    });
    upstream.pipe(client);
    client.on('close', () => upstream.destroy()).on('error', () => undefined);
    upstream.on('close', () => client.destroy()).on('error', () => undefined);
  });
  server.listen(join(ours, socketName));
  await once(server, 'listening');
  const who = `${user}:${encodeURIComponent(password)}`;
  return {
    urlOf: (database) => `postgresql://${who}@/${database}?host=${encodeURIComponent(ours)}&port=${port}`,
    counts: () => new Map(counts),
    close: () => void server.close(),
  };
}

const BIND = 'B'.charCodeAt(0);
const QUERY = 'Q'.charCodeAt(0);
const SYNC = 'S'.charCodeAt(0);

/** Reads the client's side of protocol 3.0 ("Message Formats"): an exchange ends with a Sync, or is a simple Query. */
function messageReader(exchanged: (statement: string) => void): (chunk: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  let started = false;
  let statement = '';
  return (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (;;) {
      // Only the first message, StartupMessage, has no type.
      const lengthAt = started ? 1 : 0;
      if (pending.length < lengthAt + 4) return;
      const end = lengthAt + pending.readInt32BE(lengthAt);
      if (pending.length < end) return;
      const type = started ? pending[0] : undefined;
      if (type === BIND) statement = secondText(pending.subarray(lengthAt + 4, end));
      if (type === QUERY) exchanged(pending.toString('utf8', lengthAt + 4, end - 1).trim());
      if (type === SYNC) exchanged(statement);
      started = true;
      pending = pending.subarray(end);
    }
  };
}

/** Bind names a portal, then the statement. */
function secondText(body: Buffer): string {
  const start = body.indexOf(0) + 1;
  return body.toString('utf8', start, body.indexOf(0, start));
}
