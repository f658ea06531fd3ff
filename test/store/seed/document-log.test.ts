import { expect } from 'chai';
import { loadFixture } from '../../../src/store/seed/load.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const NOW = new Date('2024-04-10T09:00:00Z');
const users = [{ id: 1, login: 'ann' }];
const PATH = '/Corporate/Manual.pdf';

describe('loading who wrote, read and reviewed a document', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase('document_log');
  });
  after(() => database.drop());

  const load = (document: object) =>
    loadFixture(
      database.knex,
      JSON.stringify({ users, documents: [{ id: 10, path: PATH, version: 3, ...document }] }),
      'tasks.json',
      NOW,
    );

  it('names what cannot be', async () => {
    const failure = await rejectionOf(
      load({
        publishedVersion: 4,
        versions: [{ version: 2 }, { version: 5, author: 'nobody' }, { version: 2 }],
        reads: [{ user: 'ann' }, { user: 'ANN', version: 3 }],
        reviews: [{ kind: 'SOX', user: 'nobody' }],
      }),
    );
    expect(failure.message.split('\n').slice(1)).to.have.members([
      "  documents[0].publishedVersion: 4 is later than the document's version 3",
      "  documents[0].versions[1].version: 5 is later than the document's version 3",
      '  documents[0].versions[2]: the same version as versions[0]',
      '  documents[0].reads[1]: the same version as reads[0]',
      '  documents[0].versions[1].author: no user with login "nobody"',
      '  documents[0].reviews[0].user: no user with login "nobody"',
    ]);
  });

  it('keeps what is said, and its defaults', async () => {
    await load({
      publishedVersion: 2,
      versions: [{ version: 2, author: 'ann', at: '-P1D' }, { version: 3 }],
      reads: [{ user: 'ann' }, { user: 'ann', version: 1, at: '-P2D' }],
      reviews: [{ kind: 'ISO', user: 'ann' }],
    });
    const { knex } = database;
    const yesterday = new Date('2024-04-09T09:00:00Z');
    const before = new Date('2024-04-08T09:00:00Z');
    expect(await knex('documents').pluck('published_version')).to.deep.equal([2]);
    expect(await knex('document_versions').orderBy('version')).to.deep.equal([
      { document_id: 10, version: 2, author_id: 1, created_at: yesterday },
      { document_id: 10, version: 3, author_id: null, created_at: NOW },
    ]);
    expect(await knex('document_reads').orderBy('version')).to.deep.equal([
      { document_id: 10, user_id: 1, version: 1, read_at: before },
      { document_id: 10, user_id: 1, version: 3, read_at: NOW },
    ]);
    expect(await knex('document_reviews').select('kind', 'user_id', 'reviewed_at')).to.deep.equal([
      { kind: 'ISO', user_id: 1, reviewed_at: NOW },
    ]);
  });
});
