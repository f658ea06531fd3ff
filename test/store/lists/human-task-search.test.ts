import { expect } from 'chai';
import type { SearchCriteria, SearchType } from '../../../src/core/lists/human-task-search.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { createOperations } from '../../../src/operations/index.ts';
import { LIST_SESSION } from '../../../src/store/lists/get-tasks.ts';
import { createStore } from '../../../src/store/index.ts';
import { connect } from '../../../src/store/schema/database.ts';
import { doneOf, useOffice, team, tier, user, type SharesStage, type Who } from '../shares/office-shares.ts';

const EVERYTHING: SearchCriteria = {
  states: [],
  assignees: [],
  claimants: [],
  names: [],
  definitions: [],
  steps: [],
  workflowIds: [],
  workflowNames: [],
  updatedFrom: null,
  updatedUntil: null,
  fullText: null,
  inputText: null,
  outputText: null,
};

const named = (text: string, kind: 'user' | 'team' = 'user') => ({ kind, text });
const outside = (text: string) => ({ name: { kind: 'anyone' as const, text } });

describe('searching for tasks by who has them', () => {
  const openOffice = useOffice('human_task_search');
  let stage: SharesStage;

  beforeEach(async () => {
    stage = await openOffice();
    await stage
      .knex('users')
      .where({ login: 'dave.hall' })
      .update({ roles: ['administrator'] });
    for (const id of [4812, 5001, 5002]) await stage.plain(id);
  });
  afterEach(() => stage.end());

  const search = async (
    who: Who,
    criteria: Partial<SearchCriteria> = {},
    searchType: SearchType | null = null,
    page = { start: 0, size: 100 },
  ) => {
    const found = await stage.operations.searchTasks({
      ...stage.as(who),
      searchType,
      criteria: { ...EVERYTHING, ...criteria },
      ...page,
    });
    if (isRefused(found)) throw new Error(found.refused);
    return { total: found.total, ids: found.tasks.map(({ id }) => id) };
  };
  const isFound = async (...asked: Parameters<typeof search>): Promise<boolean> =>
    (await search(...asked)).ids.includes(4812);
  const assign = async (asks: Parameters<SharesStage['operations']['assignTask']>[0]['asks'], inTiers = false) =>
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks, inTiers }));

  it('shows an administrator all tasks, and others their inbox', async () => {
    const [{ count }] = (await stage.knex('tasks').count('*')) as [{ count: number }];
    expect((await search('dave')).total).to.equal(Number(count));
    expect((await search('dave')).ids).to.deep.equal((await search('dave')).ids.toSorted((a, b) => b - a));
    expect(await search('jane', {}, 'ADMIN')).to.deep.equal({ total: 0, ids: [] });
    expect((await search('jane')).ids).to.deep.equal((await search('jane', {}, 'INBOX')).ids);
    expect(await isFound('jane')).to.equal(true);
    expect(await isFound('carol')).to.equal(false);
  });

  it('has in the inbox what is asked of one, first or not, in person or by a team', async () => {
    await assign([user('carol'), user('alice')]);
    for (const who of ['carol', 'alice'] as const) expect(await isFound(who, {}, 'INBOX'), who).to.equal(true);
    expect(await isFound('jane', {}, 'INBOX')).to.equal(false);
    // Jane and Carol are the team.
    await assign([user('alice'), team]);
    for (const who of ['jane', 'carol'] as const) expect(await isFound(who, {}, 'INBOX'), who).to.equal(true);
    await assign([team]);
    expect(await isFound('jane', {}, 'INBOX')).to.equal(true);
    expect(await isFound('alice', {}, 'INBOX')).to.equal(false);
    expect(await isFound('dave', { assignees: [named('legal', 'team')] })).to.equal(true);
    expect(await isFound('dave', { assignees: [named('legal')] })).to.equal(false);
  });

  it('has in no inbox what comes later, or is claimed by somebody else', async () => {
    await assign([tier(user('carol'), 20), tier(user('alice'), 0)], true);
    expect(await isFound('alice', {}, 'INBOX')).to.equal(false);
    await assign([user('carol'), user('alice')]);
    doneOf(await stage.operations.claimTask(stage.as('alice')));
    expect(await isFound('alice', { states: ['claimed'] }, 'INBOX')).to.equal(true);
    expect(await isFound('carol', {}, 'INBOX')).to.equal(false);
    expect(await isFound('dave', { claimants: [named('ALICE.jones@example.com')] })).to.equal(true);
    expect(await isFound('dave', { claimants: [named('carol*')] })).to.equal(false);
    expect(await isFound('dave', { assignees: [named('carol.king')] })).to.equal(true);
  });

  it('has in every inbox what is asked of nobody, until somebody claims it', async () => {
    doneOf(await stage.operations.unassignTask(stage.as('john')));
    expect(await isFound('carol', { states: ['open'] }, 'INBOX')).to.equal(true);
    doneOf(
      await stage.operations.claimTask({
        ...stage.as('john'),
        inNameOf: { name: 'Weber', namedAs: { userType: '', user: '' } },
      }),
    );
    expect(await isFound('carol', {}, 'INBOX')).to.equal(false);
    expect(await isFound('dave', { claimants: [named('weber')] })).to.equal(true);
  });

  it('has in no inbox what is asked of somebody from outside, who is found by name', async () => {
    await assign([outside('Weber & Partner 100%')]);
    expect(await isFound('carol', {}, 'INBOX')).to.equal(false);
    expect(await isFound('dave', { assignees: [named('weber & partner 100%')] })).to.equal(true);
    expect(await isFound('dave', { assignees: [named('*partner*%')] })).to.equal(true);
    expect(await isFound('dave', { assignees: [named('weber%')] })).to.equal(false);
  });

  it('keeps in the inbox what one had when it was closed', async () => {
    doneOf(await stage.operations.claimTask(stage.as('jane')));
    doneOf(await stage.operations.resolveShare({ ...stage.as('jane'), by: 'claimant', resolution: 'completed' }));
    expect(await isFound('jane', { states: ['completed'] }, 'INBOX')).to.equal(true);
    expect(await isFound('jane', { states: ['open'] }, 'INBOX')).to.equal(false);
    expect(await isFound('dave', { states: ['completed'], assignees: [named('jane.doe')] })).to.equal(true);
  });

  it('counts what it need not find, as it would find it', async () => {
    doneOf(await stage.operations.claimTask(stage.as('jane')));
    for (const state of ['not-started', 'open', 'claimed', 'completed', 'given-up', 'timed-out'] as const) {
      const { total, ids } = await search('dave', { states: [state] });
      expect(total, state).to.equal(ids.length);
      // With a moment it is found in the other way.
      expect((await search('dave', { states: [state], updatedFrom: new Date(0) })).ids, state).to.deep.equal(ids);
    }
    const { total, ids } = await search('dave', { states: ['open', 'claimed'] }, null, { start: 1, size: 1 });
    expect(ids).to.have.length(1);
    expect(total).to.equal((await search('dave', { states: ['open', 'claimed'] })).ids.length);
  });

  it('puts first what changed last where somebody is named', async () => {
    await stage.knex('tasks').update({ updated_at: stage.knex.raw(`now() - id * interval '1 second'`) });
    const { ids } = await search('dave', { assignees: [named('jane.doe')] });
    expect(ids)
      .to.deep.equal(ids.toSorted((a, b) => a - b))
      .and.to.have.length.above(1);
    await stage
      .knex('tasks')
      .where({ id: ids.at(-1) ?? 0 })
      .update({ updated_at: new Date() });
    expect((await search('dave', { assignees: [named('jane.doe')] })).ids[0]).to.equal(ids.at(-1));
  });

  it('looks at texts, workflows, steps and moments', async () => {
    const { workflow_id: workflowId, updated_at: updatedAt } = await stage.task();
    await stage
      .knex('tasks')
      .where({ id: 4812 })
      .update({ instructions: 'Look at §7 of the DRAFT.', step_name: 'Check' });
    doneOf(
      await stage.operations.updateOutput({
        ...stage.as('john'),
        output: { deep: [{ a: 'Straße' }] },
        completes: false,
        wordsIn: () => ({}),
      }),
    );
    const workflowIds = typeof workflowId === 'number' ? [workflowId] : [];
    expect(workflowIds).to.have.length(1);
    const matches: Partial<SearchCriteria>[] = [
      { fullText: 'the draft' },
      { inputText: '§7' },
      { outputText: 'straße', workflowIds },
      { steps: ['Check'], workflowIds },
      { updatedFrom: updatedAt as Date },
      { names: ['LegalReview'], definitions: ['LegalReview'] },
    ];
    for (const each of matches) expect(await isFound('dave', each), JSON.stringify(each)).to.equal(true);
    const others: Partial<SearchCriteria>[] = [
      { fullText: '§8' },
      { outputText: 'the draft' },
      { steps: ['LegalReview'] },
      { workflowIds: [0] },
      { workflowNames: ['No such'] },
      { updatedUntil: new Date(0) },
      { names: ['LegalReview'], definitions: ['Other'] },
    ];
    for (const each of others) expect(await isFound('dave', each), JSON.stringify(each)).to.equal(false);
  });

  it('takes a moment to its millisecond', async () => {
    await stage.knex('tasks').where({ id: 4812 }).update({ updated_at: '2030-01-01T00:00:00.123456Z' });
    const at = (ms: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, 0, ms));
    expect(await isFound('dave', { updatedFrom: at(123), updatedUntil: at(123) })).to.equal(true);
    expect(await isFound('dave', { updatedUntil: at(122) })).to.equal(false);
    expect(await isFound('dave', { updatedFrom: at(124) })).to.equal(false);
  });

  it('names the open tasks that one sees', async () => {
    const names = async (who: Who, searchType: SearchType | null) => {
      const found = await stage.operations.listTaskNames({ ...stage.as(who), searchType });
      return isRefused(found) ? found.refused : found.names;
    };
    expect(await names('jane', 'INBOX')).to.include('LegalReview');
    expect(await names('carol', null)).not.to.include('LegalReview');
    expect(await names('carol', 'ADMIN')).to.deep.equal([]);
    expect(await names('dave', 'ADMIN')).to.include('LegalReview');
  });

  it('is broken off when it takes too long', async () => {
    const finder = connect({
      url: stage.url,
      poolSize: 1,
      session: `${LIST_SESSION}; set statement_timeout to '1ms'`,
    });
    const store = createStore(stage.knex, {
      ticketDays: 30,
      finder,
      reportFailure: (error) => {
        throw error;
      },
    });
    try {
      const operations = createOperations(store, { emptyInstructions: 'reuse', trustedUserPassword: null });
      await stage.knex.raw(`
        insert into tasks (status, assigned_by_id, instructions)
        select 'Completed', 7, repeat('words and words ', 200) from generate_series(1, 3000)`);
      const asked = { ...stage.as('dave'), searchType: null };
      const criteria = { ...EVERYTHING, fullText: 'not there' };
      expect(await operations.searchTasks({ ...asked, criteria, start: 0, size: 15 })).to.deep.equal({
        refused: 'search-too-wide',
      });
    } finally {
      await store.stop();
      await finder.destroy();
    }
  });
});
