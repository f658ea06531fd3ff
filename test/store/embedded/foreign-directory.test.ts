import { expect } from 'chai';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureCluster } from '../../../src/store/embedded/cluster.ts';
import { rejectionOf } from '../../support/rejection.ts';

const NOBODY = 65_534;

/** Nothing is run before the directory is found wanting. */
const NO_BINARIES = { postgres: '', initdb: '', pgCtl: '' };

describe('a data directory that this process may not write to', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'handover-foreign-'));
    await chmod(directory, 0o555);
    // Root may write everywhere.
    if (process.getuid?.() === 0) process.seteuid?.(NOBODY);
  });
  afterEach(async () => {
    if (process.getuid?.() === 0) process.seteuid?.(0);
    await chmod(directory, 0o755);
    await rm(directory, { recursive: true });
  });

  it('is named with its owner, before anything is said to be made', async () => {
    const said: string[] = [];
    const options = { durable: false, passwordFile: '', onMake: () => void said.push('making') };
    const failed = await rejectionOf(ensureCluster(join(directory, 'cluster'), NO_BINARIES, null, options));
    const owner = process.getuid?.() === 0 ? 'root' : `uid ${process.getuid?.()}`;
    expect(failed).to.include({
      name: 'EmbeddedStartFailed',
      message: `The data directory ${directory} belongs to ${owner} and cannot be written to by uid ${process.geteuid?.()}.`,
    });
    expect(said).to.deep.equal([]);
    expect(await readdir(directory)).to.deep.equal([]);
  });
});
