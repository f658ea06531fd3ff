import { z } from 'zod';
import { OrkesError } from './errors.ts';
import { USER_TYPES } from './people.ts';

export const HumanTaskUser = z
  .object({
    userType: z.enum(USER_TYPES).describe('What kind of name it is.'),
    user: z.string().describe('The e-mail address or login of a user, the name of a group, or a name from outside.'),
  })
  .meta({
    id: 'OrkesHumanTaskUser',
    description: 'Somebody who is asked to do a task, or has claimed it.',
    example: { userType: 'CONDUCTOR_USER', user: 'jane.doe@acme.com' },
  });

export const HumanTaskAssignment = z
  .object({
    assignee: HumanTaskUser,
    slaMinutes: z.int().min(0).describe('For how many minutes, from when it is this assignee’s turn; 0: no limit.'),
  })
  .meta({
    id: 'OrkesHumanTaskAssignment',
    description: 'One tier of an assignment policy.',
    example: { assignee: { userType: 'CONDUCTOR_USER', user: 'jane.doe@acme.com' }, slaMinutes: 20 },
  });

export const STATES = ['PENDING', 'ASSIGNED', 'IN_PROGRESS', 'COMPLETED', 'TIMED_OUT', 'DELETED'] as const;

export const HumanTaskEntry = z
  .object({
    createdBy: z.string().optional().describe('The e-mail address of the owner.'),
    updatedBy: z.string().optional().describe('Who changed the task last; with a single task only.'),
    createdOn: z.int().describe('Milliseconds since 1970.'),
    updatedOn: z.int().describe('Milliseconds since 1970; rises with every change by any API.'),
    taskId: z.string().describe('The uuid of the task.'),
    state: z.enum(STATES).describe('ASSIGNED: open. IN_PROGRESS: claimed. TIMED_OUT does not occur.'),
    displayName: z.string(),
    definitionName: z.string(),
    workflowId: z.string().optional(),
    workflowName: z.string().optional(),
    taskRefName: z.string().describe('The step of the workflow, else the name of the task.'),
    assignee: HumanTaskUser.optional().describe('Who is asked first. Absent: nobody is, and anybody may claim.'),
    claimant: HumanTaskUser.optional().describe('Who has claimed it.'),
    humanTaskDef: z.object({
      displayName: z.string(),
      assignments: z
        .array(HumanTaskAssignment)
        .describe('Tiers whose turn it is or comes; without tiers the assignee.'),
      assignmentCompletionStrategy: z.enum(['LEAVE_OPEN', 'TERMINATE']),
      taskTriggers: z.array(z.unknown()).describe('Always empty.'),
    }),
    input: z.record(z.string(), z.unknown()).describe('instructions, dueAt, document; of a single task also its log.'),
    output: z.record(z.string(), z.unknown()).describe('What was kept with the task.'),
  })
  .meta({ id: 'OrkesHumanTaskEntry', description: 'A human task.' });

/** The answers that every call with a token may give. */
const refusals = {
  400: { description: 'The task is unknown, in another state, or the call cannot be read', schema: OrkesError },
  401: { description: 'The token is unknown or has expired', schema: OrkesError },
  403: { description: 'The caller has no right to do this', schema: OrkesError },
  429: { description: 'Too many calls', schema: OrkesError },
  500: { description: 'The server has failed', schema: OrkesError },
  503: { description: 'The server is busy', schema: OrkesError },
} as const;

export const READ_ANSWERS = refusals;

export const CHANGE_ANSWERS = {
  ...refusals,
  409: { description: 'The task kept changing meanwhile', schema: OrkesError },
  422: { description: 'The Idempotency-Key was used for another call', schema: OrkesError },
} as const;

export const BODY_ANSWERS = {
  413: { description: 'The body is too long', schema: OrkesError },
  415: { description: 'The body is not JSON in UTF-8', schema: OrkesError },
} as const;

export const NOT_FOUND = { 404: { description: 'There is no such task', schema: OrkesError } } as const;

export const DONE = { 200: { description: 'Done; without a body' } } as const;
export const TASK = { 200: { description: 'The task', schema: HumanTaskEntry } } as const;

export const TaskIdPath = z.object({ taskId: z.string().describe('The uuid of the task, or its number.') });

export const withTemplate = z.enum(['true', 'false']).optional().describe('Accepted; there are no templates.');
