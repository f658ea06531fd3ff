import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import type { DocumentTaskPage } from '../../../src/operations/document-tasks.ts';
import { addApiKey } from '../../../src/store/access/api-keys.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { loadOffice, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

describe('the tasks of a document with their shares', () => {
  let jane: Credential;
  let blind: Credential;
  const stage = useStage('tasks_of_document', {
    load: async (knex) => {
      await loadOffice(knex);
      jane = await ticketOf(knex, 'jane.doe');
      const secret = await addApiKey(knex, { name: 'blind', login: 'jane.doe', rights: ['assign'], addresses: [] });
      blind = { kind: 'api-key', secret };
      await knex.raw(`
        insert into tasks (id, status, assignee_id, document_id)
        select 5000 + place, (array['InProgress', 'Dropped', 'Completed', 'Reassigned'])[1 + place % 4]::task_status, 12, 1025
          from generate_series(1, 8) as place`);
    },
  });

  const list = (more: Partial<DocumentTaskPage> = {}, credential = jane) =>
    stage.operations.listTasksOfDocument({
      ...{ credential, client: '127.0.0.1', subjectId: null, documentId: 1025, offset: 0, limit: 1000 },
      ...more,
    });
  const idsOf = async (more: Partial<DocumentTaskPage> = {}): Promise<unknown> => {
    const listed = await list(more);
    return isRefused(listed) ? listed.refused : [listed.total, ...listed.tasks.map(({ id }) => id)];
  };

  it('are read by two statements, without those given up or handed on', async () => {
    let ids: unknown;
    expect(await countQueries(async () => (ids = await idsOf()))).to.equal(2);
    expect(ids).to.deep.equal([4, 5002, 5004, 5006, 5008]);
  });

  it('are read by page, with the number of all', async () => {
    expect(await idsOf({ offset: 1, limit: 2 })).to.deep.equal([4, 5004, 5006]);
    expect(await countQueries(async () => expect(await idsOf({ offset: 9 })).to.deep.equal([4]))).to.equal(1);
  });

  it('show who is asked', async () => {
    const listed = await list({ limit: 1 });
    const [task] = isRefused(listed) ? [] : listed.tasks;
    expect(task?.sharing.shares.map(({ id, party }) => [id, party])).to.deep.equal([[5002, { kind: 'user', id: 12 }]]);
    expect(task?.people.map(({ login }) => login)).to.include('jane.doe');
  });

  it('are refused to nobody known, for no document, and to a key that may not read', async () => {
    expect(await list({}, { kind: 'api-key', secret: 'unknown' })).to.deep.equal({ refused: 'ticket-invalid' });
    expect(await list({ documentId: 77 })).to.deep.equal({ refused: 'document-not-found' });
    expect(await list({}, blind)).to.deep.equal({ refused: 'access-denied' });
  });
});
