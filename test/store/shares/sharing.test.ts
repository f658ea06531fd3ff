import { expect } from 'chai';
import type { PartyName } from '../../../src/core/assignment/named-parties.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { doneOf, inShort, LEGAL, useOffice, outcomeOf, PEOPLE, team, user, type SharesStage } from './office-shares.ts';

describe('sharing a task on a real database', () => {
  const openOffice = useOffice('sharing');
  let stage: SharesStage;

  beforeEach(async () => {
    stage = await openOffice();
    await stage.plain();
  });

  afterEach(() => stage.end());

  it('asks another person in one read and one write, under a new number', async () => {
    const { operations, as } = stage;
    const assign = async () =>
      doneOf(await operations.assignTask({ ...as('john'), asks: [user('carol')], comment: 'Please take over.' }));
    let done: Awaited<ReturnType<typeof assign>> | undefined;
    expect(await countQueries(async () => (done = await assign()))).to.equal(2);
    if (!done) throw new Error('nothing was done');
    expect(done.task.version).to.equal(2);
    expect(done.share?.id).to.be.greaterThan(2_147_483_647);
    expect(await stage.task()).to.include({
      status: 'InProgress',
      assignee_id: PEOPLE.carol,
      team_id: null,
      assigned_by_id: PEOPLE.john,
      version: 2,
      sharing: 1,
    });
    expect(done.task.updatedAt).to.deep.equal((await stage.task()).updated_at);
    const [share, ...more] = await stage.shares();
    expect(more).to.deep.equal([]);
    expect(share).to.include({
      id: done.share?.id,
      state: 'asked',
      user_id: PEOPLE.carol,
      assigned_by_id: PEOPLE.john,
      assigner_comment: 'Please take over.',
      decision: 'NoResult',
    });
    expect((await stage.history())[0]).to.deep.include({
      operation: 'test',
      api: 'box',
      old_assignee_id: PEOPLE.jane,
      new_assignee_id: PEOPLE.carol,
      reason: 'Please take over.',
      old_status: 'InProgress',
      new_status: 'InProgress',
    });
    expect(await stage.told('TaskAssigned')).to.deep.equal([PEOPLE.carol]);
    expect(await stage.told('TaskWithdrawn')).to.deep.equal([PEOPLE.jane]);
  });

  it('keeps the number of the one assignee as long as the person is asked', async () => {
    const { operations, as } = stage;
    const done = doneOf(await operations.addShare({ ...as('jane'), ask: user('carol') }));
    expect(inShort(done.task.sharing.shares)).to.deep.equal(['user 12 asked', 'user 20 asked']);
    expect((await stage.shares()).map(({ id }) => id)).to.deep.equal([4812, done.share?.id]);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.jane, sharing: 2 });
  });

  it('tells nobody twice what is so already', async () => {
    const { operations, as } = stage;
    const first = doneOf(await operations.addShare({ ...as('jane'), ask: user('carol') }));
    const again = doneOf(await operations.addShare({ ...as('jane'), ask: user('carol') }));
    expect(again.changed).to.equal(false);
    expect(again.task).to.deep.include({ version: first.task.version, updatedAt: first.task.updatedAt });
    expect(again.share?.id).to.equal(first.share?.id);
    expect(await stage.history()).to.have.length(1);
  });

  it('finds the substitute of somebody who is away among those asked', async () => {
    const { operations, as } = stage;
    const first = doneOf(await operations.addShare({ ...as('jane'), ask: user('alice') }));
    const again = doneOf(await operations.addShare({ ...as('jane'), ask: user('bob') }));
    expect(again.changed).to.equal(false);
    expect(again.share?.id).to.equal(first.share?.id);
  });

  it('follows redirections, and remembers past whom', async () => {
    const { operations, as } = stage;
    doneOf(await operations.assignTask({ ...as('john'), asks: [user('dave')] }));
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.alice, redirected_from_id: PEOPLE.dave });
  });

  it('leaves a task to nobody, which its supervisor alone can then hand on', async () => {
    const { operations, as } = stage;
    doneOf(await operations.unassignTask({ ...as('jane'), comment: 'Not mine.' }));
    expect(await stage.task()).to.include({ assignee_id: null, team_id: null, status: 'InProgress', sharing: 1 });
    expect(await stage.shares()).to.deep.equal([]);
    expect(outcomeOf(await operations.assignTask({ ...as('jane'), asks: [user('jane')] }))).to.equal('access-denied');
    expect(outcomeOf(await operations.assignTask({ ...as('john'), asks: [user('jane')] }))).to.equal('done');
  });

  it('lets a team be asked, and tells its enabled members but the caller', async () => {
    const { operations, as } = stage;
    doneOf(await operations.assignTask({ ...as('jane'), asks: [team] }));
    expect(await stage.task()).to.include({ assignee_id: null, team_id: LEGAL, sharing: 1 });
    expect(await stage.told('TaskAssigned')).to.deep.equal([PEOPLE.carol]);
    expect(outcomeOf(await operations.claimTask(as('carol')))).to.equal('done');
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.carol, team_id: null, sharing: 1 });
    expect(outcomeOf(await operations.releaseTask(as('carol')))).to.equal('done');
    expect(await stage.task()).to.include({ assignee_id: null, team_id: LEGAL, sharing: 1 });
  });

  it('takes a name from outside, which nobody here is', async () => {
    const { operations, as } = stage;
    doneOf(await operations.assignTask({ ...as('john'), asks: [{ name: { kind: 'anyone', text: 'Notary Ltd' } }] }));
    expect(await stage.task()).to.include({ assignee_id: null, team_id: null, sharing: 1 });
    expect((await stage.shares())[0]).to.include({ outside_name: 'Notary Ltd' });
  });

  it('sees the account behind a name', async () => {
    const { operations, as } = stage;
    const asks = [
      { name: { kind: 'anyone', text: 'CAROL.KING@example.com' } as const },
      { name: { kind: 'anyone', text: 'legal' } as const },
    ];
    const done = doneOf(await operations.assignTask({ ...as('john'), asks }));
    expect(inShort(done.task.sharing.shares)).to.deep.equal(['user 20 asked', 'team 3 asked']);
  });

  it('completes the task with the last share that is wanted', async () => {
    const { operations, as } = stage;
    doneOf(await operations.addShare({ ...as('jane'), ask: user('carol') }));
    doneOf(await operations.resolveShare({ ...as('jane'), by: 'assignee', resolution: 'completed', message: 'Mine.' }));
    expect(await stage.task()).to.include({
      status: 'InProgress',
      assignee_id: PEOPLE.carol,
      sharing: 1,
      comments: 'Mine.',
    });
    expect(
      outcomeOf(await operations.resolveShare({ ...as('jane'), by: 'assignee', resolution: 'completed' })),
    ).to.equal('access-denied');
    doneOf(await operations.resolveShare({ ...as('carol'), by: 'assignee', resolution: 'completed' }));
    expect(await stage.task()).to.include({ status: 'Completed', assignee_id: PEOPLE.carol, sharing: 1 });
    expect((await stage.shares()).map(({ state, resolution }) => [state, resolution])).to.deep.equal([
      ['done', 'completed'],
      ['done', 'completed'],
    ]);
  });

  it('completes the task with one share where one is enough, and leaves the others as they were', async () => {
    const { operations, as } = stage;
    doneOf(await operations.assignTask({ ...as('john'), asks: [user('carol'), user('jane')] }));
    expect((await stage.knex('task_sharing').first()) as object).to.include({ rule: 'any' });
    doneOf(await operations.resolveShare({ ...as('jane'), by: 'assignee', resolution: 'completed' }));
    expect(await stage.task()).to.include({ status: 'Completed', assignee_id: PEOPLE.jane, sharing: 1 });
    expect((await stage.shares()).map(({ state }) => state)).to.deep.equal(['left', 'done']);
    expect(await stage.told('TaskWithdrawn')).to.deep.equal([PEOPLE.carol]);
  });

  it('takes the rows of shares along when a task goes', async () => {
    const { operations, as, knex } = stage;
    doneOf(await operations.addShare({ ...as('jane'), ask: user('carol') }));
    await knex('tasks').where({ id: 4812 }).delete();
    expect(await stage.shares()).to.deep.equal([]);
    expect(await knex('task_sharing').select()).to.deep.equal([]);
  });

  it('names a task by its uuid too', async () => {
    const { operations, as } = stage;
    const { uuid } = await stage.task();
    const { task } = doneOf(
      await operations.unassignTask({ ...as('jane'), task: { uuid: String(uuid).toUpperCase() } }),
    );
    expect(task.version).to.equal(2);
  });

  it('refuses a call that was decided on another state of the task', async () => {
    const { operations, as } = stage;
    const { task } = doneOf(await operations.addShare({ ...as('jane'), ask: user('carol') }));
    const stale = { ...as('jane'), ifMatch: new Date(task.updatedAt.getTime() - 1).toISOString() };
    expect(outcomeOf(await operations.unassignTask(stale))).to.equal('version-mismatch');
    expect(outcomeOf(await operations.unassignTask({ ...stale, ifMatch: task.updatedAt.toISOString() }))).to.equal(
      'done',
    );
  });

  it('mails somebody who is asked a second time again', async () => {
    const { operations, as, knex } = stage;
    doneOf(await operations.assignTask({ ...as('john'), asks: [user('carol')] }));
    await knex('notices').update({ sent_at: knex.fn.now() });
    doneOf(await operations.assignTask({ ...as('john'), asks: [user('carol')] }));
    expect((await knex('notices').where({ topic: 'TaskAssigned' }).first()) as object).to.include({
      recipient_id: PEOPLE.carol,
      turn: 1,
      sent_at: null,
    });
  });

  it('serves many calls at once, each by what it found', async () => {
    const { operations, as } = stage;
    const outcomes = await Promise.all([
      operations.addShare({ ...as('jane', 4812), ask: user('carol') }),
      operations.claimTask(as('carol', 4801)),
      operations.unassignTask(as('jane', 4810)),
      operations.unassignTask(as('jane', 4811)),
      operations.unassignTask(as('jane', 4808)),
      operations.unassignTask(as('bob', 4812)),
      operations.unassignTask(as('jane', 1)),
    ]);
    expect(outcomes.map(outcomeOf)).to.deep.equal([
      'done',
      'done',
      'done',
      'document-offline',
      'task-completed',
      'access-denied',
      'task-not-found',
    ]);
  });

  it('gives each of many calls at once those whom it names, however it names them', async () => {
    const { operations, as, knex } = stage;
    await knex('redirections').delete();
    // Found by the login as well as by the address.
    await knex('users').where({ id: 20 }).update({ email: 'carol.king' });
    const [carol] = await knex('users').where({ id: 20 }).select<{ uuid: string }[]>('uuid');
    const [legal] = await knex('teams').where({ id: 3 }).select<{ uuid: string; name: string }[]>('uuid', 'name');
    const named = (...names: readonly PartyName[]) => names.map((name) => ({ name }));
    const outcomes = await Promise.all([
      operations.assignTask({
        ...as('jane', 4812),
        asks: named({ kind: 'team', uuid: legal?.uuid ?? '' }, { kind: 'user', uuid: carol?.uuid ?? '' }),
      }),
      operations.assignTask({ ...as('jane', 4812), asks: named({ kind: 'user', text: 'nobody' }) }),
      operations.assignTask({
        ...as('carol', 4801),
        asks: named({ kind: 'anyone', text: 'Acme' }, { kind: 'anyone', text: legal?.name ?? '' }),
        assigner: { kind: 'user', id: 12 },
      }),
      operations.addShare({ ...as('jane', 4811), ask: { name: { kind: 'user', id: 20, text: 'jane.doe' } } }),
      operations.assignTask({
        ...as('jane', 4810),
        asks: named({ kind: 'anyone', text: ' CAROL.king ' }, { kind: 'user', id: 7 }),
      }),
    ]);
    const come = outcomes.map((outcome) =>
      isRefused(outcome) ? outcome.refused : inShort(outcome.task.sharing.shares),
    );
    expect(come).to.deep.equal([
      ['team 3 asked', 'user 20 asked'],
      'user-not-found',
      ['Acme asked', 'team 3 asked'],
      'user-not-found',
      ['user 20 asked', 'user 7 asked'],
    ]);
  });

  it('shows the task as the store then has it, with everybody whom the call names', async () => {
    const { operations, as } = stage;
    await stage.knex('redirections').delete();
    const { task } = doneOf(
      await operations.assignTask({ ...as('john'), asks: [team, user('carol')], comment: 'One of you, please.' }),
    );
    const { people: named, teams: namedTeams, document, workflow, ...told } = task;
    const read = await operations.readSharedTask(as('alice'));
    if (isRefused(read)) throw new Error(read.refused);
    const { people, teams, ...shown } = read.task;
    expect(shown).to.deep.include(told);
    expect(shown.document).to.include({ ...document, path: '/Corporate/Legal/ContractDraft.pdf' });
    expect(shown.workflow).to.include({ ...workflow, name: 'ContractApproval' });
    expect(named.map(({ login }) => login)).to.have.members(['carol.king', 'john.smith']);
    for (const person of named) expect(people.find(({ id }) => id === person.id)).to.deep.include(person);
    expect(namedTeams).to.deep.equal(teams);
  });

  it('names a task by one of its shares, kept or implied', async () => {
    const { operations, as } = stage;
    const named = async (shareId: number) => {
      const read = await operations.readSharedTask({ ...as('jane'), task: { shareId } });
      return isRefused(read) ? read.refused : read.task.id;
    };
    expect(await named(4812)).to.equal(4812);
    const { share } = doneOf(await operations.assignTask({ ...as('john'), asks: [user('carol')] }));
    expect(await named(Number(share?.id))).to.equal(4812);
    expect(await named(4812)).to.equal('task-not-found');
  });

  it('answers the same call again as it did before, whatever has become of the task', async () => {
    const { operations, as } = stage;
    const repeat = { call: 'a1'.repeat(32), parameters: 'b2'.repeat(32) };
    const call = { ...as('john'), asks: [user('carol')], repeat };
    const first = doneOf(await operations.assignTask(call));
    doneOf(await operations.unassignTask(as('john')));
    const again = doneOf(await operations.assignTask({ ...call, ifMatch: 'of old' }));
    expect(again).to.deep.equal(first);
    expect(await stage.task()).to.include({ assignee_id: null, version: 3 });
    const other = { ...call, repeat: { ...repeat, parameters: 'c3'.repeat(32) } };
    expect(outcomeOf(await operations.assignTask(other))).to.equal('key-reused');
    expect(outcomeOf(await operations.assignTask({ ...call, ...as('jane') }))).to.equal('access-denied');
  });
});
