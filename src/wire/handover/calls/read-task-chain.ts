import { z } from 'zod';
import { LARGEST_INT } from '../../../core/largest-int.ts';
import type { TaskName } from '../../../core/assignment/sharing-facts.ts';
import { isRefused, type Refusal } from '../../../core/refusal.ts';
import type { ChainMail, ChainStep, ChainTask } from '../../../core/supervision/task-chain.ts';
import { TASK_STATUSES } from '../../../core/tasks/task-status.ts';
import type { Operations } from '../../../operations/index.ts';
import type { JsonRoute } from '../../json/json-dialect.ts';
import { problems } from '../answers.ts';
import { credentialOf } from '../bearer.ts';
import { Moment, moment, momentOrNull, namesOf, Person, Team, type Naming } from '../objects.ts';
import { refusalReply, type HandoverOperations } from '../problem.ts';

type Chain = Exclude<Awaited<ReturnType<Operations['readTaskChain']>>, { readonly refused: Refusal }>;

const Status = z.enum(TASK_STATUSES);

/** An old and a new value; null for none. */
const change = <Value extends z.ZodType>(value: Value) =>
  z.object({ old: value.nullable(), new: value.nullable() }).optional();

const Mail = z
  .object({
    taskId: z.int(),
    topic: z.string(),
    to: Person,
    at: Moment.describe('When it was written down to be sent.'),
    state: z.enum(['waiting', 'sent', 'given-up', 'dropped']),
    endedAt: Moment.nullable().describe('When it was sent, or given up.'),
    attempts: z.int(),
    error: z.string().nullable().describe('What the mail server said last, where it took no mail.'),
  })
  .meta({ id: 'HandoverMail', description: 'A mail about a task. Ended ones are kept for a time only.' });

const Task = z
  .object({
    id: z.int(),
    uuid: z.uuid(),
    version: z.int(),
    status: Status,
    name: z.string(),
    stepName: z.string(),
    document: z.string().nullable(),
    workflow: z.object({ id: z.int(), name: z.string() }).nullable(),
    assignee: Person.nullable(),
    team: Team.nullable(),
    assignedBy: Person.nullable(),
    supervisor: Person.nullable(),
    createdAt: Moment,
    dueDate: Moment.nullable(),
    finishedAt: Moment.nullable(),
    instructions: z.string(),
    comments: z.string(),
  })
  .meta({ id: 'HandoverChainTask', description: 'A task of a chain.' });

const Step = z
  .object({
    taskId: z.int(),
    at: Moment,
    by: Person.nullable().describe('Who did it; null for the server itself.'),
    api: z.string().describe('Through which API: asmx, box, handover and so on.'),
    operation: z.string().describe('The call, as that API names it.'),
    credential: z.string().describe('What the caller showed: ticket, api-key, a token; system for the server itself.'),
    apiKey: z.string().optional().describe('The name of the API key.'),
    onBehalf: z.literal(true).optional().describe('The key acted for another account than its own.'),
    status: change(Status),
    assignee: change(Person),
    dueDate: change(Moment),
    instructions: change(z.string()),
    successorId: z.int().optional().describe('The task that a reassignment made.'),
    reason: z.string().optional().describe('The words of the caller. Those of ReassignTask are its new instructions.'),
    redirectPath: z.array(Person).optional().describe('Past whom redirections led, who got the task at the end.'),
    notFollowed: z.array(Person).optional().describe('Of an undo: redirections that were not followed.'),
    mails: z.array(Mail),
    requestId: z.string().optional(),
  })
  .meta({ id: 'HandoverStep', description: 'One change of a task, with the values that it replaced.' });

const Chain = z
  .object({
    currentId: z.int().describe('The last task, which has the work now.'),
    isWhole: z.boolean().describe('False where a task of the chain was removed, or it has more than 2001.'),
    tasks: z.array(Task).describe('From the first to the last; each but the last was reassigned, which made the next.'),
    steps: z.array(Step).describe('Everything that happened to them, the oldest first.'),
    reminders: z.array(Mail).describe('Mails that nobody’s call caused.'),
  })
  .meta({ id: 'HandoverChain', description: 'A task with all that it was reassigned from and to.' });

export const readTaskChain = (operations: HandoverOperations): JsonRoute => ({
  method: 'get',
  path: '/handover/v1/tasks/:task/chain',
  operation: 'readTaskChain',
  described: {
    summary: 'See everything that happened to a task, by any id of its chain',
    path: z.object({
      task: z.string().describe('The number, the uuid, or the number of a share, of any of its tasks.'),
    }),
    answers: { 200: { description: 'The chain.', schema: Chain }, ...problems(404) },
  },
  async answer({ message, params }) {
    const credential = credentialOf(message);
    const task = taskNamed(params.task ?? '');
    const chain = await operations.readTaskChain({ credential, client: message.client, subjectId: null, task });
    const user = operations.loginOf(credential);
    if (isRefused(chain)) return refusalReply(message, chain.refused, user);
    return { status: 200, body: shown(chain), outcome: 'done', user };
  },
});

/** Numbers above those of tasks are those of shares. What names nothing is told so like a number that no task has. */
function taskNamed(text: string): TaskName {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) return { uuid: text };
  const number = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0;
  return number > LARGEST_INT ? { shareId: number } : { id: number };
}

function shown({ tasks, steps, reminders, isWhole, names }: Chain): z.infer<typeof Chain> {
  const naming = namesOf(names);
  return {
    currentId: tasks[tasks.length - 1]?.id ?? 0,
    isWhole,
    tasks: tasks.map((task) => shownTask(task, naming)),
    steps: steps.map((step) => shownStep(step, naming)),
    reminders: reminders.map((mail) => shownMail(mail, naming)),
  };
}

const shownTask = (task: ChainTask, { personOrNull, teamOrNull }: Naming): z.infer<typeof Task> => ({
  id: task.id,
  uuid: task.uuid,
  version: task.version,
  status: task.status,
  name: task.name,
  stepName: task.stepName,
  document: task.documentPath,
  workflow: task.workflowId === null ? null : { id: task.workflowId, name: task.workflowName ?? '' },
  assignee: personOrNull(task.assigneeId),
  team: teamOrNull(task.teamId),
  assignedBy: personOrNull(task.assignedById),
  supervisor: personOrNull(task.supervisorId),
  createdAt: moment(task.createdAt),
  dueDate: momentOrNull(task.dueAt),
  finishedAt: momentOrNull(task.finishedAt),
  instructions: task.instructions,
  comments: task.comments,
});

const shownStep = (step: ChainStep, naming: Naming): z.infer<typeof Step> => {
  const { person, personOrNull } = naming;
  return {
    taskId: step.taskId,
    at: moment(step.at),
    by: personOrNull(step.userId),
    api: step.api,
    operation: step.operation,
    credential: step.credential,
    ...(step.key !== null && { apiKey: step.key }),
    ...(step.onBehalf && { onBehalf: true }),
    status: changeOf(step.oldStatus, step.newStatus),
    assignee: changeOf(personOrNull(step.oldAssigneeId), personOrNull(step.newAssigneeId)),
    dueDate: changeOf(momentOrNull(step.oldDueAt), momentOrNull(step.newDueAt)),
    instructions: changeOf(step.oldInstructions, step.newInstructions),
    ...(step.successorId !== null && { successorId: step.successorId }),
    ...(step.reason !== null && { reason: step.reason }),
    ...(step.redirectPath && { redirectPath: step.redirectPath.map(person) }),
    ...(step.notFollowed && { notFollowed: step.notFollowed.map(person) }),
    mails: step.mails.map((mail) => shownMail(mail, naming)),
    ...(step.requestId !== null && { requestId: step.requestId }),
  };
};

/** Undefined, which JSON leaves out, where a step says nothing of a field. */
const changeOf = <Value>(old: Value | null, now: Value | null): { old: Value | null; new: Value | null } | undefined =>
  old === null && now === null ? undefined : { old, new: now };

const shownMail = (mail: ChainMail, { person }: Naming): z.infer<typeof Mail> => ({
  taskId: mail.taskId,
  topic: mail.topic,
  to: person(mail.recipientId),
  at: moment(mail.createdAt),
  state: mailState(mail),
  endedAt: momentOrNull(mail.sentAt ?? mail.givenUpAt),
  attempts: mail.attempts,
  error: mail.lastError,
});

function mailState({ sentAt, givenUpAt, isDropped }: ChainMail): z.infer<typeof Mail>['state'] {
  if (sentAt) return 'sent';
  if (!givenUpAt) return 'waiting';
  return isDropped ? 'dropped' : 'given-up';
}
