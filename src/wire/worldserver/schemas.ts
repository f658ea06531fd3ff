import { z } from 'zod';

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

export const UpdatedTask = z
  .object({
    id: Id,
    priority: Id.optional().describe('0, 1, 5, 10 or 11: from none to urgent.'),
    dueDate: z.string().optional().describe('A moment to come, in ISO 8601; without an offset in UTC.'),
    expectedDuration: z.number().optional().describe('Passed over.'),
  })
  .meta({
    id: 'WorldServerUpdatedTask',
    description: 'A task and what is to be said of it; what is left out stays.',
    example: { id: 4812, priority: 11 },
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
export const Results = z
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

const Workgroup = z.object({ id: z.int(), name: Text, displayName: Text, disabled: z.boolean() });

export const WorkflowRole = z
  .object({ id: z.int(), name: Text, disabled: z.boolean(), description: Text })
  .partial()
  .meta({ id: 'WorldServerWorkflowRole', description: 'A team.', example: { id: 3, name: 'Legal' } });

export const User = z
  .object({
    id: z.int(),
    username: Text.describe('The login name.'),
    firstName: Text,
    lastName: Text,
    displayName: Text,
    disabled: z.boolean(),
    groups: z.array(z.unknown()).max(0),
    workgroups: z.array(Workgroup).describe("The user's teams; Everybody, with id 0, for a user without one."),
    wsLocales: z.array(z.unknown()).max(0),
    clients: z.array(z.unknown()).max(0),
    workflowRoles: z.array(WorkflowRole).describe("The user's teams."),
  })
  .partial()
  .meta({ id: 'WorldServerUser', description: 'An account.' });
