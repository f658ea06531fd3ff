import { expect } from 'chai';
import { countQueries } from '../../support/driver-queries.ts';
import { doneOf, useOffice, outcomeOf, PEOPLE, user, type SharesStage } from './office-shares.ts';

describe('editing a task on a real database', () => {
  const openOffice = useOffice('edit-task');
  let stage: SharesStage;

  beforeEach(async () => {
    stage = await openOffice();
    await stage.plain();
  });

  afterEach(() => stage.end());

  it('moves the due date in one read and one write, and tells the version that it made', async () => {
    const { operations, as } = stage;
    const dueAt = new Date(Date.now() + 86_400_000);
    const edit = async () => doneOf(await operations.editTask({ ...as('john'), dueAt }));
    let done: Awaited<ReturnType<typeof edit>> | undefined;
    expect(await countQueries(async () => (done = await edit()))).to.equal(2);
    const task = await stage.task();
    expect(task).to.deep.include({ status: 'DueDateChanged', due_at: dueAt, version: 2, sharing: 0 });
    expect(done?.task).to.deep.include({ version: 2, updatedAt: task.updated_at, dueAt, status: 'DueDateChanged' });
    const [row] = await stage.history();
    expect(row).to.deep.include({ operation: 'test', api: 'box', old_status: 'InProgress', new_due_at: dueAt });
    expect(await stage.shares()).to.deep.equal([]);
  });

  it('takes the due date away', async () => {
    const { operations, as } = stage;
    doneOf(await operations.editTask({ ...as('john'), dueAt: null }));
    expect(await stage.task()).to.include({ status: 'DueDateChanged', due_at: null });
    expect((await stage.history())[0]).to.include({ new_due_at: null });
    expect((await stage.history())[0]?.old_due_at).to.be.an.instanceOf(Date);
  });

  it('says of the task what is to be done, how urgent it is, and that it is to be decided', async () => {
    const { operations, as } = stage;
    const said = { instructions: 'Sign here.', priority: 11, demandsDecision: true };
    const done = doneOf(await operations.editTask({ ...as('john'), ...said }));
    const requirements = [{ type: 'Approval', objectId: 0, definition: '' }];
    expect(await stage.task()).to.deep.include({ instructions: 'Sign here.', priority: 11, requirements, version: 2 });
    expect(done.task).to.deep.include({ instructions: 'Sign here.', priority: 11, requirements });
    expect((await stage.history())[0]?.details).to.have.nested.property('new.priority', 11);
    expect(outcomeOf(await operations.completeTask({ ...as('jane'), comments: '' }))).to.equal('approval-required');
  });

  it('completes the task by a rule that is met', async () => {
    const { operations, as } = stage;
    doneOf(await operations.addShare({ ...as('john'), ask: user('carol') }));
    const resolution = { by: 'assignee', resolution: 'completed' } as const;
    doneOf(await operations.resolveShare({ ...as('jane'), ...resolution }));
    const done = doneOf(await operations.editTask({ ...as('john'), rule: 'any' }));
    expect(done.task.status).to.equal('Completed');
    expect(await stage.task()).to.include({ status: 'Completed', assignee_id: PEOPLE.jane });
    expect((await stage.shares()).map(({ state }) => state)).to.deep.equal(['done', 'left']);
    expect(await stage.told('TaskWithdrawn')).to.deep.equal([PEOPLE.carol]);
  });

  it('gives a repeat with its key the same again, and does not know the key for something else', async () => {
    const { operations, as } = stage;
    const repeat = { call: 'ab'.repeat(32), parameters: 'cd'.repeat(32) };
    const edit = { ...as('john'), priority: 11, repeat };
    const first = doneOf(await operations.editTask(edit));
    doneOf(await operations.editTask({ ...as('john'), priority: 1 }));
    expect(doneOf(await operations.editTask(edit))).to.deep.equal(first);
    const other = { ...edit, repeat: { ...repeat, parameters: 'ef'.repeat(32) } };
    expect(outcomeOf(await operations.editTask(other))).to.equal('key-reused');
  });

  it('loses nothing when many say different things at once', async () => {
    const { operations, as } = stage;
    const edits = Array.from({ length: 20 }, (_, index) =>
      operations.editTask({ ...as('john'), instructions: `${index}` }),
    );
    for (const outcome of await Promise.all(edits)) doneOf(outcome);
    expect(await stage.history()).to.have.length(20);
  });
});
