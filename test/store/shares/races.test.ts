import { expect } from 'chai';
import { isRefused } from '../../../src/core/refusal.ts';
import { reassignment } from '../office.ts';
import { doneOf, useOffice, outcomeOf, PEOPLE, team, user, type SharesStage } from './office-shares.ts';

describe('two calls about the shares of one task at the same moment', () => {
  const openOffice = useOffice('sharing_races');
  let stage: SharesStage;

  beforeEach(async () => {
    stage = await openOffice();
    await stage.plain();
  });

  afterEach(() => stage.end());

  /** Both are decided before either is written, so the second to write has to look again. */
  const both = async (one: Promise<object>, other: Promise<object>) => (await Promise.all([one, other])).map(outcomeOf);

  for (let round = 1; round <= 3; round++) {
    it(`lets exactly one of two claims win (${round})`, async () => {
      const { operations, as } = stage;
      doneOf(await operations.assignTask({ ...as('john'), asks: [team] }));
      const outcomes = await both(operations.claimTask(as('jane')), operations.claimTask(as('carol')));
      expect([...outcomes].sort()).to.deep.equal(['done', 'task-claimed']);
      const winner = outcomes[0] === 'done' ? PEOPLE.jane : PEOPLE.carol;
      expect(await stage.task()).to.include({ assignee_id: winner, version: 3 });
    });
  }

  it('completes once where one is enough, and loses nobody’s work', async () => {
    const { operations, as } = stage;
    doneOf(await operations.assignTask({ ...as('john'), asks: [user('jane'), user('carol')] }));
    const done = (who: 'jane' | 'carol') =>
      operations.resolveShare({ ...as(who), by: 'assignee', resolution: 'completed', message: who });
    const outcomes = await both(done('jane'), done('carol'));
    expect(outcomes.filter((outcome) => outcome === 'done')).to.have.length(1);
    expect(await stage.task()).to.include({ status: 'Completed', version: 3 });
    expect((await stage.shares()).filter(({ state }) => state === 'done')).to.have.length(1);
  });

  it('keeps both resolutions where all are wanted', async () => {
    const { operations, as } = stage;
    doneOf(await operations.addShare({ ...as('jane'), ask: user('carol') }));
    const done = (who: 'jane' | 'carol') =>
      operations.resolveShare({ ...as(who), by: 'assignee', resolution: 'completed', message: who });
    expect(await both(done('jane'), done('carol'))).to.deep.equal(['done', 'done']);
    expect(await stage.task()).to.include({ status: 'Completed', version: 4 });
    expect((await stage.shares()).map(({ message }) => message)).to.deep.equal(['jane', 'carol']);
  });

  it('serves all who change a task at once, each by what the others left', async () => {
    const { operations, as } = stage;
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, call) =>
        operations.assignTask({ ...as('john'), asks: [user(call % 2 === 0 ? 'carol' : 'jane')] }),
      ),
    );
    expect(outcomes.map(outcomeOf)).to.deep.equal(Array.from({ length: 16 }, () => 'done'));
    const changes = outcomes.filter((outcome) => !isRefused(outcome) && outcome.changed).length;
    expect(await stage.task()).to.include({ version: 1 + changes });
  });

  it('either assigns or completes, not both', async () => {
    const { operations, as } = stage;
    const [assigned, completed] = await Promise.all([
      operations.assignTask({ ...as('john'), asks: [user('carol')] }),
      operations.completeTask({ ...as('jane'), comments: 'Done.' }),
    ]);
    expect(isRefused(assigned) !== isRefused(completed)).to.equal(true);
    expect(await stage.task()).to.include(
      isRefused(assigned)
        ? { status: 'Completed', assignee_id: PEOPLE.jane }
        : { status: 'InProgress', assignee_id: PEOPLE.carol },
    );
  });

  it('either claims or skips to the next tier', async () => {
    const { operations, as } = stage;
    const tiers = [
      { ...user('jane'), slaMinutes: 20 },
      { ...user('carol'), slaMinutes: 0 },
    ];
    doneOf(await operations.assignTask({ ...as('john'), asks: tiers, inTiers: true }));
    const [claimed, skipped] = await both(operations.claimTask(as('jane')), operations.skipTier(as('john')));
    expect(skipped).to.equal('done');
    // A claim that came first is dropped by the skip; one that came second finds somebody else asked.
    expect(claimed).to.be.oneOf(['done', 'access-denied']);
    expect(await stage.task()).to.include({ assignee_id: PEOPLE.carol, sharing: 1 });
  });

  /** Who is asked for the task's successor, or has done a part of it; null where there is none. */
  const successor = async (): Promise<readonly string[] | null> => {
    const [made] = (await stage.knex('tasks').where({ reassigned_from_id: 4812 })) as { id: number; sharing: number }[];
    if (!made) return null;
    const kept = await stage.shares(made.id);
    return kept.map(({ user_id, state, message }) =>
      [user_id, state, message].filter((word) => typeof word === 'string' || typeof word === 'number').join(' '),
    );
  };

  for (let round = 1; round <= 3; round++) {
    it(`hands on with the one who was asked meanwhile, or asks nobody for what is handed on (${round})`, async () => {
      const { operations, as } = stage;
      const [moved, added] = await both(
        operations.reassignTask(reassignment(as('jane').credential)),
        operations.addShare({ ...as('john'), ask: user('carol') }),
      );
      expect(moved).to.equal('done');
      expect(added).to.be.oneOf(['done', 'task-reassigned']);
      expect(await stage.task()).to.include({ status: 'Reassigned' });
      const asked = await successor();
      // Alone, the receiver needs no share that is kept.
      if (added === 'done') expect(asked?.slice(1)).to.deep.equal([`${PEOPLE.carol} asked`]);
      else expect(asked).to.deep.equal([]);
    });

    it(`hands on or assigns to others, not both (${round})`, async () => {
      const { operations, as } = stage;
      const [moved, assigned] = await both(
        operations.reassignTask(reassignment(as('jane').credential)),
        operations.assignTask({ ...as('john'), asks: [user('carol')] }),
      );
      if (moved === 'done') {
        expect(assigned).to.equal('task-reassigned');
        expect(await successor()).to.deep.equal([]);
      } else {
        expect([moved, assigned]).to.deep.equal(['access-denied', 'done']);
        expect(await successor()).to.equal(null);
        expect(await stage.task()).to.include({ status: 'InProgress', assignee_id: PEOPLE.carol });
      }
    });

    it(`hands on what a co-assignee has just done, or tells that it was handed on before (${round})`, async () => {
      const { operations, as } = stage;
      doneOf(await operations.addShare({ ...as('jane'), ask: user('carol') }));
      const [moved, resolved] = await both(
        operations.reassignTask(reassignment(as('jane').credential)),
        operations.resolveShare({ ...as('carol'), by: 'assignee', resolution: 'completed', message: 'Mine.' }),
      );
      expect(moved).to.equal('done');
      // Of a task that is closed the assignee is whoever had it.
      expect(resolved).to.be.oneOf(['done', 'access-denied']);
      const share = `${PEOPLE.carol} ${resolved === 'done' ? 'done Mine.' : 'asked'}`;
      expect((await successor())?.slice(1)).to.deep.equal([share]);
    });
  }
});
