import type { WorkOrder } from '../../core/desk/work-order.ts';
import { PRIORITIES } from '../../core/vocabulary.ts';
import type { Cursor, CursorPage, ListOrder, EntryKey } from '../../core/list-page.ts';
import type { Bind } from '../sql/binding.ts';
import { beyond, keyJson, readingOrder } from '../sql/keyset.ts';

/** A stretch of a list from where a page begins, nearest first, as PostgreSQL meets its tasks without sorting them all. */
export interface Way {
  /** Has all columns of the tasks; a limit may follow. */
  readonly query: string;
  /** Whether it has more than the longest that is gone; an expression. */
  readonly isLonger: string;
  /** So many tasks at the most, where that is known without looking; an expression. */
  readonly size?: string;
  /** What follows `order by` where the rows of the query are called `tasks`, and their keys as JSON. */
  readonly orderBy: string;
  readonly key: string;
}

/** A stretch in which the first values of the key are the same. */
interface Stretch {
  readonly same: EntryKey;
  /** The other values, of the rows of `waysThrough`. */
  readonly by: readonly string[];
  /** @param from what the cursor leaves of the stretch, null for all of it */
  readonly way: (from: StretchPage) => Pick<Way, 'query' | 'isLonger' | 'size'>;
}

/** Of the values that a stretch is ordered by. */
interface StretchPage {
  readonly order: ListOrder;
  readonly cursor: CursorPage['cursor'];
  readonly bind: Bind;
}

type Table = 'tasks' | 'open_tasks';

const DUE_AT = 'tasks.due_at';

/** Tasks that are met in the hope of a page of matches: some ten milliseconds. */
export const LONGEST = 50_000;

/** Workflows that are put in order for a page: PostgreSQL sorts so many out of all. */
const MOST_PARTIES = 1000;

/**
 * The ways from where a page begins to the end of the list, or to its begin for what lies before a cursor.
 *
 * @param within conditions of an index of due dates, which the way by these need not go beyond
 */
export function waysFrom(
  table: Table,
  workOrder: WorkOrder,
  columns: ListOrder,
  { cursor }: CursorPage,
  within: readonly string[],
  bind: Bind,
): readonly Way[] {
  const stretches = stretchesOf(table, workOrder, within);
  const at = cursor ? stretches.findIndex(({ same }) => isWithin(cursor.key, same)) : 0;
  const left = cursor?.side === 'before' ? stretches.slice(0, at + 1).reverse() : stretches.slice(Math.max(at, 0));
  return left.map(({ same, by, way }, index) => {
    const order = columns.slice(same.length);
    const begin = cursor && at >= 0 && index === 0 ? { ...cursor, key: cursor.key.slice(same.length) } : null;
    const side = cursor?.side;
    const constants = same.map((value) => (value === null ? 'null' : String(value)));
    return {
      ...way({ order, cursor: begin ?? (side && { side, key: [] }) ?? null, bind }),
      orderBy: wayOrder(order, by, side),
      key: keyJson(columns, [...constants, ...by]),
    };
  });
}

/** What is left of a list's order in a stretch: there, each task has the values. */
const plain = (order: ListOrder): ListOrder => order.map(({ mayBeNull: _, ...column }) => column);

/** The order of a way. The indexes of due dates have those without one first, also where a way leaves these out. */
const wayOrder = (order: ListOrder, by: readonly string[], side?: Cursor['side']): string =>
  by
    .map((expression, index) => {
      const column = readingOrder(plain(order).slice(index, index + 1), [expression], side);
      return expression === DUE_AT ? `${column} nulls ${column === DUE_AT ? 'first' : 'last'}` : column;
    })
    .join(', ');

/** Does an entry lie in the stretch of these first values? One without any is for those that have a value. */
const isWithin = (key: EntryKey, same: EntryKey): boolean =>
  same.length === 0 ? key[0] !== null : same.every((value, index) => value === key[index]);

/** The stretches of each order, as the list has them: those without a value are the last in both directions. */
function stretchesOf(table: Table, { sort, isDescending }: WorkOrder, within: readonly string[]): readonly Stretch[] {
  switch (sort) {
    case 'task':
      return [stretch(table, [], [], ['tasks.id'])];
    case 'due':
      return [
        stretch(table, [], ['tasks.due_at is not null', ...within], [DUE_AT, 'tasks.id']),
        stretch(table, [null], ['tasks.due_at is null', ...within], ['tasks.id']),
      ];
    case 'priority': {
      const upwards = Object.values(PRIORITIES).map((each) =>
        stretch(table, [each], [`tasks.priority = ${each}`], ['tasks.id'], sizeOf(table, each)),
      );
      return isDescending ? upwards.reverse() : upwards;
    }
    case 'assignee':
      return [
        byParty(ASSIGNEES, tasksOfAssignee(table)),
        stretch(table, [null, null], ['tasks.assignee_id is null', 'tasks.team_id is null'], ['tasks.id']),
      ];
    case 'workflow':
      return [
        byParty(WORKFLOWS, tasksOfWorkflow(table)),
        stretch(table, [null, null], ['tasks.workflow_id is null'], ['tasks.id']),
      ];
  }
}

/** How many tasks of a priority there are, as they are counted anyway. */
const sizeOf = (table: Table, priority: number): string => `(
  select coalesce(sum(counted.total), 0) from counted_tasks as counted
   where counted.priority = ${priority}${table === 'open_tasks' ? ` and counted.status in ('InProgress', 'DueDateChanged')` : ''})`;

/** A stretch that an index has in its order. */
const stretch = (
  table: Table,
  same: EntryKey,
  conditions: readonly string[],
  by: readonly string[],
  size?: string,
): Stretch => ({
  same,
  by,
  way({ order, cursor, bind }) {
    const from = cursor && cursor.key.length > 0 ? [beyond(plain(order), by, cursor, bind)] : [];
    const all = [...conditions, ...from];
    const query = `select tasks.* from ${table} as tasks${all.length === 0 ? '' : ` where ${all.join(' and ')}`}
   order by ${wayOrder(order, by, cursor?.side)}`;
    return size === undefined
      ? { query, isLonger: `exists (${query} offset ${LONGEST})` }
      : { query, isLonger: `${size} > ${LONGEST}`, size };
  },
});

/** People, teams or workflows whose tasks are together, as queries of `name`, `number` and what their tasks know of them. */
interface Parties {
  readonly queries: readonly { readonly text: string; readonly by: readonly [name: string, number: string] }[];
  /** Of so many that not all are put in order. */
  readonly areMany: boolean;
}

const ASSIGNEES: Parties = {
  queries: [
    {
      text: 'select lower(users.full_name) as name, users.id as number, users.id as person_id, null::int as team_id from users',
      by: ['lower(users.full_name)', 'users.id'],
    },
    {
      text: 'select lower(teams.name), teams.id, null::int, teams.id from teams',
      by: ['lower(teams.name)', 'teams.id'],
    },
  ],
  areMany: false,
};

const WORKFLOWS: Parties = {
  queries: [
    {
      text: 'select lower(workflows.name) as name, workflows.id as number from workflows',
      by: ['lower(workflows.name)', 'workflows.id'],
    },
  ],
  areMany: true,
};

const openOf = (held: string): string => `select open_tasks.* from ${held} join open_tasks on open_tasks.id = held.id`;

const tasksOfAssignee = (table: Table): string =>
  table === 'open_tasks'
    ? `select open_tasks.* from open_tasks where open_tasks.assignee_id = parties.person_id
     union all
     ${openOf('tasks held')} where held.team_id = parties.team_id`
    : `select tasks.* from assigned_tasks held join tasks on tasks.id = held.id where held.assignee_id = parties.person_id
     union all
     select tasks.* from tasks where tasks.team_id = parties.team_id`;

const tasksOfWorkflow = (table: Table): string =>
  table === 'open_tasks'
    ? `${openOf('tasks held')} where held.workflow_id = parties.number`
    : 'select tasks.* from tasks where tasks.workflow_id = parties.number';

const BY_PARTY = ['parties.name', 'parties.number', 'tasks.id'];

/** A stretch that is met party by party: only the tasks of the next few are looked up, until a page is full. */
const byParty = ({ queries, areMany }: Parties, tasksOf: string): Stretch => ({
  same: [],
  by: ['tasks.party_name', 'tasks.party_number', 'tasks.id'],
  way({ order, cursor, bind }) {
    const columns = plain(order);
    const begin = cursor && cursor.key.length > 0 ? cursor : null;
    const party = begin && { ...begin, key: begin.key.slice(0, 2) };
    const named = queries.map(({ text, by }) =>
      party ? `${text} where ${beyond(columns.slice(0, 2), by, party, bind, true)}` : text,
    );
    const parties = `${named.join(' union all ')} order by ${readingOrder(columns.slice(0, 2), ['1', '2'], cursor?.side)}`;
    const query = `select tasks.*, parties.name as party_name, parties.number as party_number
    from (${parties}${areMany ? ` limit ${MOST_PARTIES}` : ''}) as parties
   cross join lateral (${tasksOf}) as tasks${begin ? `\n   where ${beyond(columns, BY_PARTY, begin, bind)}` : ''}
   order by ${readingOrder(columns, BY_PARTY, cursor?.side)}`;
    const isLonger = `exists (${query} offset ${LONGEST})`;
    return {
      query,
      isLonger: areMany ? `(exists (${parties} offset ${MOST_PARTIES}) or ${isLonger})` : isLonger,
    };
  },
});
