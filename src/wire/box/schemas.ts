import { z } from 'zod';
import { isDueDate } from './dates.ts';

const ID = '11446498';
const MOMENT = '2026-03-02T10:30:00+01:00';

const id = z.string().describe('Digits.');
const moment = z.string().describe("To a second, with the offset of the server's zone.").meta({ example: MOMENT });

/** What an answer has also where `fields` asks for something else. */
const ALWAYS = { id: true, type: true } as const;

export const UserMini = z
  .object({
    id: z.string().describe('The number of the account; `team-3` for a team, `external:NAME` for a mere name.'),
    type: z.literal('user'),
    name: z.string(),
    login: z.string().describe('The e-mail address; the login name of an account without one.'),
  })
  .meta({
    id: 'BoxUserMini',
    description: 'Somebody who can have a task.',
    example: { id: '15', type: 'user', name: 'Alice Jones', login: 'alice.jones@example.com' },
  });

export const FileMini = z
  .object({
    id: z.string().describe('The number of the document.'),
    type: z.literal('file'),
    sequence_id: z.string().describe('The version of the document.'),
    etag: z.string().describe('The version of the document.'),
    name: z.string(),
  })
  .meta({ id: 'BoxFileMini', description: 'The document that a task is about.' });

const wholeTaskAssignment = z.object({
  id,
  type: z.literal('task_assignment'),
  item: FileMini.nullable(),
  assigned_to: UserMini,
  message: z.string().describe('What the assignee said; while that is nothing, what the assigner did.'),
  completed_at: moment.nullable(),
  assigned_at: moment,
  reminded_at: z.null(),
  resolution_state: z.enum(['incomplete', 'completed', 'approved', 'rejected']),
  assigned_by: UserMini.nullable(),
});
export type WholeTaskAssignment = z.output<typeof wholeTaskAssignment>;

export const TaskAssignment = wholeTaskAssignment
  .partial()
  .required(ALWAYS)
  .meta({ id: 'BoxTaskAssignment', description: 'One person, or team, who is asked to do a task.' });

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ total_count: z.int().min(0), entries: z.array(item) });

export const TaskAssignments = listOf(TaskAssignment).meta({
  id: 'BoxTaskAssignments',
  description: 'Who is asked to do a task, in the order in which they were.',
});

const action = z.enum(['review', 'complete']).describe('`review`: to be approved or rejected.');
const rule = z.enum(['all_assignees', 'any_assignee']).describe('Who has to be done before the task is.');

const wholeTask = z.object({
  id,
  type: z.literal('task'),
  item: FileMini.nullable(),
  due_at: moment.nullable(),
  action,
  message: z.string().describe('What is to be done.'),
  task_assignment_collection: TaskAssignments,
  is_completed: z.boolean(),
  created_by: UserMini.nullable(),
  created_at: moment,
  completion_rule: rule,
});
export type WholeTask = z.output<typeof wholeTask>;

export const Task = wholeTask
  .partial()
  .required(ALWAYS)
  .meta({ id: 'BoxTask', description: 'A task on a document, and everybody who is asked to do it.' });

export const Tasks = listOf(Task).meta({ id: 'BoxTasks', description: 'The tasks on a document.' });

export const User = UserMini.extend({ status: z.literal('active') })
  .partial()
  .required(ALWAYS)
  .meta({
    id: 'BoxUser',
    description: 'The account that a call is made as.',
  });

export const ErrorBody = z
  .object({
    type: z.literal('error'),
    status: z.int(),
    code: z.string().describe('A word for programs.'),
    message: z.string().describe('A sentence for people.'),
    context_info: z
      .object({
        errors: z.array(z.object({ reason: z.string(), name: z.string().optional(), message: z.string() })),
      })
      .nullable()
      .describe('Why, more closely; `name` is the field it is about.'),
    help_url: z.string(),
    request_id: z.string().describe('Stands in the log of the server.'),
  })
  .meta({ id: 'BoxError', description: 'Why a call was turned down.' });

export const OAuthError = z
  .object({ error: z.string(), error_description: z.string() })
  .meta({ id: 'BoxOAuthError', description: 'Why no token was given.' });

export const AccessToken = z
  .object({
    access_token: z.string(),
    expires_in: z.int().describe('Seconds.'),
    token_type: z.literal('bearer'),
    restricted_to: z.array(z.never()),
    refresh_token: z.string().describe('Gives the next pair, once.'),
  })
  .meta({ id: 'BoxAccessToken', description: 'A pair of tokens.' });

// What clients send. An id may be a number too: some clients do not write it as text.
const givenId = z.union([z.string(), z.int()]).transform(String);

export const AssignmentBody = z
  .object({
    task: z.object({ id: givenId, type: z.literal('task').optional() }),
    assign_to: z
      .object({ id: givenId.nullish(), login: z.string().trim().min(1, 'must not be empty').nullish() })
      .refine(({ id: given, login }) => (given ?? login ?? null) !== null, 'must have an id or a login'),
  })
  .meta({
    id: 'BoxTaskAssignmentRequest',
    description: 'Whom to ask, by number or by e-mail address or login name; both must mean the same person.',
    example: { task: { id: ID, type: 'task' }, assign_to: { login: 'alice.jones@example.com' } },
  });

const state = z.enum(['completed', 'incomplete', 'approved', 'rejected']);

export const AssignmentUpdate = z
  .object({
    message: z.string().nullish(),
    resolution_state: state.nullish(),
    status: state.nullish().describe('The older name of `resolution_state`.'),
  })
  .meta({
    id: 'BoxTaskAssignmentUpdate',
    description: 'What the assignee says, and what came of it.',
    example: { message: 'Done.', resolution_state: 'completed' },
  });

const dueDate = z
  .string()
  .refine(isDueDate, 'must be a date and time such as 2031-04-15T17:00:00+02:00')
  .describe("Without an offset in the server's zone; a date alone is midnight there.");

export const TaskBody = z
  .object({
    item: z.object({ id: givenId, type: z.literal('file').optional() }),
    action: action.default('review'),
    message: z.string().default(''),
    due_at: dueDate.nullish(),
    completion_rule: rule.default('all_assignees'),
  })
  .meta({
    id: 'BoxTaskRequest',
    description: 'A task for whoever is assigned next.',
    example: { item: { id: '1024', type: 'file' }, action: 'review', message: 'Please review.' },
  });

export const TaskUpdate = z
  .object({
    action: action.optional(),
    message: z.string().optional(),
    due_at: dueDate.nullable().optional().describe('Null for none.'),
    completion_rule: rule.optional(),
  })
  .meta({ id: 'BoxTaskUpdate', description: 'What is to be different; the rest stays.' });

export const TokenForm = z
  .object({
    grant_type: z.enum(['client_credentials', 'refresh_token']),
    client_id: z.string().describe('The name of an API key.'),
    client_secret: z.string().describe('The API key.'),
    box_subject_type: z.enum(['enterprise', 'user']).optional().describe("`enterprise`: the key's own account."),
    box_subject_id: z.string().optional().describe('With `user`: the number of the account.'),
    refresh_token: z.string().optional(),
  })
  .meta({ id: 'BoxTokenRequest' });

export const RevokeForm = z
  .object({ client_id: z.string(), client_secret: z.string(), token: z.string().describe('Either of a pair.') })
  .meta({ id: 'BoxRevokeRequest' });

// What stands in an address, and in headers.
export const TaskPath = z.object({ task_id: id });
export const AssignmentPath = z.object({ task_assignment_id: id });
export const FilePath = z.object({ file_id: id });
export const Fields = z.object({
  fields: z.string().optional().describe('Names with commas between them: answers have these, `type` and `id` alone.'),
});
export const Page = Fields.extend({
  offset: z.string().optional().describe('Entries to leave out.'),
  limit: z.string().optional().describe('Entries at the most, up to 1000.'),
});
export const AsUser = z.object({
  'As-User': z.string().optional().describe('The number of the account to act for; administrators only.'),
});
