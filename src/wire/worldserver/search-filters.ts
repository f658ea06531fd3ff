import { z } from 'zod';
import type { TaskCondition } from '../../core/lists/shared-task-list.ts';
import { badRequest, type WorldServerError } from './errors.ts';
import { idOf } from './numbers.ts';
import { statusesOf } from './task-object.ts';

const Filter = z
  .object({
    field: z
      .string()
      .describe('id, name, priority, status, assignee (a user), workflow (a name), project.id, or assets (a path).'),
    operator: z.string().describe('eq, or for texts like, in which % stands for anything.'),
    value: z.union([z.string(), z.number()]),
  })
  .meta({
    id: 'WorldServerFilter',
    description: 'What a task has to meet.',
    example: { field: 'name', operator: 'like', value: '%review%' },
  });

/** At the most, in one search. */
const MOST_FILTERS = 100;

/** The body of a search. */
export const Search = z
  .object({
    operator: z.string().optional().describe('and, or; and when left out.'),
    filters: z.array(Filter).max(MOST_FILTERS).optional().describe('None: every task that the caller may see.'),
  })
  .meta({
    id: 'WorldServerSearch',
    description: 'Which tasks are looked for.',
    example: { operator: 'and', filters: [{ field: 'status', operator: 'eq', value: 'ACTIVE' }] },
  });

// Maps, because every object has members such as `constructor` that no field is.
const TEXTS: ReadonlyMap<string, 'name' | 'workflowName' | 'document'> = new Map([
  ['name', 'name'],
  ['workflow', 'workflowName'],
  ['assets', 'document'],
]);

const NUMBERS: ReadonlyMap<string, 'priority' | 'assignee' | 'workflow'> = new Map([
  ['priority', 'priority'],
  ['assignee', 'assignee'],
  ['project.id', 'workflow'],
]);

type SentFilter = z.output<typeof Filter>;

/** What a filter asks for; null where nothing is known that it could. */
function conditionOf({ field, operator, value }: SentFilter): TaskCondition | null {
  const text = TEXTS.get(field);
  if (text) {
    if (operator === 'like') return { of: text, like: String(value) };
    return operator === 'eq' ? { of: text, is: String(value) } : null;
  }
  if (operator !== 'eq') return null;
  if (field === 'status') {
    const statuses = statusesOf(String(value));
    return statuses.length === 0 ? null : { of: 'status', oneOf: statuses };
  }
  const id = idOf(value);
  if (id === null) return null;
  const number = NUMBERS.get(field);
  if (number) return { of: number, is: id };
  return field === 'id' ? { of: 'id', oneOf: [id] } : null;
}

/** What a search asks for, or the first thing of it that nothing is known of. */
export function wantedBy({
  operator = 'and',
  filters = [],
}: z.output<typeof Search>):
  { readonly conditions: readonly TaskCondition[]; readonly joined: 'and' | 'or' } | WorldServerError {
  if (operator !== 'and' && operator !== 'or') return badRequest('Field operator is not valid');
  const conditions: TaskCondition[] = [];
  for (const filter of filters) {
    const condition = conditionOf(filter);
    if (!condition) return badRequest(`Filter on field ${filter.field} is not valid`);
    conditions.push(condition);
  }
  return { conditions, joined: operator };
}
