import { mkdir } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../../src/store/embedded/start.ts';

/** A PostgreSQL that a server reaches through a door. */
export interface Door {
  /** For DATABASE_URL. */
  readonly url: string;
  /** Breaks every connection off and takes no new one, until it is opened again. */
  readonly shut: () => void;
  readonly open: () => void;
  /** Runs `during` while nobody can read a table. It is told how to wait until so many wait for that. */
  readonly locking: (
    table: string,
    during: (areWaiting: (count: number) => Promise<void>) => Promise<void>,
  ) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts it below a directory that PostgreSQL's account can enter. */
export async function openDoor(directory: string): Promise<Door> {
  const embedded = await startEmbedded({ dataDirectory: join(directory, 'behind') });
  const { host, port } = embedded.connection;
  const socket = `.s.PGSQL.${port}`;
  const through = new Set<Socket>();
  let isShut = false;
  const door = createServer((outside) => {
    outside.on('error', () => undefined);
    if (isShut) return outside.destroy();
    const inside = connect(join(host, socket)).on('error', () => outside.destroy());
    through.add(outside);
    outside.on('close', () => {
      through.delete(outside);
      inside.destroy();
    });
    inside.on('close', () => outside.destroy());
    outside.pipe(inside).pipe(outside);
  });
  const front = join(directory, 'door');
  await mkdir(front);
  await new Promise<void>((resolve) => door.listen(join(front, socket), resolve));
  return {
    url: embedded.url.replace(encodeURIComponent(host), encodeURIComponent(front)),
    shut() {
      isShut = true;
      for (const each of through) each.destroy();
    },
    open: () => (isShut = false),
    async locking(table, during) {
      const client = new pg.Client({ connectionString: embedded.url });
      await client.connect();
      try {
        await client.query(`begin; lock table ${table} in access exclusive mode`);
        await during(async (count) => {
          const waiting = `select count(*)::int as waiting from pg_locks where relation = '${table}'::regclass and not granted`;
          while (((await client.query<{ waiting: number }>(waiting)).rows[0]?.waiting ?? 0) < count);
        });
      } finally {
        await client.end();
      }
    },
    async stop() {
      await new Promise((resolve) => door.close(resolve));
      await embedded.stop();
    },
  };
}
