import { expect } from 'chai';
import { reassignment, ticketOf } from '../office.ts';
import { useStage, type Row } from '../stage.ts';

/**
 * The columns in which a successor need not be as its original was (docs/legacy/operations.md#fields-of-both-tasks).
 * A new column of tasks goes here, or into the statement that opens the successor.
 */
const BEGUN_ANEW: readonly string[] = [
  ...['id', 'uuid', 'version', 'created_at', 'updated_at', 'status', 'approval_status', 'comments', 'instructions'],
  ...['assignee_id', 'team_id', 'assigned_by_id', 'redirected_from_id', 'reassigned_from_id', 'reassigned_to_id'],
  ...['due_at', 'started_at', 'finished_at', 'deadline_hours', 'start_version', 'end_version'],
  ...['holds_step', 'sharing', 'reassignments'],
];

/** A value for each type that is nobody's default. Lists and jsonb have one in the office already. */
const UNUSUAL: Readonly<Record<string, unknown>> = {
  integer: 1,
  smallint: 1,
  boolean: true,
  text: 'kept',
  'timestamp with time zone': new Date('2030-01-02T03:04:05Z'),
};

const EMPTY: readonly string[] = ['null', '""', '0', 'false', '[]', '{}'];

describe('the successor of a task', () => {
  const stage = useStage('successor_columns');

  it('has every column of the original but those that begin anew', async () => {
    const columns = await stage
      .knex<{ column_name: string; data_type: string; table_name: string }>('information_schema.columns')
      .where({ table_name: 'tasks' })
      .whereNotIn('column_name', BEGUN_ANEW);
    const unusual = columns
      .filter(({ data_type: type }) => type in UNUSUAL)
      .map(({ column_name: name, data_type: type }) => [name, UNUSUAL[type]]);
    await stage.knex('tasks').where({ id: 4812 }).update(Object.fromEntries(unusual));
    const carried = (row: Row): Row => Object.fromEntries(columns.map(({ column_name: name }) => [name, row[name]]));
    const original = carried(await stage.task(4812));
    const unset = Object.entries(original).filter(([, value]) => EMPTY.includes(JSON.stringify(value)));
    expect(unset, 'columns that the test gives no value').to.deep.equal([]);

    await stage.operations.reassignTask(reassignment(await ticketOf(stage.knex, 'jane.doe')));
    expect(carried(await stage.task(4813))).to.deep.equal(original);
  });
});
