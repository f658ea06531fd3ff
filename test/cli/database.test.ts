import { readdir, rm } from 'node:fs/promises';
import { expect } from 'chai';
import { findDatabase } from '../../src/cli/database.ts';
import { readConfig } from '../../src/config.ts';
import { findEmbedded, startEmbedded } from '../../src/store/embedded/start.ts';
import { makeDatabaseDirectory } from '../support/database-directory.ts';
import { rejectionOf } from '../support/rejection.ts';

describe('the command line without DATABASE_URL', () => {
  let dataDirectory: string;

  const countUsers = async (missing: 'make' | 'refuse' = 'refuse') => {
    const { name, lend } = await findDatabase(readConfig({ DATA_DIR: dataDirectory }), missing);
    const counted = await lend(async (knex, migrated) => ({
      users: (await knex('users')).length,
      migrated: migrated.length > 0,
    }));
    return { name, ...counted };
  };

  before(async () => {
    dataDirectory = await makeDatabaseDirectory('cli');
  });
  after(() => rm(dataDirectory, { recursive: true }));

  it('makes no database by accident', async () => {
    expect((await rejectionOf(countUsers())).message).to.equal(
      `There is no database in ${dataDirectory}, and DATABASE_URL is not set. With --new, migrate and user add make one there.`,
    );
    expect(await readdir(dataDirectory)).to.deep.equal([]);
  });

  it('makes one when it is told, brings its tables up to date and stops it again', async () => {
    const name = `a new embedded one in ${dataDirectory}`;
    expect(await countUsers('make')).to.deep.equal({ name, users: 0, migrated: true });
    expect(await findEmbedded(dataDirectory)).to.be.null;
  });

  it('starts the one that is there', async () => {
    const name = `the embedded one in ${dataDirectory}`;
    expect(await countUsers()).to.deep.equal({ name, users: 0, migrated: false });
  });

  it('uses the embedded database of a running server and leaves it running', async () => {
    const running = await startEmbedded({ dataDirectory });
    try {
      const name = `the embedded one in ${dataDirectory}, of a running server`;
      expect(await countUsers()).to.deep.equal({ name, users: 0, migrated: false });
      expect((await findEmbedded(dataDirectory))?.url).to.equal(running.url);
    } finally {
      await running.stop();
    }
  });
});

describe('the command line with DATABASE_URL', () => {
  const names: [url: string, name: string][] = [
    ['postgresql://somebody:opensesame@db.example.com:5433/tasks', 'tasks on db.example.com:5433 (DATABASE_URL)'],
    ['postgresql://somebody@/tasks?host=/var/run/postgresql', 'tasks on /var/run/postgresql:5432 (DATABASE_URL)'],
  ];
  for (const [url, name] of names) {
    it(`names the database without its secret: ${name}`, async () => {
      expect((await findDatabase(readConfig({ DATABASE_URL: url }), 'refuse')).name).to.equal(name);
    });
  }
});
