import { expect } from 'chai';
import type { Caller } from '../../../src/core/access/caller.ts';
import type { Right } from '../../../src/core/access/rights.ts';
import {
  decideDocumentNote,
  type DocumentEvent,
  type DocumentNoteFacts,
  type NotedDocument,
} from '../../../src/core/completion/document-note.ts';
import { isRefused, refused } from '../../../src/core/refusal.ts';

const now = new Date('2024-04-01T12:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const document: NotedDocument = {
  id: 1024,
  version: 3,
  publishedVersion: 2,
  isRead: false,
  isReviewed: false,
  written: null,
};
const integration = (...rights: Right[]): Caller => ({
  id: 30,
  roles: [],
  key: { id: 1, name: 'dms', rights, actsForAnother: false },
});
const facts: DocumentNoteFacts = {
  now,
  caller: integration('documents'),
  document,
  person: { id: 12, login: 'jane.doe' },
};
const READ: DocumentEvent = { kind: 'read', by: 'jane.doe', version: null };
const WRITTEN: DocumentEvent = { kind: 'written', by: 'jane.doe', version: 4 };
const PUBLISHED: DocumentEvent = { kind: 'published', version: 3 };
const REVIEWED: DocumentEvent = {
  kind: 'reviewed',
  by: 'jane.doe',
  version: null,
  review: 'ISO',
  comment: ' Fine.\r\n',
};

const decided = (event: DocumentEvent, more: Partial<DocumentNoteFacts> = {}, at = now) =>
  decideDocumentNote(
    {
      credential: { kind: 'api-key', secret: 'secret' },
      context: { api: 'handover', requestId: 'r1' },
      operation: 'note',
      event,
      at,
    },
    { ...facts, ...more },
  );
const outcomeOf = (...given: Parameters<typeof decided>) => {
  const plan = decided(...given);
  if (isRefused(plan)) return plan.refused;
  return 'unchanged' in plan ? 'unchanged' : plan.sentence;
};
const known = (more: Partial<NotedDocument>) => ({ document: { ...document, ...more } });

describe('deciding on what is told of a document', () => {
  const rows: [string, Parameters<typeof decided>, string][] = [
    ['a read of the newest version', [READ], 'Version 3 was read by jane.doe'],
    ['a read of an older one', [{ ...READ, version: 1 }], 'Version 1 was read by jane.doe'],
    ['a new version', [WRITTEN], 'Version 4 was written by jane.doe'],
    ['an old version without an author', [{ ...WRITTEN, version: 2 }], 'Version 2 was written by jane.doe'],
    ['a publication, which names nobody', [PUBLISHED, { person: null }], 'Version 3 was published'],
    ['a review with its words', [REVIEWED], 'Version 3 was reviewed (ISO) by jane.doe: Fine.'],
    ['an administrator', [READ, { caller: { id: 2, roles: ['administrator'] } }], 'Version 3 was read by jane.doe'],
    ['a clock that goes a little ahead', [READ, {}, later(5)], 'Version 3 was read by jane.doe'],
    ['the same read', [READ, known({ isRead: true })], 'unchanged'],
    ['the same version', [WRITTEN, known({ version: 4, written: { authorId: 12 } })], 'unchanged'],
    ['the same publication', [PUBLISHED, known({ publishedVersion: 3 })], 'unchanged'],
    ['the same review', [REVIEWED, known({ isReviewed: true })], 'unchanged'],
    ['whoever is not let in', [READ, { caller: refused('ticket-invalid') }], 'ticket-invalid'],
    ['a key for other things', [READ, { caller: integration('edit', 'complete') }], 'access-denied'],
    ['somebody who tells of himself', [READ, { caller: { id: 12, roles: ['userManager'] } }], 'access-denied'],
    ['an unknown document', [READ, { document: null }], 'document-not-found'],
    ['an unknown person', [READ, { person: null }], 'user-not-found'],
    ['what is still to come', [READ, {}, later(6)], 'moment-ahead'],
    ['a read of a version that is not there', [{ ...READ, version: 4 }], 'version-not-found'],
    ['a publication of one', [{ ...PUBLISHED, version: 4 }], 'version-not-found'],
    ['a review of one', [{ ...REVIEWED, version: 4 }], 'version-not-found'],
    ['another author of a version', [WRITTEN, known({ version: 4, written: { authorId: 9 } })], 'version-known'],
  ];
  for (const [sentence, given, outcome] of rows) {
    it(`answers ${outcome} to ${sentence}`, () => expect(outcomeOf(...given)).to.equal(outcome));
  }

  it('says which requirements it has to do with', () => {
    const meets = [READ, WRITTEN, PUBLISHED, REVIEWED].map((event) => {
      const plan = decided(event);
      return 'meets' in plan ? plan.meets : [];
    });
    expect(meets).to.deep.equal([
      ['LastestVersionRead', 'PublishedVersionRead'],
      ['Edit', 'LastestVersionRead'],
      ['PublishedVersionRead'],
      ['ISOReview'],
    ]);
  });
});
