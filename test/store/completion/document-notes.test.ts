import { expect } from 'chai';
import type { DocumentNote } from '../../../src/core/completion/document-note.ts';
import { writeDocumentNote } from '../../../src/store/completion/document-notes.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { loadWorkflowOffice } from './workflow-office.ts';

describe('notes about documents on a real database', () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase('document_notes');
    await loadWorkflowOffice(database.knex, { 101: { requirements: [{ type: 'PublishedVersionRead' }] } });
  });
  after(() => database.drop());

  it('stand in history once, also where two calls were decided before either was written', async () => {
    const note: DocumentNote = {
      documentId: 10,
      seenVersion: 4,
      event: { kind: 'published', version: 4 },
      version: 4,
      personId: null,
      at: new Date('2026-11-27T09:30:00Z'),
      meets: ['PublishedVersionRead'],
      sentence: 'Version 4 was published',
      operation: 'notePublication',
      callerId: 1,
      key: null,
      credentialKind: 'ticket',
      context: { api: 'handover', requestId: 'request-1' },
    };
    expect(await writeDocumentNote(database.knex, note)).to.deep.equal({ taskIds: [101] });
    expect(await writeDocumentNote(database.knex, note)).to.equal(null);
    expect(await database.knex('history').pluck('task_id')).to.deep.equal([101]);
  });
});
