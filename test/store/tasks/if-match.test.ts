import { expect } from 'chai';
import type { Credential } from '../../../src/core/access/credential.ts';
import { isRefused } from '../../../src/core/refusal.ts';
import { readReassignments } from '../../../src/store/tasks/reassign-task.ts';
import { readTaskFacts } from '../../../src/store/tasks/task-facts.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { loadOffice, reassignment, ticketOf } from '../office.ts';
import { useStage } from '../stage.ts';

const context = { api: 'asmx', requestId: 'request-1' };
const STALE = { refused: 'version-mismatch' };

describe('changing a task of a known version on a real database', () => {
  let jane: Credential;
  const stage = useStage('if_match', {
    load: async (knex) => {
      await loadOffice(knex);
      await knex('tasks').update({ updated_at: '2026-03-01T08:15:30.120999Z', permissions: ['ChangePriority'] });
      jane = await ticketOf(knex, 'jane.doe');
    },
  });

  const call = (taskId = 4812) => ({ credential: jane, context, taskId });

  /** As a client has it from GetTask. */
  const versionOf = async (taskId = 4812): Promise<string> => {
    const read = await stage.operations.getTask(call(taskId));
    if (isRefused(read)) throw new Error(`refused: ${read.refused}`);
    return `"${read.version}"`;
  };

  /** What the others do not know of, as somebody else would write it. */
  const somebodyElse = (knex: typeof stage.knex) =>
    knex.raw(`
      update tasks set version = version + 1, priority = 0, updated_at = updated_at + interval '1 millisecond'
       where id = 4812`);

  const everything = async () => JSON.stringify([await stage.knex('tasks').orderBy('id'), await stage.history()]);

  it('knows what the database keeps finer than clients do', async () => {
    expect(await versionOf()).to.equal('"2026-03-01T08:15:30.120Z"');
    const done = await stage.operations.setTaskComment({ ...call(), ifMatch: await versionOf(), comments: 'x' });
    expect(done).to.deep.equal({ taskId: 4812 });
  });

  it('gives the task another version with each change', async () => {
    const ifMatch = await versionOf();
    await stage.operations.setTaskComment({ ...call(), comments: 'one' });
    const next = await versionOf();
    expect(next).not.to.equal(ifMatch);
    expect(await stage.operations.setTaskPriority({ ...call(), ifMatch, priority: 11 })).to.deep.equal(STALE);
    expect(await stage.operations.setTaskPriority({ ...call(), ifMatch: next, priority: 11 })).to.deep.equal({
      taskId: 4812,
    });
  });

  const document = '/Corporate/Legal/ContractDraft.pdf';
  const changes: Readonly<Record<string, (ifMatch: string | undefined) => Promise<object>>> = {
    SetTaskComment: (ifMatch) => stage.operations.setTaskComment({ ...call(), ifMatch, comments: 'mine' }),
    SetTaskPriority: (ifMatch) => stage.operations.setTaskPriority({ ...call(), ifMatch, priority: 11 }),
    UpdateTaskStatus: (ifMatch) =>
      stage.operations.updateTaskStatus({ ...call(), ifMatch, taskStatus: 20, finishedAt: null, comments: null }),
    CompleteTask: (ifMatch) => stage.operations.completeTask({ ...call(), ifMatch, comments: 'Done.' }),
    DeleteTask: (ifMatch) => stage.operations.deleteTask({ ...call(), ifMatch }),
    AddWorkflowAttachment: (ifMatch) =>
      stage.operations.addWorkflowAttachment({ ...call(), ifMatch, documentPath: document, versionNumber: 1 }),
    ReassignTask: (ifMatch) => stage.operations.reassignTask(reassignment(jane, { ifMatch })),
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`never writes ${name} over a change that came between its read and its write`, async () => {
      await stage.knex('tasks').where({ id: 4812 }).update({ right_type: 6, requirements: '[]' });
      const ifMatch = await versionOf();
      const outcome = await stage.during(somebodyElse, () => change(ifMatch));
      expect(outcome).to.deep.equal(STALE);
      expect(await stage.task(4812)).to.include({ version: 2, priority: 0, status: 'InProgress' });
      expect(await stage.history()).to.deep.equal([]);
    });

    it(`tries ${name} again where no version is named`, async () => {
      await stage.knex('tasks').where({ id: 4812 }).update({ right_type: 6, requirements: '[]' });
      const outcome = await stage.during(somebodyElse, () => change(undefined));
      expect(outcome).not.to.have.property('refused');
    });
  }

  it('lets one of many calls win that know the same version', async () => {
    const ifMatch = await versionOf();
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        stage.operations.setTaskComment({ ...call(), ifMatch, comments: String(index) }),
      ),
    );
    expect(outcomes.filter((outcome) => !isRefused(outcome))).to.deep.equal([{ taskId: 4812 }]);
    expect(outcomes.filter(isRefused)).to.deep.equal(Array.from({ length: 15 }, () => STALE));
    expect(await stage.task(4812)).to.include({ version: 2 });
  });

  it('compares for those alone that name a version, also in one statement', async () => {
    const [stale, other] = await Promise.all([
      stage.operations.setTaskComment({ ...call(4810), ifMatch: '"other"', comments: 'stale' }),
      stage.operations.setTaskComment({ ...call(4812), comments: 'other' }),
    ]);
    expect([stale, other]).to.deep.equal([STALE, { taskId: 4812 }]);
  });

  it('answers the repeat of a call, though its version is stale by then', async () => {
    const request = reassignment(jane, { ifMatch: await versionOf(), idempotencyKey: 'order-7' });
    const first = await stage.operations.reassignTask(request);
    expect(first).to.include({ taskId: 4813 });
    const after = await everything();
    expect(await stage.operations.reassignTask(request)).to.deep.equal(first);
    expect(await everything()).to.equal(after);
  });

  it('does the work once when such repeats come at the same moment', async () => {
    const request = reassignment(jane, { ifMatch: await versionOf(), idempotencyKey: 'order-7' });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => stage.operations.reassignTask(request)));
    for (const outcome of outcomes) expect(outcome).to.include({ taskId: 4813 });
  });

  it('reads the version for those alone that name one', async () => {
    const [unasked] = await readTaskFacts(stage.knex, [call()]);
    expect(unasked?.task).not.to.have.property('updatedAt');
    const [asked] = await readTaskFacts(stage.knex, [{ ...call(), ifMatch: '"other"' }]);
    expect(asked?.task?.updatedAt).to.deep.equal(new Date('2026-03-01T08:15:30.120Z'));
    const [reassigned] = await readReassignments(stage.knex, [reassignment(jane)]);
    expect(reassigned?.task?.updatedAt).to.equal(undefined);
  });

  it('takes as many exchanges with the database as without', async () => {
    const ifMatch = await versionOf();
    expect(await countQueries(() => stage.operations.getTask(call()))).to.equal(1);
    expect(
      await countQueries(() => stage.operations.reassignTask(reassignment(jane, { ifMatch: '"other"' }))),
    ).to.equal(1);
    expect(await countQueries(() => stage.operations.reassignTask(reassignment(jane, { ifMatch })))).to.equal(2);
  });
});
