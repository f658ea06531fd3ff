import { expect } from 'chai';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDatabase } from '../../src/cli/database.ts';
import { readConfig } from '../../src/config.ts';
import { findEmbedded, startEmbedded } from '../../src/store/embedded/start.ts';

describe('the command line without DATABASE_URL', () => {
  let dataDirectory: string;

  const countUsers = () =>
    withDatabase(readConfig({ DATA_DIR: dataDirectory }), async (knex, migrated) => ({
      users: (await knex('users')).length,
      migrated: migrated.length > 0,
    }));

  before(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), 'handover-cli-'));
    // Root's PostgreSQL runs as another account, which must be able to enter.
    await chmod(dataDirectory, 0o755);
  });
  after(() => rm(dataDirectory, { recursive: true }));

  it('starts the embedded database, brings its tables up to date and stops it again', async () => {
    expect(await countUsers()).to.deep.equal({ users: 0, migrated: true });
    expect(await findEmbedded(dataDirectory)).to.be.null;
  });

  it('uses the embedded database of a running server and leaves it running', async () => {
    const running = await startEmbedded({ dataDirectory });
    try {
      expect(await countUsers()).to.deep.equal({ users: 0, migrated: false });
      expect((await findEmbedded(dataDirectory))?.url).to.equal(running.url);
    } finally {
      await running.stop();
    }
  });
});
