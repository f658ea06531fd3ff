import { expect } from 'chai';
import { doneOf, useOffice, PEOPLE, tier, user, type SharesStage } from './office-shares.ts';

const MINUTE_MS = 60_000;

describe('tiers by the clock of the task', () => {
  const openOffice = useOffice('tier_clock');
  let stage: SharesStage;
  let startedAt: Date;

  beforeEach(async () => {
    stage = await openOffice({ tierClock: 'task' });
    startedAt = new Date(Date.now() - 50 * MINUTE_MS);
    await stage.knex('tasks').where({ id: 4812 }).update({ started_at: startedAt });
  });

  afterEach(() => stage.end());

  const ask = async (...asks: ReturnType<typeof tier>[]) =>
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks, inTiers: true }));
  const after = (minutes: number): Date => new Date(startedAt.getTime() + minutes * MINUTE_MS);

  it('go past those whose time is over at the call, and name them in history', async () => {
    await ask(tier(user('alice'), 20), tier(user('bob'), 20), tier(user('dave'), 20), tier(user('carol'), 0));
    const [share, later, ...more] = await stage.shares();
    // Dave is away to Bob, and Bob to Alice.
    expect(share).to.include({ state: 'asked', user_id: PEOPLE.alice, redirected_from_id: PEOPLE.dave });
    expect(share?.ends_at).to.deep.equal(after(60));
    expect(later).to.include({ state: 'later', user_id: PEOPLE.carol });
    expect(more).to.deep.equal([]);
    const [entry] = await stage.history();
    expect((entry?.details as { new: object }).new).to.deep.include({
      passedOver: [{ user: PEOPLE.alice }, { user: PEOPLE.bob }],
    });
    expect(await stage.told('TaskAssigned')).to.deep.equal([PEOPLE.alice]);
    expect(await stage.knex('task_sharing').where({ task_id: 4812 }).first()).to.include({ rule: 'any' });
  });

  it('count on, one tier after the other', async () => {
    await ask(tier(user('alice'), 60), tier(user('carol'), 20), tier(user('jane'), 0));
    expect((await stage.shares())[0]?.ends_at).to.deep.equal(after(60));
    await stage.letPass(10);
    await stage.look();
    expect((await stage.shares())[0]).to.include({ user_id: PEOPLE.carol });
    expect((await stage.shares())[0]?.ends_at).to.deep.equal(after(70));
  });

  it('are left to the clock when the last one is over too', async () => {
    await ask(tier(user('alice'), 20), tier(user('carol'), 20));
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.carol });
    expect(await stage.told('TaskAssigned')).to.deep.equal([]);
    expect(await stage.look()).to.equal(1);
    expect(await stage.task()).to.include({ assignee_id: null, status: 'InProgress' });
    expect(await stage.told('TaskWithdrawn')).to.deep.equal([PEOPLE.jane]);
  });

  it('do not count from there without the setting', async () => {
    const other = await openOffice();
    const asks = [tier(user('alice'), 20), tier(user('carol'), 20)];
    doneOf(await other.operations.assignTask({ ...other.as('john'), asks, inTiers: true }));
    expect(await other.task()).to.include({ assignee_id: PEOPLE.alice });
    await other.end();
  });
});
