import { join, resolve } from 'node:path';
import pg from 'pg';
import { sizesFor, ticketOfUser } from './data/data.ts';
import { fill } from './data/fill.ts';
import { memoryOf } from './process-cpu.ts';
import { startScratch } from './targets/scratch.ts';
import { startServer } from './targets/server.ts';

/**
 * The memory a server takes for getTasks over every task there is: `node --import tsx bench/list-memory.ts [TASKS]`.
 */
const CALLER = 1;
const root = resolve(import.meta.dirname, '..');
const tasks = Number(process.argv[2] ?? 200_000);

const scratch = await startScratch();
try {
  await scratch.createDatabase('lists');
  const url = scratch.urlOf('lists');
  const server = await startServer({ root, databaseUrl: url, dataDir: join(scratch.directory, 'server') });
  try {
    await fill(url, sizesFor(tasks), (text) => console.error(text));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client
      .query(`update users set roles = '{administrator}' where id = $1`, [CALLER])
      .finally(() => client.end());

    const ask = async (criteria: string): Promise<{ bytes: number; seconds: number; head: string }> => {
      const query = new URLSearchParams({
        AuthenticationTicket: ticketOfUser(CALLER),
        xmlcriteria: criteria,
        SortBy: 'DueDate',
        AscendingOrder: 'true',
      });
      const startedAt = performance.now();
      const answer = await fetch(`http://${server.host}:${server.port}/srv.asmx/getTasks?${query.toString()}`, {
        headers: { 'Accept-Encoding': 'identity' },
      });
      let bytes = 0;
      let head = '';
      for await (const piece of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
        bytes += piece.length;
        if (head.length < 200) head += Buffer.from(piece).toString('latin1', 0, 200);
      }
      return { bytes, seconds: (performance.now() - startedAt) / 1000, head };
    };

    await ask('<criteria><param NAME="DOCUMENTID" VALUE="1"/></criteria>');
    const before = await memoryOf(server.pid);
    const { bytes, seconds, head } = await ask('<criteria/>');
    const after = await memoryOf(server.pid);
    const count = /taskCount="(\d+)"/.exec(head)?.[1] ?? 'no';
    const mega = (value: number | undefined) => `${Math.round((value ?? Number.NaN) / 2 ** 20)} MB`;
    console.log(
      `getTasks over ${count} tasks: ${mega(bytes)} in ${seconds.toFixed(1)} s; the server took ` +
        `${mega(before?.highest)} before and ${mega(after?.highest)} at the most.`,
    );
  } finally {
    await server.stop();
  }
} finally {
  await scratch.stop();
}
