import { expect } from 'chai';
import { doneOf, useOffice, outcomeOf, user, type SharesStage } from './office-shares.ts';

describe('dropping several tasks', () => {
  const openOffice = useOffice('dropping');
  let stage: SharesStage;

  beforeEach(async () => {
    stage = await openOffice();
  });
  afterEach(() => stage.end());

  const statuses = async (...ids: readonly number[]) =>
    Promise.all(ids.map(async (id) => (await stage.task(id)).status));
  const open = async () =>
    (await stage.knex('open_tasks').where({ assigned_by_id: 7 }).orderBy('id').pluck('id')) as number[];

  it('drops all of them in one, with a row of history each', async () => {
    const [one = 0, other = 0] = await open();
    const calls = [one, other, one].map((id) => stage.as('john', id));
    expect(await stage.operations.dropTasks(calls)).to.deep.equal({ dropped: 2 });
    expect(await statuses(one, other)).to.deep.equal(['Dropped', 'Dropped']);
    expect(await stage.history(one)).to.have.length(1);
    expect(await stage.operations.dropTasks(calls)).to.deep.equal({ dropped: 0 });
    expect(await stage.history(one)).to.have.length(1);
  });

  it('drops none where one is refused, and tells all that there are not', async () => {
    const [one = 0] = await open();
    const calls = [one, 99_998, 99_999].map((id) => stage.as('john', id));
    expect(await stage.operations.dropTasks(calls)).to.deep.equal({
      refused: 'task-not-found',
      at: 1,
      unknown: [1, 2],
    });
    expect(await stage.operations.dropTasks([stage.as('jane', one)])).to.deep.include({ refused: 'access-denied' });
    expect(await statuses(one)).not.to.include('Dropped');
  });

  it('drops none where somebody else changes one of them all the while', async () => {
    const [one = 0, other = 0] = await open();
    await stage.knex.raw(`
      create function nudge() returns trigger language plpgsql as $$
      begin
        -- As if another call had been first: the row is not the one that was decided on.
        if old.id = ${other} and new.status = 'Dropped' then return null; end if;
        return new;
      end $$;
      create trigger nudged before update on tasks for each row execute function nudge()`);
    const outcome = await stage.operations.dropTasks([one, other].map((id) => stage.as('john', id)));
    expect(outcomeOf(outcome)).to.equal('conflict');
    expect(await statuses(one, other)).not.to.include('Dropped');
    expect(await stage.history(one)).to.deep.equal([]);
  });

  it('tells those who were asked', async () => {
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks: [user('carol'), user('alice')] }));
    await stage.knex('notices').del();
    await stage.operations.dropTasks([stage.as('john')]);
    expect(await stage.told('TaskWithdrawn')).to.deep.equal([15, 20]);
  });
});
