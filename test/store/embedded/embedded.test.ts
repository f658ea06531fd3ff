import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, lchown, lstat, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { DataDirectoryInUse, EmbeddedStartFailed } from '../../../src/store/embedded/failure.ts';
import { readPostmaster } from '../../../src/store/embedded/postmaster.ts';
import { findProcess } from '../../../src/store/embedded/process-table.ts';
import { type Embedded, type EmbeddedOptions, findEmbedded, startEmbedded } from '../../../src/store/embedded/start.ts';
import { cloneEmbedded } from '../../support/clone.ts';
import { ensureCompiled } from '../../support/compiled.ts';
import { makeDatabaseDirectory } from '../../support/database-directory.ts';
import { rejectionOf } from '../../support/rejection.ts';

const START = new URL('../../../dist/store/embedded/start.js', import.meta.url).href;
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Durable settings stay where a crash is what is tested. */
const FAST = { fsync: 'off', full_page_writes: 'off' };

/** Starts the database in a process of its own, which then waits for its end of input or its end. */
const CHILD = `
  const { startEmbedded } = await import(process.argv[1]);
  process.on('SIGINT', () => console.log('interrupted'));
  const { url, directory, stop } = await startEmbedded(JSON.parse(process.argv[2]));
  console.log(JSON.stringify({ url, directory }));
  process.stdin.resume().on('end', () => (process.argv[3] === 'exit' ? process.exit(3) : stop()));
`;

const children: ChildProcess[] = [];

async function startElsewhere(options: EmbeddedOptions, { module = START, atEnd = 'stop' } = {}) {
  const args = ['--input-type=module', '--eval', CHILD, module, JSON.stringify(options), atEnd];
  const child = spawn(process.execPath, args, { cwd: ROOT, detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const readLine = async () => String((await lines.next()).value);
  children.push(child);
  const exited = once(child, 'exit');
  const started = JSON.parse(await readLine()) as Pick<Embedded, 'url' | 'directory'>;
  return { ...started, pid: Number(child.pid), readLine, exited, end: () => child.stdin.end() };
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** How the server is set up and where it lies depend on who asks for it. */
const asRoot = process.getuid?.() === 0;

describe('startEmbedded', () => {
  let home: string;
  /** Where programs can be linked to and run, which in memory they may not. */
  let clones: string;
  let dataDirectory: string;
  let umask: number;
  let embedded: Embedded | undefined;

  before(async () => {
    ensureCompiled();
    // Under a tighter one root's database moves to the system's directory, which is a test of its own.
    umask = process.umask(0o022);
    home = await makeDatabaseDirectory('embedded');
    clones = await mkdtemp(join(tmpdir(), 'handover-embedded-'));
    await chmod(clones, 0o755);
    dataDirectory = join(home, 'data');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await embedded?.stop();
    embedded = undefined;
  });
  after(async () => {
    process.umask(umask);
    for (const directory of [home, clones]) await rm(directory, { recursive: true });
  });

  it('makes a database without a network port, whatever a crash had left half made', async () => {
    await mkdir(join(dataDirectory, 'cluster.partial-999999999-x'), { recursive: true });
    embedded = await startEmbedded({ dataDirectory, settings: FAST });
    const settings = await query(
      embedded.url,
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('listen_addresses') as tcp,
              current_setting('server_encoding') as encoding, current_database() as database, lower('ÄÉЖ') as lower`,
    );
    expect(settings).to.deep.equal([{ version: 18, tcp: '', encoding: 'UTF8', database: 'handover', lower: 'äéж' }]);
    expect((await stat(embedded.connection.host)).mode & 0o777).to.equal(0o700);
    expect((await readdir(dataDirectory)).sort()).to.deep.equal(['cluster', 'password', 'postgres.log']);
  });

  it('lets nobody in without the password, which nobody else can read', async () => {
    embedded = await startEmbedded({ dataDirectory, settings: FAST });
    expect((await stat(join(dataDirectory, 'password'))).mode & 0o777).to.equal(0o600);
    const { password } = embedded.connection;
    expect(password).to.have.length(32);
    const without = embedded.url.replace(`:${password}@`, '@');
    expect((await rejectionOf(query(without, 'select'))).message).to.include('password');
    const other = embedded.url.replace(`:${password}@`, ':guess@');
    expect(await rejectionOf(query(other, 'select'))).to.include({ code: '28P01' });
    const rules = 'select type, user_name as who, auth_method as how from pg_hba_file_rules order by rule_number';
    expect(await query(embedded.url, rules)).to.deep.equal([
      { type: 'local', who: ['handover'], how: 'scram-sha-256' },
      { type: 'host', who: ['all'], how: 'reject' },
    ]);
  });

  it('keeps the data and leaves nothing running and nothing in the temporary directory', async () => {
    const first = await startEmbedded({ dataDirectory, settings: FAST });
    await query(first.url, 'create table kept (id int); insert into kept values (4812)');
    const pid = (await readPostmaster(first.directory))?.pid;
    await first.stop();
    await first.stop();
    expect(await findProcess(Number(pid))).to.be.null;
    expect(await stat(first.connection.host).catch(() => null)).to.be.null;

    embedded = await startEmbedded({ dataDirectory, settings: FAST });
    expect(await query(embedded.url, 'select id from kept')).to.deep.equal([{ id: 4812 }]);
  });

  it('refuses a data directory that another process serves, and finds its database', async () => {
    expect(await findEmbedded(dataDirectory)).to.be.null;
    const other = await startElsewhere({ dataDirectory, settings: FAST });
    const error = await rejectionOf(startEmbedded({ dataDirectory, settings: FAST }));
    expect(error).to.be.instanceOf(DataDirectoryInUse);
    expect(error.message).to.equal(`The data directory ${dataDirectory} is in use by process ${other.pid}.`);

    expect((await findEmbedded(dataDirectory))?.url).to.equal(other.url);
    other.end();
    await other.exited;
  });

  it('lets one of two win that start at once on an empty directory', async () => {
    const empty = join(home, 'empty');
    const starts = await Promise.allSettled([1, 2].map(() => startEmbedded({ dataDirectory: empty, settings: FAST })));
    embedded = starts.find((start) => start.status === 'fulfilled')?.value;
    expect(await query(String(embedded?.url), 'select 1 as one')).to.deep.equal([{ one: 1 }]);
    const lost: unknown = starts.find((start) => start.status === 'rejected')?.reason;
    expect(lost).to.be.instanceOf(DataDirectoryInUse);
    expect((await readdir(empty)).sort()).to.deep.equal(['cluster', 'password', 'postgres.log']);
  });

  it('outlives the Ctrl-C of a terminal until it is stopped', async () => {
    const other = await startElsewhere({ dataDirectory, settings: FAST });
    process.kill(-other.pid, 'SIGINT');
    expect(await other.readLine()).to.equal('interrupted');
    expect(await query(other.url, 'select id from kept')).to.deep.equal([{ id: 4812 }]);
    other.end();
    expect(await other.exited).to.deep.equal([0, null]);
  });

  it('recovers from a killed process without losing what was committed', async () => {
    const other = await startElsewhere({ dataDirectory });
    await query(other.url, 'insert into kept values (4813)');
    const orphan = Number((await readPostmaster(other.directory))?.pid);
    process.kill(other.pid, 'SIGKILL');
    await other.exited;
    expect(await findProcess(orphan)).not.to.be.null;

    embedded = await startEmbedded({ dataDirectory, settings: FAST });
    expect(await query(embedded.url, 'select id from kept order by id')).to.deep.equal([{ id: 4812 }, { id: 4813 }]);
    expect(await findProcess(orphan)).to.be.null;
    expect(await stat(String(new URL(other.url.replace('@/', '@x/')).searchParams.get('host'))).catch(() => null)).to.be
      .null;
  });

  it('is not kept from starting by a process that has the number of one long gone', async () => {
    await writeFile(join(dataDirectory, 'cluster', 'postmaster.pid'), `${process.pid}\n`);
    embedded = await startEmbedded({ dataDirectory, settings: FAST });
    expect(await query(embedded.url, 'select count(*)::int as count from kept')).to.deep.equal([{ count: 2 }]);
  });

  it('ends with a process that exits without stopping it', async () => {
    const other = await startElsewhere({ dataDirectory, settings: FAST }, { atEnd: 'exit' });
    const pid = Number((await readPostmaster(other.directory))?.pid);
    other.end();
    expect(await other.exited).to.deep.equal([3, null]);
    while (await findProcess(pid)) await delay(20);
  });

  it('says why PostgreSQL did not start', async () => {
    const error = await rejectionOf(startEmbedded({ dataDirectory, settings: { shared_buffers: 'plenty' } }));
    expect(error).to.be.instanceOf(EmbeddedStartFailed);
    expect(error.message).to.include(`PostgreSQL did not start in ${dataDirectory}/cluster`);
    expect((error as EmbeddedStartFailed).detail).to.match(/FATAL: .*"shared_buffers": "plenty"$/m);
  });

  it('says that the data directory cannot be made, also where Node would try for ever', async () => {
    const places = [
      join(START.slice('file://'.length), 'data'),
      ...(process.platform === 'linux' ? ['/proc/x/y'] : []),
    ];
    for (const place of places) {
      const error = await rejectionOf(startEmbedded({ dataDirectory: place, settings: FAST }));
      expect(error.message).to.equal(`The data directory ${place} cannot be made.`);
    }
  });

  it('makes the data directory with those above it', async () => {
    const deep = join(home, 'some', 'where', 'deep');
    embedded = await startEmbedded({ dataDirectory: deep, settings: FAST });
    expect(await readdir(deep)).to.include('cluster');
  });

  it('gives a password to data from before there was one, and keeps them', async () => {
    const first = await startEmbedded({ dataDirectory, settings: FAST });
    const count = await query(first.url, 'select count(*)::int as count from kept');
    await query(first.url, 'alter role handover password null');
    await first.stop();
    await rm(join(dataDirectory, 'password'));
    const trusting = 'local all all trust\nhost all all 127.0.0.1/32 trust\nhost all all ::1/128 trust\n';
    await writeFile(join(dataDirectory, 'cluster', 'pg_hba.conf'), trusting);

    embedded = await startEmbedded({ dataDirectory, settings: FAST });
    expect(await query(embedded.url, 'select count(*)::int as count from kept')).to.deep.equal(count);
    const without = embedded.url.replace(`:${embedded.connection.password}@`, '@');
    expect((await rejectionOf(query(without, 'select'))).message).to.include('password');
    await embedded.stop();

    const kept = embedded.connection.password;
    embedded = await startEmbedded({ dataDirectory, settings: FAST });
    expect(embedded.connection.password).to.equal(kept);
  });

  it('sets the password anew where it is another one than the file says', async () => {
    for (const file of ['the-one-of-another-database\n', '', "it's none"]) {
      await writeFile(join(dataDirectory, 'password'), file, { mode: 0o600 });
      const started = await startEmbedded({ dataDirectory, settings: FAST });
      expect(await query(started.url, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
      await started.stop();
    }
    expect((await stat(join(dataDirectory, 'password'))).mode & 0o777).to.equal(0o600);
  });

  it('refuses data of another major version', async () => {
    const old = join(home, 'old');
    await mkdir(join(old, 'cluster'), { recursive: true });
    await writeFile(join(old, 'cluster', 'PG_VERSION'), '12\n');
    const error = await rejectionOf(startEmbedded({ dataDirectory: old, settings: FAST }));
    expect(error.message).to.match(/was made by PostgreSQL 12 and must be dumped and restored for postgres .* 18\./);
  });

  it('starts from packages installed without their scripts', async () => {
    const module = await cloneEmbedded(join(clones, 'clone'), { installScripts: false });
    const other = await startElsewhere({ dataDirectory: join(clones, 'clone', 'data'), settings: FAST }, { module });
    expect(other.directory).to.equal(join(clones, 'clone', 'data', 'cluster'));
    expect(await query(other.url, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
    other.end();
    await other.exited;
  });

  if (!asRoot) return;

  it('serves root from a clone that nobody else may enter', async function () {
    this.timeout(60_000); // Copies PostgreSQL and starts it three times.
    const locked = join(clones, 'locked');
    await mkdir(locked, { mode: 0o700 });
    const module = await cloneEmbedded(join(locked, 'clone'), { installScripts: true });
    const options = {
      dataDirectory: join(locked, 'clone/data'),
      systemDirectory: join(clones, 'system'),
      settings: FAST,
    };

    const first = await startElsewhere(options, { module });
    await query(first.url, 'create table kept (id int); insert into kept values (4812)');
    first.end();
    await first.exited;
    expect(dirname(first.directory)).to.equal(options.systemDirectory);
    expect((await stat(first.directory)).uid).not.to.equal(0);
    expect((await stat(locked)).mode & 0o777).to.equal(0o700);

    const second = await startElsewhere(options, { module });
    expect(second.directory).to.equal(first.directory);
    expect(await query(second.url, 'select id from kept')).to.deep.equal([{ id: 4812 }]);
    second.end();
    await second.exited;

    await rm(options.dataDirectory, { recursive: true });
    const afresh = await startElsewhere(options, { module });
    expect(await query(afresh.url, `select to_regclass('kept') as kept`)).to.deep.equal([{ kept: null }]);
    afresh.end();
    await afresh.exited;
  });

  it('trusts no directory that another user made', async () => {
    const locked = join(clones, 'locked-too');
    const systemDirectory = join(clones, 'strange');
    await mkdir(locked, { mode: 0o700 });
    await mkdir(systemDirectory);
    await chown(systemDirectory, 65534, 65534);
    const error = await rejectionOf(startEmbedded({ dataDirectory: join(locked, 'data'), systemDirectory }));
    expect(error.message).to.match(/needs a directory it can enter, and none of these will do: .*strange/);
    expect(await readdir(systemDirectory)).to.deep.equal([]);
  });

  it('runs as the owner of the data it finds', async () => {
    const first = await startEmbedded({ dataDirectory, settings: FAST });
    await first.stop();
    await giveAway(first.directory, 65534);
    embedded = await startEmbedded({ dataDirectory, settings: FAST });
    expect((await stat(embedded.connection.host)).uid).to.equal(65534);
    expect(await query(embedded.url, 'select count(*)::int as count from kept')).to.deep.equal([{ count: 2 }]);
  });
});

async function giveAway(path: string, uid: number): Promise<void> {
  await lchown(path, uid, uid);
  if (!(await lstat(path)).isDirectory()) return;
  for (const name of await readdir(path)) await giveAway(join(path, name), uid);
}
