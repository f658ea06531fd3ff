import type { NamedChain } from '../../operations/supervision/task-chain.ts';
import type { ChainMail, ChainStep, ChainTask } from '../../core/supervision/task-chain.ts';
import { howIn } from './how.ts';
import { oneLine } from '../one-line.ts';
import { momentOf, namesOf, quoted, type Who } from './words.ts';

/** Tells a chain in lines for a terminal: what the task is, what happened in turn, and how it stands. */
export function tellStory(chain: NamedChain): string[] {
  const who = namesOf(chain.names);
  const first = chain.tasks[0];
  const last = chain.tasks[chain.tasks.length - 1];
  if (!first || !last) return [];
  return [
    ...headOf(first, last, chain, who),
    '',
    ...beginningOf(first, chain, who),
    ...chain.steps.flatMap((step) => tellStep(step, who)),
    ...chain.reminders.map((mail) => `${momentOf(mail.createdAt)}  A reminder was due: ${tellMail(mail, who)}`),
    '',
    `Now: task ${last.id} is ${last.status}, with ${holderOf(last, who)}, ${dueIn(last.dueAt)}.`,
  ];
}

function headOf(first: ChainTask, last: ChainTask, { tasks, isWhole }: NamedChain, who: Who): string[] {
  const { documentPath, workflowName, stepName, supervisorId } = last;
  const ids = tasks.map(({ id }) => id).join(', then ');
  const about = [
    `Task ${ids}: ${quoted(first.name)}`,
    ...(documentPath === null ? [] : [`document ${oneLine(documentPath)}`]),
    ...(workflowName === null ? [] : [`workflow ${quoted(workflowName)}, step ${quoted(stepName)}`]),
    ...(supervisorId === null ? [] : [`supervised by ${who.person(supervisorId)}`]),
  ];
  const broken = isWhole ? [] : ['Of this chain tasks are gone, or it is longer than is read.'];
  return [...about, ...broken];
}

/** What came from another system has no line in history that tells of its beginning. */
function beginningOf(first: ChainTask, { steps }: NamedChain, who: Who): string[] {
  const isTold = steps.some(({ taskId, oldStatus }) => taskId === first.id && oldStatus === null);
  if (isTold || first.reassignedFromId !== null) return [];
  const by = first.assignedById === null ? '' : ` by ${who.person(first.assignedById)}`;
  return [`${momentOf(first.createdAt)}  Task ${first.id} was loaded, assigned${by}.`];
}

function tellStep(step: ChainStep, who: Who): string[] {
  const more = [
    ...redirectionsOf(step, who),
    ...(step.newDueAt === null || isSame(step.oldDueAt, step.newDueAt)
      ? []
      : [`due ${momentOf(step.newDueAt)}${step.oldDueAt === null ? '' : ` (was ${momentOf(step.oldDueAt)})`}`]),
    ...(step.newInstructions === null || step.newInstructions === '' || step.newInstructions === step.oldInstructions
      ? []
      : [`instructions ${quoted(step.newInstructions)}`]),
    ...(step.reason === null || step.reason === '' || step.reason === step.newInstructions
      ? []
      : [`reason ${quoted(step.reason)}`]),
    `${howIn(step)}`,
    ...step.mails.map((mail) => tellMail(mail, who)),
  ];
  return [`${momentOf(step.at)}  ${actOf(step, who)}.`, ...more.map((line) => `${' '.repeat(21)}${line}`)];
}

function actOf(step: ChainStep, who: Who): string {
  const { taskId, oldStatus, newStatus, oldAssigneeId, newAssigneeId, successorId, operation } = step;
  const actor = step.userId === null ? 'The server' : who.person(step.userId);
  const to = newAssigneeId === null ? '' : ` to ${who.person(newAssigneeId)}`;
  const isTheirs = oldAssigneeId !== null && oldAssigneeId === step.userId;
  const from = oldAssigneeId === null ? '' : isTheirs ? ', their own,' : ` from ${who.person(oldAssigneeId)}`;
  if (successorId !== null) return `${actor} reassigned task ${taskId}${from}${to}; it became task ${successorId}`;
  if (oldStatus === null && newStatus !== null) return `${actor} made task ${taskId}${to && ` and gave it${to}`}`;
  if (oldStatus !== newStatus && newStatus !== null) return `${actor} ${changeTo(newStatus)} task ${taskId}`;
  if (oldAssigneeId !== newAssigneeId) return `${actor} gave task ${taskId}${from}${to || ' to nobody in person'}`;
  return `${actor} changed task ${taskId} (${operation})`;
}

const changeTo = (status: string): string =>
  ({ Completed: 'completed', Dropped: 'dropped', InProgress: 'started', DueDateChanged: 'moved the due date of' })[
    status
  ] ?? `set to ${status}`;

/** Who was asked first, and whose redirections led on. */
function redirectionsOf({ redirectPath, notFollowed }: ChainStep, who: Who): string[] {
  const asked = (ids: readonly number[]): string => ids.map(who.person).join(', then ');
  return [
    ...(redirectPath && redirectPath.length > 1 ? [`redirected: ${asked(redirectPath)}`] : []),
    ...(notFollowed && notFollowed.length > 0 ? [`redirection not followed: ${asked(notFollowed)}`] : []),
  ];
}

function tellMail({ topic, recipientId, sentAt, givenUpAt, attempts, lastError }: ChainMail, who: Who): string {
  const to = `mail ${topic} to ${who.person(recipientId)}`;
  const error = lastError === null ? '' : `: ${oneLine(lastError)}`;
  if (sentAt !== null) return `${to}, sent ${momentOf(sentAt)}`;
  if (givenUpAt !== null) return `${to}, given up ${momentOf(givenUpAt)}, tried ${times(attempts)}${error}`;
  return attempts === 0 ? `${to}, not sent yet` : `${to}, tried ${times(attempts)}${error}`;
}

const times = (number: number): string => (number === 1 ? 'once' : `${number} times`);

const holderOf = ({ assigneeId, teamId }: ChainTask, who: Who): string =>
  [
    ...(assigneeId === null ? [] : [who.person(assigneeId)]),
    ...(teamId === null ? [] : [`the team ${who.team(teamId)}`]),
  ].join(' and ') || 'nobody in person';

const dueIn = (dueAt: Date | null): string => (dueAt === null ? 'without a due date' : `due ${momentOf(dueAt)}`);

const isSame = (one: Date | null, other: Date | null): boolean =>
  one !== null && other !== null && momentOf(one) === momentOf(other);
