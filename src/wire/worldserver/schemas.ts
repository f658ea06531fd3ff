import { z } from 'zod';
import type { RouteDescription } from '../json/json-dialect.ts';

const Id = z.union([z.int(), z.string().regex(/^-?\d+$/)]).describe('A number, or the same as text.');

/** What names a task in the body of a call. */
export const TaskId = z
  .object({ id: Id })
  .meta({ id: 'WorldServerTaskId', description: 'A task.', example: { id: 4812 } });

export const ChangedAssignees = z
  .object({
    id: Id,
    assignedUserIds: z.array(Id).optional().describe('The users to ask instead of all who are asked.'),
    assignedRoleIds: z.array(Id).optional().describe('The workflow roles to ask, after the users.'),
    assignedRolesIds: z.array(Id).optional().describe('The same as assignedRoleIds.'),
    taskStepIds: z.array(Id).optional().describe("The task's step, which has the task's id; left out, that one."),
  })
  .meta({
    id: 'WorldServerChangedAssignees',
    description: 'A task and its new assignees, of which there is at least one.',
    example: { id: 4812, assignedUserIds: [15] },
  });

export const Completion = z
  .object({
    id: Id,
    transitionId: Id.describe('One of currentTaskStep.workflowTransitions.'),
    comment: z.string().optional().describe("The task's comment; left out or empty, it stays."),
  })
  .meta({
    id: 'WorldServerCompletion',
    description: 'A claimed task and how it is completed.',
    example: { id: 4812, transitionId: 1, comment: 'Done.' },
  });

const Failure = z
  .object({
    code: z.int().describe('The HTTP status of the error.'),
    type: z.string(),
    message: z.string(),
  })
  .meta({
    id: 'WorldServerError',
    description: 'One thing that is wrong.',
    example: { code: 404, type: 'RESOURCE_NOT_FOUND', message: 'Resource TASK (4812) not found' },
  });

/** The body of an answer that is an error as a whole. */
export const Failed = z
  .object({ status: z.literal('ERROR'), errors: z.array(Failure) })
  .meta({ id: 'WorldServerFailed', description: 'What is wrong with the call.' });

const ItemResult = z
  .object({ status: z.enum(['OK', 'ERROR']), errors: z.array(Failure).optional() })
  .meta({ id: 'WorldServerItemResult', description: 'What came of an item.', example: { status: 'OK' } });

/** What came of each item of a call, in their order. */
const Results = z
  .object({
    status: z.enum(['OK', 'ERROR']).describe('ERROR where an item was refused; the others are done all the same.'),
    errors: z.array(Failure).optional().describe('All errors of the items.'),
    response: z.array(ItemResult).describe('One for each item, in their order.'),
  })
  .meta({
    id: 'WorldServerResults',
    description: 'What came of each item.',
    example: { status: 'OK', response: [{ status: 'OK' }] },
  });

type Answers = RouteDescription['answers'];

const failed = (description: string): Answers[number] => ({ description, schema: Failed });

/** The statuses that every call can be answered with. */
const COMMON: Answers = {
  413: failed('The body is too large'),
  415: failed('The body is not JSON'),
  429: failed('Too many calls'),
  500: failed('The server has failed'),
  503: failed('The server is busy'),
};

/** The statuses of a call with a body and without a token. */
export const OPEN_ANSWERS: Answers = {
  ...COMMON,
  400: failed('The body is missing or cannot be read'),
  401: failed('Nobody may sign in with this'),
};

/** The statuses of a call without a body. */
export const READING_ANSWERS: Answers = {
  401: failed('No session token, or a dead one'),
  413: failed('The body is too large'),
  429: failed('Too many calls'),
  500: failed('The server has failed'),
  503: failed('The server is busy'),
};

export const badQuery = failed('A parameter cannot be read');

export const noSuchTask = failed('No such task');

/** A refused call on one item alone, or on nothing but refused ones, has the status of the first. */
const refusedItems = (description: string): Answers[number] => ({
  description,
  schema: z.union([Results, Failed]),
});

/** The description of a call whose body is a list of items. */
export const describedItems = (summary: string, item: z.ZodType): RouteDescription => ({
  summary,
  body: { schema: z.array(item).min(1).max(1000) },
  answers: {
    ...COMMON,
    200: { description: 'What came of each item', schema: Results },
    400: refusedItems('The body, or every item, cannot be read or does not fit'),
    401: failed('No session token, or a dead one'),
    403: refusedItems('The caller may not do this with any of the tasks'),
    404: refusedItems('A task, user, role or step that an item names is not there'),
    409: refusedItems('The tasks kept changing'),
    422: refusedItems('The Idempotency-Key was used for another request'),
  },
  isChange: true,
});

const Text = z.string();

export const Session = z
  .object({
    sessionId: Text.describe('The token of all further calls.'),
    instanceId: z.int(),
    expirationTime: z.iso.datetime().describe('When the session ends if nothing is called with it.'),
    userDetails: z.object({
      userType: z.enum(['Administrator', 'User']),
      username: Text,
      fullName: Text,
      fingerprint: Text,
      regionalSettingsLocale: Text,
      language: z.object({ id: z.int(), languageCode: Text, countryCode: Text, isoCode: Text, locale: Text }),
    }),
    lastUpdateTime: z.int().describe('Milliseconds since 1970.'),
    daysToPwdExpire: z.int().describe('-1: never.'),
    loginOutcome: z.literal('SUCCESS'),
  })
  .meta({ id: 'WorldServerSession', description: 'A session, and whose it is.' });

const Transition = z.object({ id: z.int(), index: z.int(), text: Text });

const Step = z
  .object({
    id: z.int().describe("The task's id: a task has one step."),
    name: Text,
    displayName: Text,
    dueDate: z.iso.datetime().optional(),
    startDate: z.iso.datetime().optional(),
    creationDate: z.iso.datetime(),
    expectedDuration: z.int(),
    type: Text,
    typeName: Text,
    workflowTransitions: z.array(Transition).describe('How the task can be completed; none of a closed one.'),
    workflowStep: z.object({
      id: z.int(),
      type: Text,
      name: Text,
      idInWorkflow: z.int(),
      expectedDuration: z.int(),
      updatable: z.boolean(),
    }),
  })
  .meta({ id: 'WorldServerTaskStep', description: 'The step of a task.' });

const Assignee = z
  .object({
    id: z.int().describe('0 for EXTERNAL.'),
    name: Text,
    type: z.enum(['USER', 'WORKFLOW_ROLE', 'EXTERNAL']).describe('A user and a role may have the same id.'),
    disabled: z.boolean(),
  })
  .meta({ id: 'WorldServerAssignee', description: 'Who is asked to do a task, or has done it.' });

/** All of it is optional: a client names the fields that it wants. */
export const Task = z
  .object({
    id: z.int(),
    project: z.object({ id: z.int(), name: Text }).describe('The workflow that the task belongs to.'),
    assets: z.array(Text).describe("The document's path."),
    taskNumInProject: Text,
    workflow: z.object({ id: z.int(), name: Text, description: Text, expectedDuration: z.int() }),
    creator: z
      .object({
        id: z.int(),
        username: Text,
        firstName: Text,
        lastName: Text,
        displayName: Text,
        disabled: z.boolean(),
      })
      .describe('The owner.'),
    priority: z.int(),
    creationDate: z.iso.datetime(),
    dueDate: z.iso.datetime(),
    expectedDuration: z.int(),
    currentTaskStep: Step,
    steps: z.array(Step),
    status: z.object({ status: z.enum(['NOT_STARTED', 'ACTIVE', 'COMPLETED', 'CANCELED']), displayText: Text }),
    completionStatus: z.int().describe('100 or 0.'),
    assignees: z.array(Assignee),
    comment: Text.describe('What an assignee wrote last.'),
    detailedComment: Text.describe('The instructions.'),
    includeInCost: z.boolean(),
    targetAssets: z.array(Text),
  })
  .partial()
  .meta({ id: 'WorldServerTask', description: 'A task.' });

/** The parameters that choose what is shown of each object. */
export const FIELDS = {
  fields: Text.optional().describe('Names of the fields to show, with commas between them.'),
  excludedFields: Text.optional().describe('Names of the fields not to show; not together with fields.'),
};
