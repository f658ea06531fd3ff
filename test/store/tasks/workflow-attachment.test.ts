import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { loadOffice, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

const context = { api: 'asmx', requestId: 'request-1' };

describe('attaching on a real database', () => {
  let jane: Credential;
  const stage = useStage('attachment', {
    load: async (knex) => {
      await loadOffice(knex);
      jane = await ticketOf(knex, 'jane.doe');
    },
  });

  const draft = (versionNumber = 0) => ({
    credential: jane,
    context,
    taskId: 4812,
    documentPath: '/Corporate/Legal/ContractDraft.pdf',
    versionNumber,
  });
  const attached = () =>
    stage.knex('task_attachments').where({ document_id: 1024 }).orderBy('version').pluck<number[]>('version');
  const historyCount = async () => (await stage.knex('history')).length;

  it('keeps with the attachment where the task stood and who attached it', async () => {
    await stage.operations.addWorkflowAttachment(draft());
    const [row] = (await stage.knex('task_attachments').where({ document_id: 1024 })) as Record<string, unknown>[];
    expect(row).to.include({
      task_id: 4812,
      version: 3,
      attached_by_id: 12,
      workflow_id: 225,
      step_number: 1,
      step_name: 'Review',
    });
    expect(Date.now() - (row?.attached_at as Date).getTime()).to.be.lessThan(60_000);
  });

  it('attaches once when sixteen callers attach the same version at the same moment', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, () => stage.operations.addWorkflowAttachment(draft())),
    );
    const refusals = outcomes.filter(isRefused).map(({ refused }) => refused);
    expect(refusals).to.deep.equal([]);
    expect(await attached()).to.deep.equal([3]);
    expect(await historyCount()).to.equal(1);
  });

  it('attaches two versions of one document at the same moment', async () => {
    await Promise.all([1, 2].map((number) => stage.operations.addWorkflowAttachment(draft(number))));
    expect(await attached()).to.deep.equal([1, 2]);
    expect(await historyCount()).to.equal(2);
  });

  it('attaches a whole folder that comes in one moment', async () => {
    const paths = Array.from({ length: 24 }, (_, index) => `/Corporate/Legal/Annex ${index + 1}.pdf`);
    const { folder_id: folderId } = (await stage.knex('documents').where({ id: 1024 }).first()) as {
      folder_id: number;
    };
    await stage.knex('documents').insert(paths.map((path) => ({ folder_id: folderId, name: path.slice(17), path })));
    const outcomes = await Promise.all(
      paths.map((documentPath) => stage.operations.addWorkflowAttachment({ ...draft(), documentPath })),
    );
    expect(outcomes.filter(isRefused)).to.deep.equal([]);
    expect(await stage.knex('task_attachments').where({ task_id: 4812 })).to.have.length(25);
  });

  it('takes off once when two callers take off the same', async () => {
    await stage.operations.addWorkflowAttachment(draft());
    const outcomes = await Promise.all([1, 2].map(() => stage.operations.removeWorkflowAttachment(draft())));
    expect(outcomes.filter(isRefused)).to.deep.equal([{ refused: 'version-not-found' }]);
    expect(await attached()).to.deep.equal([]);
  });

  it('still finds what was attached as current after a check-in', async () => {
    await stage.operations.addWorkflowAttachment(draft());
    await stage.knex('documents').where({ id: 1024 }).update({ version: 4 });
    expect(isRefused(await stage.operations.removeWorkflowAttachment(draft()))).to.equal(false);
    expect(await attached()).to.deep.equal([]);
  });
});
