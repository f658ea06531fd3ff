import { expect } from 'chai';
import type { Task } from '../../../src/core/tasks/get-task.ts';
import type { TaskFilter } from '../../../src/core/lists/get-tasks.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import type { TaskList } from '../../../src/operations/task-lists.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { doneOf, LEGAL, useOffice, PEOPLE, team, tier, user, type SharesStage, type Who } from './office-shares.ts';

describe('legacy lists of tasks with shares', () => {
  const openOffice = useOffice('shared_lists');
  let stage: SharesStage;

  beforeEach(async () => {
    stage = await openOffice();
    await stage.plain();
  });

  afterEach(() => stage.end());

  const tasksOf = ({ tasks }: TaskList): Task[] => {
    if (!Array.isArray(tasks)) throw new Error('too many tasks for this test');
    return tasks as Task[];
  };
  const shown = async (who: Who, filter: TaskFilter) => {
    const order = { key: 'DefaultSort', ascending: true } as const;
    const whole = await stage.operations.getTasks({
      credential: stage.as(who).credential,
      selection: { filter, order },
    });
    if (isRefused(whole)) throw new Error('refused');
    return tasksOf(whole);
  };
  /** The numbers of the tasks in a list, and whether the page of it is the same. */
  const list = async (who: Who, filter: TaskFilter, key: 'DefaultSort' | 'Assignee' = 'DefaultSort') => {
    const { credential } = stage.as(who);
    const selection = { filter, order: { key, ascending: true } };
    const whole = await stage.operations.getTasks({ credential, selection });
    const page = await stage.operations.getTasks1({ credential, selection, startingRow: 0, rowCount: 100 });
    if (isRefused(whole) || isRefused(page)) throw new Error('refused');
    const ids = tasksOf(whole).map(({ id }) => id);
    expect(tasksOf(page).map(({ id }) => id)).to.deep.equal(ids);
    expect(page.taskCount).to.equal(ids.length);
    return ids;
  };
  const dueDocuments = async (who: Who) => {
    const due = await stage.operations.getDueTaskDocuments({ credential: stage.as(who).credential });
    return isRefused(due) ? [] : due.documents.map(({ id }) => id);
  };
  const add = async (who: Who | 'team') =>
    doneOf(await stage.operations.addShare({ ...stage.as('john'), ask: who === 'team' ? team : user(who) }));
  const ofAlice = { assigneeId: PEOPLE.alice };

  it('find an open task for everybody asked in person, and show who has it', async () => {
    expect(await list('alice', ofAlice)).to.deep.equal([]);
    expect(await dueDocuments('alice')).to.deep.equal([]);
    await add('alice');
    expect(await list('alice', ofAlice)).to.deep.equal([4812]);
    expect(await list('john', ofAlice)).to.deep.equal([4812]);
    expect(await list('alice', {})).to.deep.equal([4812]);
    expect(await list('alice', { ...ofAlice, completion: 'Due' })).to.deep.equal([4812]);
    expect(await list('john', { assigneeId: PEOPLE.jane, documentId: 1024, completion: 'Due' })).to.include(4812);
    expect(await dueDocuments('alice')).to.deep.equal([1024]);
    expect((await shown('alice', ofAlice)).map(({ assigneeId }) => assigneeId)).to.deep.equal([PEOPLE.jane]);
  });

  it('find it also while somebody else has claimed it, and when it is closed for the holder only', async () => {
    await add('alice');
    doneOf(await stage.operations.claimTask(stage.as('jane')));
    expect(await list('alice', ofAlice)).to.deep.equal([4812]);
    expect(await list('john', { assigneeId: PEOPLE.jane })).to.include(4812);
    doneOf(await stage.operations.releaseTask(stage.as('jane')));
    await stage.operations.completeTask({ ...stage.as('jane'), comments: '' });
    expect(await list('john', { assigneeId: PEOPLE.jane, completion: 'Due' })).not.to.include(4812);
    await stage.operations.completeTask({ ...stage.as('alice'), comments: '' });
    expect(await list('john', { ...ofAlice, completion: 'Completed' })).to.deep.equal([4812]);
    expect(await list('john', { assigneeId: PEOPLE.jane, completion: 'Completed' })).not.to.include(4812);
    expect(await dueDocuments('alice')).to.deep.equal([]);
  });

  it('find nothing for a tier to come, and nothing twice', async () => {
    const asks = [tier(user('jane'), 20), tier(user('alice'), 0)];
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks, inTiers: true }));
    expect(await list('alice', ofAlice)).to.deep.equal([]);
    expect(await list('alice', {})).to.deep.equal([]);
    expect((await list('jane', { assigneeId: PEOPLE.jane })).filter((id) => id === 4812)).to.deep.equal([4812]);
  });

  it('show a task to the members of a team that is asked, and do not find it as theirs', async () => {
    await stage.knex('team_members').insert({ team_id: LEGAL, user_id: PEOPLE.dave });
    await stage.knex('tasks').where({ team_id: LEGAL }).delete();
    await add('team');
    expect(await list('dave', {})).to.deep.equal([4812]);
    expect(await list('dave', { assigneeId: PEOPLE.dave })).to.deep.equal([]);
    expect(await list('alice', {})).to.deep.equal([]);
  });

  it('sort by whoever has it, nobody and names from outside first', async () => {
    await stage.knex('tasks').whereNotIn('id', [4812, 4810, 4811]).delete();
    const outside = { name: { kind: 'anyone', text: 'A Notary' } } as const;
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks: [outside, user('alice')] }));
    doneOf(await stage.operations.assignTask({ ...stage.as('john', 4810), asks: [user('alice'), user('jane')] }));
    // 4812 has a name from outside first, 4810 Alice, 4811 Jane.
    expect(await list('john', {}, 'Assignee')).to.deep.equal([4812, 4810, 4811]);
  });

  it('cost exchanges of their own only where somebody from outside is shown', async () => {
    const order = { key: 'DefaultSort', ascending: true } as const;
    /** The exchanges of a list and of one task, and how the list names the assignees of two tasks. */
    const asking = async (who: Who, filter: TaskFilter) => {
      const { credential } = stage.as(who);
      const names: (string | null | undefined)[] = [];
      const ofList = await countQueries(async () => {
        const found = await stage.operations.getTasks({ credential, selection: { filter, order } });
        if (isRefused(found)) throw new Error('refused');
        const tasks = tasksOf(found);
        names.push(...[4812, 4811].map((each) => tasks.find(({ id }) => id === each)?.assigneeFullName));
      });
      const ofTask = await countQueries(() => stage.operations.getTask(stage.as(who)));
      return { ofList, ofTask, names };
    };
    const ofJane = { assigneeId: PEOPLE.jane };
    // Who asks, which tasks, and what is in them; of another's tasks also how much the caller sees.
    expect(await asking('jane', ofJane)).to.deep.include({ ofList: 3, ofTask: 1 });
    await add('alice');
    expect(await asking('jane', ofJane)).to.deep.include({ ofList: 3, ofTask: 1 });
    expect(await asking('alice', ofJane)).to.deep.include({ ofList: 4, ofTask: 1 });
    const outside = { name: { kind: 'anyone', text: 'A Notary' } } as const;
    doneOf(await stage.operations.assignTask({ ...stage.as('john'), asks: [outside, user('jane')] }));
    expect(await asking('jane', ofJane)).to.deep.equal({ ofList: 4, ofTask: 2, names: ['A Notary', 'Jane Doe'] });
  });
});
