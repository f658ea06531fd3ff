import { expect } from 'chai';
import type { SortKey, TaskFilter, TaskOrder } from '../../../src/core/lists/get-tasks.ts';
import { createTaskListStore } from '../../../src/store/lists/task-lists.ts';
import { loadFixture } from '../../../src/store/seed/load.ts';
import { short } from '../../../src/wire/asmx/operations/task-fields.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ticketOf } from '../office.ts';

const ada = { assignee: 'ada', assignedBy: 'ben' };

/** Two libraries, a workflow and eight tasks; what a list prints of them is told apart by their ids. */
const FIXTURE = {
  users: [
    { id: 1, login: 'ada', firstName: 'Zoe', lastName: 'Ada' },
    { id: 2, login: 'ben', firstName: 'ben', lastName: 'Ben' },
    { id: 3, login: 'cyd', firstName: 'Cyd', lastName: 'Cyd' },
    { id: 4, login: 'dan', firstName: 'Dan', lastName: 'Dan' },
    { id: 5, login: 'eve', firstName: 'Eve', lastName: 'Eve', roles: ['libraryManager'] },
    { id: 6, login: 'fay', firstName: 'Fay', lastName: 'Fay' },
  ],
  teams: [
    { id: 1, name: 'Anybody', members: ['cyd'] },
    { id: 2, name: 'Watch', members: ['dan'] },
  ],
  documents: [
    { id: 11, path: '/North/Contracts/b.pdf', type: 'Contract', owner: 'ada', checkedOutBy: 'ben', version: 4 },
    { id: 12, path: '/South/Letters/A.pdf', type: 'Letter' },
  ],
  workflows: [
    { id: 21, name: 'Watched', definition: { id: 31, name: 'Flow' }, supervisors: ['fay'], supervisorTeams: ['Watch'] },
    { id: 22, name: 'alone', definition: { id: 32, name: 'Other' } },
  ],
  tasks: [
    { id: 101, ...ada, status: 'InProgress', startedAt: '-P9D', dueAt: '+P3D', document: '/North/Contracts/b.pdf' },
    { id: 102, ...ada, status: 'DueDateChanged', startedAt: '-P8D', dueAt: '-P1D', document: '/South/Letters/A.pdf' },
    { id: 103, ...ada, status: 'InProgress', startedAt: '-P7D', workflow: 21, priority: 'Urgent' },
    { id: 104, ...ada, status: 'Completed', startedAt: '-P6D', finishedAt: '-P5D', dueAt: '+P1D', workflow: 22 },
    { id: 105, ...ada, status: 'NotStarted', dueAt: '+P2D', instructions: 'b', reminderHours: 48 },
    { id: 106, ...ada, status: 'Reassigned', startedAt: '-P5D', dueAt: '+P9D', instructions: 'A', reminderHours: 1 },
    { id: 107, ...ada, status: 'Dropped', startedAt: '-P4D', finishedAt: '-P3D', supervisor: 'ben', priority: 'Low' },
    { id: 108, team: 'Anybody', status: 'InProgress', startedAt: '-P3D', dueAt: '+P3D', supervisor: 'cyd' },
  ],
};
const ALL = [101, 102, 103, 104, 105, 106, 107, 108];

const BY_ID: TaskOrder = { key: 'DefaultSort', ascending: true };
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

describe('the lists in the database', () => {
  let database: TestDatabase;
  let store: ReturnType<typeof createTaskListStore>;
  before(async () => {
    database = await createTestDatabase('lists');
    await loadFixture(database.knex, JSON.stringify(FIXTURE), 'lists', new Date());
    store = createTaskListStore(database.knex, database.knex);
  });
  after(() => database.drop());

  const list = async (filter: TaskFilter, visibleTo: number | null = null, order = BY_ID): Promise<number[]> => {
    const { ids, taskCount } = await store.readTaskIds({ filter, order, visibleTo }, null);
    expect(taskCount).to.equal(ids.length);
    return [...ids];
  };

  const filters: [string, TaskFilter, number[]][] = [
    ['everything', {}, ALL],
    ['what is due', { completion: 'Due' }, [101, 103, 108]],
    ['what is overdue', { completion: 'OverDue' }, [102]],
    ['what is completed', { completion: 'Completed' }, [104]],
    ['what is not started', { completion: 'NotStarted' }, [105]],
    ['what is reassigned', { completion: 'Reassigned' }, [106]],
    ['what is dropped', { completion: 'Dropped' }, [107]],
    ['what is closed', { completion: 'Archived' }, [104, 106, 107]],
    ['a priority', { priority: 11 }, [103]],
    ['what started since', { startedFrom: daysAgo(5.5) }, [106, 107, 108]],
    ['what started before', { startedBefore: daysAgo(7.5) }, [101, 102]],
    ['a library', { libraryId: 1 }, [101]],
    ['a person’s work', { assigneeId: 1 }, [101, 102, 103, 104, 105, 106, 107]],
    ['what a person has assigned', { assignedById: 2, completion: 'Completed' }, [104]],
    ['what a person supervises', { supervisorId: 2 }, [107]],
    ['a workflow’s definition', { workflowDefinitionId: 32 }, [104]],
    ['a document', { documentId: 12 }, [102]],
    ['a workflow', { workflowId: 21 }, [103]],
    ['a type of documents in any case', { documentType: 'LETTER' }, [102]],
    ['nothing', { documentType: "'; drop table tasks; --" }, []],
  ];
  for (const [title, filter, ids] of filters) {
    it(`finds ${title}`, async () => expect(await list(filter)).to.deep.equal(ids));
  }

  const visible: [string, number, number[]][] = [
    ['an assignee', 1, [101, 102, 103, 104, 105, 106, 107]],
    ['an assigner, who is a supervisor too', 2, [101, 102, 103, 104, 105, 106, 107]],
    ['a member of the assigned team', 3, [108]],
    ['a member of a team that supervises the workflow', 4, [103]],
    ['a supervisor of the workflow', 6, [103]],
    ['nobody', 5, []],
  ];
  for (const [who, id, ids] of visible) {
    it(`shows ${who} what is theirs`, async () => expect(await list({}, id)).to.deep.equal(ids));
  }

  const none = (...ids: number[]) => ids;
  const ascending: Record<SortKey, number[]> = {
    DefaultSort: ALL,
    RecurringEndBy: ALL,
    DocumentID: [...none(103, 104, 105, 106, 107, 108), 101, 102],
    Instruction: [...none(101, 102, 103, 104, 107, 108), 106, 105],
    DateAssigned: [...none(105), 101, 102, 103, 104, 106, 107, 108],
    DueDate: [...none(103, 107), 102, 104, 105, 101, 108, 106],
    ReminderDate: [...none(101, 102, 103, 104, 107, 108), 105, 106],
    Priority: [107, 101, 102, 104, 105, 106, 108, 103],
    TaskStatus: [106, 107, 105, 101, 103, 108, 102, 104],
    FinishDate: [...none(101, 102, 103, 105, 106, 108), 104, 107],
    Assignee: [108, 101, 102, 103, 104, 105, 106, 107],
    AssignedBy: [...none(108), 101, 102, 103, 104, 105, 106, 107],
    WorkflowName: [...none(101, 102, 105, 106, 107, 108), 104, 103],
    DocTypeName: [...none(103, 104, 105, 106, 107, 108), 101, 102],
    DocumentLibrary: [...none(103, 104, 105, 106, 107, 108), 101, 102],
    DocumentName: [...none(103, 104, 105, 106, 107, 108), 102, 101],
    SuperVisor: [...none(101, 102, 103, 104, 105, 106), 107, 108],
  };
  for (const [key, ids] of Object.entries(ascending)) {
    it(`orders by ${key}, up and down`, async () => {
      const order = { key: key as SortKey, ascending: true };
      expect(await list({}, null, order)).to.deep.equal(ids);
      expect(await list({}, null, { ...order, ascending: false })).to.deep.equal(ids.toReversed());
      expect(await list({ assigneeId: 1 }, null, order)).to.deep.equal(ids.filter((id) => id !== 108));
    });
  }

  it('counts what is on all pages', async () => {
    const page = (filter: TaskFilter, startingRow: number) =>
      store.readTaskIds({ filter, order: BY_ID, visibleTo: null }, { startingRow, rowCount: 3 });
    expect(await page({ assigneeId: 1 }, 5)).to.deep.equal({ ids: new Int32Array([106, 107]), taskCount: 7 });
    expect(await page({}, 6)).to.deep.equal({ ids: new Int32Array([107, 108]), taskCount: 8 });
    expect(await page({}, 60)).to.deep.equal({ ids: new Int32Array(), taskCount: 8 });
  });

  it('orders by reminders that reach back behind the calendar', async () => {
    const task = database.knex('tasks').where({ id: 105 });
    await task.clone().update({ reminder_hours: 2_147_483_647 });
    const order = { key: 'ReminderDate' as const, ascending: true };
    expect((await list({}, null, order)).slice(-2)).to.deep.equal([105, 106]);
    await task.update({ reminder_hours: 48 });
  });

  it('reads what was found in its order and leaves out what has gone since', async () => {
    const tasks = await store.readListedTasks([108, 999, 101]);
    expect(tasks.map(({ id }) => id)).to.deep.equal([108, 101]);
    expect(tasks[0]).to.include({ assigneeId: 1, assigneeIsTeam: true, assigneeFullName: 'Anybody' });
    expect(tasks[1]).to.include({
      assigneeFullName: 'Zoe Ada',
      assignedByLogin: 'ben',
      checkedOutByFullName: 'ben Ben',
    });
    expect(tasks[1]?.attachments).to.deep.equal([]);
  });

  it('knows whose ticket it is and which document is meant', async () => {
    const credential = await ticketOf(database.knex, 'eve');
    const caller = { id: 5, roles: ['libraryManager'] };
    expect(await store.readCaller(credential)).to.deep.equal(caller);
    expect(await store.readCaller({ kind: 'ticket', secret: 'no' })).to.equal(null);
    const request = { credential, documentPath: '/north/contracts/B.PDF', filter: 'all' } as const;
    expect(await store.readDocumentTasks(request)).to.deep.equal({ caller, document: { id: 11 } });
    expect(
      await store.readDocumentTasks({ ...request, credential: { kind: 'anonymous' }, documentPath: 'x' }),
    ).to.deep.equal({
      caller: null,
      document: null,
    });
  });

  it('finds a document’s tasks by due date', async () => {
    const { knex } = database;
    await knex('tasks').update({ document_id: 12 }).whereIn('id', [103, 104, 105]);
    const found = async (filter: 'all' | 'current_tasks' | 'task_history') => [
      ...(await store.readDocumentTaskIds({ documentId: 12, filter })),
    ];
    expect(await found('all')).to.deep.equal([103, 102, 104, 105]);
    expect(await found('current_tasks')).to.deep.equal([103, 102]);
    expect(await found('task_history')).to.deep.equal([104]);
    await knex('tasks').update({ document_id: null }).whereIn('id', [103, 104, 105]);
  });

  it('lists documents with tasks that are not late, the most urgent first', async () => {
    const { knex } = database;
    expect((await store.readDueTaskDocuments(1)).map(({ id }) => id)).to.deep.equal([11]);
    await knex('tasks').update({ document_id: 12 }).where({ id: 103 });
    const [urgent, other] = await store.readDueTaskDocuments(1);
    expect([urgent?.id, other?.id]).to.deep.equal([11, 12]);
    expect(urgent).to.include({
      name: 'b.pdf',
      path: '/North/Contracts/b.pdf',
      folderPath: '/North/Contracts',
      checkedOutByLogin: 'ben',
      ownerFullName: 'Zoe Ada',
      version: 4,
      libraryName: 'North',
      viewStatus: 0,
    });
    expect(await store.readDueTaskDocuments(3)).to.deep.equal([]);
    await knex('tasks').update({ document_id: null }).where({ id: 103 });
  });

  it('tells who has read the version that is published', async () => {
    const { knex } = database;
    const status = async () => (await store.readDueTaskDocuments(1))[0]?.viewStatus;
    await knex('document_reads').insert({ document_id: 11, user_id: 1, version: 3 });
    expect(await status()).to.equal(1);
    await knex('documents').update({ published_version: 3 }).where({ id: 11 });
    expect(await status()).to.equal(2);
  });

  it('counts the open and the late tasks of each person', async () => {
    await database.knex('tasks').update({ assignee_id: 3, team_id: null }).where({ id: 108 });
    expect(await store.readTaskStatistics()).to.deep.equal([
      { assigneeId: 3, assigneeFullName: 'Cyd Cyd', dueCount: 1, overdueCount: 0 },
      { assigneeId: 1, assigneeFullName: 'Zoe Ada', dueCount: 3, overdueCount: 1 },
    ]);
  });

  it('reads as much of long texts as lists show', async () => {
    const { knex } = database;
    for (const [before, end] of [
      ['é'.repeat(254), 'x'],
      ['é'.repeat(254), '😀'],
      ['😀'.repeat(254), 'x'],
      ['😀'.repeat(254), '😀'],
      ['e\u0301'.repeat(127), 'e'],
    ] as const) {
      for (const rest of ['', 'y', '😀', '\u0301', 'z'.repeat(100_000)]) {
        const text = before + end;
        await knex('tasks')
          .where({ id: 101 })
          .update({ instructions: text + rest, comments: rest + text });
        const [task] = await store.readListedTasks([101]);
        expect(task?.instructions).to.equal(text);
        expect(task?.comments).to.equal(short(rest + text));
      }
    }
  });
});
