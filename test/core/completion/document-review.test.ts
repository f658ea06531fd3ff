import { expect } from 'chai';
import { decideReview, type ReviewFacts, type ReviewRequest } from '../../../src/core/completion/document-review.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import { nobody, outcomeOf, planOf, request } from '../tasks/one-task.ts';

const { credential, context } = request;
const asked: ReviewRequest = { credential, context, documentPath: '/Corporate/Legal/Contract.pdf', comment: 'Fine.' };
const document = { id: 1024, version: 3, offline: false, callerHasIsoReviewTask: true };
const facts: ReviewFacts = { caller: { id: 12, roles: [] }, document };
const withoutTask = { document: { ...document, callerHasIsoReviewTask: false } };

for (const kind of ['ISO', 'SOX'] as const) {
  describe(`deciding on a review for ${kind}`, () => {
    const decide = (more: Partial<ReviewRequest> = {}, otherwise: Partial<ReviewFacts> = {}) =>
      decideReview(kind)({ ...asked, ...more }, { ...facts, ...otherwise });

    it('plans a line about the newest version', () =>
      expect(decide()).to.deep.equal({
        kind,
        documentId: 1024,
        version: 3,
        comment: 'Fine.',
        callerId: 12,
        credentialKind: 'ticket',
        context,
      }));

    const taskless: Refusal | 'done' = kind === 'ISO' ? 'review-task-missing' : 'done';
    const rows: [string, Partial<ReviewRequest>, Partial<ReviewFacts>, Refusal | 'done'][] = [
      [
        'refuses nobody before it says whether the document exists',
        { credential: nobody },
        { document: null },
        'anonymous',
      ],
      ['refuses a dead ticket before it', {}, { caller: null, document: null }, 'ticket-invalid'],
      ['refuses an unknown document', {}, { document: null }, 'document-not-found'],
      [`answers ${taskless} to who has no task`, {}, withoutTask, taskless],
      [
        `answers ${taskless} to an administrator who has none`,
        {},
        { ...withoutTask, caller: { id: 2, roles: ['administrator'] } },
        taskless,
      ],
      ['refuses while the document is offline', {}, { document: { ...document, offline: true } }, 'document-offline'],
      [
        'looks at the task before that',
        {},
        { document: { ...document, offline: true, callerHasIsoReviewTask: false } },
        kind === 'ISO' ? 'review-task-missing' : 'document-offline',
      ],
      ['accepts an empty text', { comment: '' }, {}, 'done'],
    ];
    for (const [sentence, more, otherwise, expected] of rows) {
      it(sentence, () => expect(outcomeOf(decide(more, otherwise))).to.equal(expected));
    }

    it('stores the text without the white space around it', () =>
      expect(planOf(decide({ comment: '  one\r\ntwo\t' })).comment).to.equal('one\ntwo'));
  });
}
