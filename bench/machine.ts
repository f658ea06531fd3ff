import { arch, cpus, release, totalmem, type } from 'node:os';
import pg from 'pg';

export interface Machine {
  readonly processors: string;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly postgresql: string;
  /** ms; the median of commits one after the other: what its disk promises and takes for it. */
  readonly commitMs: number;
}

const COMMITS = 100;

export async function describeMachine(databaseUrl: string): Promise<Machine> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
    return {
      processors: `${cpus().length} × ${cpus()[0]?.model.trim() ?? arch()}`,
      memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
      system: `${type()} ${release()}`,
      node: `Node ${process.versions.node}`,
      postgresql: `PostgreSQL ${rows[0]?.version ?? '?'}`,
      commitMs: await medianCommit(client),
    };
  } finally {
    await client.end();
  }
}

async function medianCommit(client: pg.Client): Promise<number> {
  await client.query('create table bench_commits (n int)');
  const times: number[] = [];
  for (let n = 0; n < COMMITS; n += 1) {
    const startedAt = performance.now();
    await client.query('insert into bench_commits values (1)');
    times.push(performance.now() - startedAt);
  }
  await client.query('drop table bench_commits');
  return times.sort((one, other) => one - other)[COMMITS / 2] ?? Number.NaN;
}
