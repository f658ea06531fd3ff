import { expect } from 'chai';
import type { Review } from '../../../src/core/completion/document-review.ts';
import { readReviewFacts, writeReview } from '../../../src/store/completion/document-reviews.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ticketOf } from '../office.ts';
import { loadWorkflowOffice } from './workflow-office.ts';

const MANUAL = '/Corporate/Manuals/Manual.pdf';
const REQUIREMENTS = [{ type: 'Comments' }, { type: 'ISOReview' }];

describe('reviews of documents on a real database', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase('reviews');
  });
  afterEach(() => database.drop());

  const mayReview = async (login: string, path = MANUAL) => {
    const credential = await ticketOf(database.knex, login);
    const { document } = await readReviewFacts(database.knex, { credential, documentPath: path });
    return document?.callerHasIsoReviewTask;
  };

  it('are the work of whoever has an open task that requires one, in person or in a team', async () => {
    await loadWorkflowOffice(database.knex, {
      101: { requirements: REQUIREMENTS },
      202: { requirements: REQUIREMENTS, status: 'InProgress' },
      301: { requirements: REQUIREMENTS },
    });
    expect(await mayReview('ann')).to.equal(true);
    expect(await mayReview('ann', MANUAL.toUpperCase())).to.equal(true);
    expect(await mayReview('cid'), 'a member of the team').to.equal(true);
    expect(await mayReview('ben'), 'a task that requires nothing').to.equal(false);
    expect(await mayReview('sue'), 'a task that is not started').to.equal(false);
    expect(await mayReview('ann', '/Corporate/None.pdf')).to.equal(undefined);
  });

  describe('that were decided', () => {
    const review: Review = {
      kind: 'ISO',
      documentId: 10,
      version: 4,
      comment: 'Fine.',
      callerId: 1,
      credentialKind: 'ticket',
      context: { api: 'asmx', requestId: 'request-1' },
    };
    const written = () =>
      database.knex('document_reviews').select('kind', 'user_id', 'version', 'comment', 'request_id');

    it('stand in the log with who, what and how', async () => {
      await loadWorkflowOffice(database.knex);
      expect(await writeReview(database.knex, review)).to.deep.equal({ documentId: 10 });
      expect(await written()).to.deep.equal([
        { kind: 'ISO', user_id: 1, version: 4, comment: 'Fine.', request_id: 'request-1' },
      ]);
    });

    for (const change of [{ version: 5 }, { offline: true }]) {
      it(`are decided again when the document has become ${JSON.stringify(change)}`, async () => {
        await loadWorkflowOffice(database.knex);
        await database.knex('documents').where({ id: 10 }).update(change);
        expect(await writeReview(database.knex, review)).to.equal(null);
        expect(await written()).to.deep.equal([]);
      });
    }
  });
});
