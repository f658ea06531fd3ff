import type { Language } from './language.ts';

const numbers = (id: number, originalId: number | null) => (originalId === null ? `${id}` : `${id}, was ${originalId}`);

/** Through which account and which API key a call came; null where neither needs to be said. */
const origin = (account: string | null, key: string | null): string | null => {
  if (account === null) return key && `The call came by the API key ${key}.`;
  return key === null
    ? `The call came by the account of ${account}.`
    : `The call came by the account of ${account}, with the API key ${key}.`;
};

export const english = {
  // Day before month and 24 hours, which every reader of English understands; "en-US" gets its own order.
  locale: 'en-GB',
  topics: {
    TaskAssigned: {
      subject: ({ title }) => `New task: ${title}`,
      paragraphs: ({ actor, assigner, key, recipientTeam, previousAssignee, redirectedFrom }) => {
        const to = recipientTeam === null ? 'you' : `your team ${recipientTeam}`;
        return [
          actor === null ? `A task was assigned to ${to}.` : `${assigner ?? actor} assigned a task to ${to}.`,
          origin(assigner === null ? null : actor, key),
          previousAssignee && `It was assigned to ${previousAssignee} before.`,
          redirectedFrom && `It was meant for ${redirectedFrom}, whose tasks are redirected to you at present.`,
        ];
      },
    },
    TaskReassigned: {
      subject: ({ title, assignee }) => `Task reassigned${assignee === null ? '' : ` to ${assignee}`}: ${title}`,
      paragraphs: (story) => {
        const { title, actor, actorIsRecipient, assignee, previousAssignee, recipientWasAssignee, redirectedFrom } =
          story;
        const from = previousAssignee === null ? '' : ` from ${previousAssignee}`;
        const to = assignee === null ? '' : ` to ${assignee}`;
        const by = actorIsRecipient ? ' by you' : actor === null ? '' : ` by ${actor}`;
        return [
          `${title} was reassigned${from}${to}${by}.`,
          redirectedFrom && `It was meant for ${redirectedFrom}, whose tasks are redirected${to} at present.`,
          recipientWasAssignee ? 'It is no longer on your list; nothing is left for you to do.' : null,
        ];
      },
    },
    TaskCompleted: {
      subject: ({ title }) => `Task completed: ${title}`,
      paragraphs: ({ title, actor, actorIsRecipient }) => [
        `${title} was completed${actorIsRecipient ? ' by you' : actor === null ? '' : ` by ${actor}`}.`,
      ],
    },
    AssigneeDisabled: {
      subject: ({ title, redirectedFrom }) =>
        redirectedFrom === null ? `Nobody works on a new task: ${title}` : `New task: ${title}`,
      paragraphs: ({ title, assignee, assigneeIsTeam, redirectedFrom }) =>
        redirectedFrom === null
          ? [
              assigneeIsTeam
                ? `${title} begins now, and nobody of the team ${assignee} has an account that is enabled.`
                : `${title} begins now, and the account of ${assignee ?? 'its assignee'} is disabled.`,
              'Please give the task to somebody else.',
            ]
          : [`A task begins now that was meant for ${redirectedFrom}, whose account is disabled. It comes to you.`],
    },
    TaskDropped: {
      subject: ({ title }) => `Task dropped: ${title}`,
      paragraphs: ({ title, actor }) => [
        `${title} was dropped, because ${actor ?? 'somebody'} completed another task of the workflow.`,
        'Nothing is left for you to do.',
      ],
    },
    TaskWithdrawn: {
      subject: ({ title }) => `No longer yours: ${title}`,
      paragraphs: ({ title, actor }) => [
        `${title} was taken back${actor === null ? '' : ` by ${actor}`}.`,
        'Nothing is left for you to do.',
      ],
    },
    WorkflowStopped: {
      subject: ({ title }) => `Rejected, workflow stopped: ${title}`,
      paragraphs: ({ title, actor, actorIsRecipient }) => [
        `${title} was rejected${actorIsRecipient ? ' by you' : actor === null ? '' : ` by ${actor}`}.`,
        'Its workflow has stopped: tasks that were open in it are dropped, and no others begin.',
      ],
    },
    StepHeld: {
      subject: ({ title }) => `The workflow waits: ${title} was given up`,
      paragraphs: ({ title, actor, actorIsRecipient }) => [
        `${title}, which you supervise, was given up${actorIsRecipient ? ' by you' : actor === null ? '' : ` by ${actor}`} without what it demands.`,
        'Its step of the workflow stays open until the task is removed.',
      ],
    },
    TaskTimedOut: {
      subject: ({ title }) => `Dropped, nobody did it in time: ${title}`,
      paragraphs: ({ title, actor, actorIsRecipient }) => [
        actor === null || actorIsRecipient
          ? `${title}, which you supervise, was dropped: the time of the last who was asked is over.`
          : `${title}, which you supervise, was dropped: ${actor} passed over the last who was asked.`,
        'Where a step of a workflow waits for it, the step stays open until the task is removed.',
      ],
    },
    TaskReminder: {
      subject: ({ title }) => `Reminder: ${title}`,
      paragraphs: ({ title, recipientTeam }) => [
        recipientTeam === null
          ? `${title} is on your list and not completed yet.`
          : `${title} is assigned to your team ${recipientTeam} and not completed yet.`,
      ],
    },
    SupervisorReminder: {
      subject: ({ title }) => `Not completed yet: ${title}`,
      paragraphs: ({ title, assignee }) => [
        `${title}, which you supervise, is not completed yet.`,
        assignee === null ? null : `It is assigned to ${assignee}.`,
      ],
    },
    TaskOverdue: {
      subject: ({ title }) => `Overdue: ${title}`,
      paragraphs: ({ title, assignee }) => [
        `${title} is overdue.`,
        assignee === null ? null : `It is assigned to ${assignee}.`,
      ],
    },
  },
  labels: {
    task: 'Task',
    document: 'Document',
    workflow: 'Workflow',
    assignee: 'Assigned to',
    due: 'Due',
    priority: 'Priority',
    comment: 'Comment',
    instructions: 'Instructions',
    link: 'Open the task',
  },
  priorities: { 1: 'Low', 10: 'High', 11: 'Urgent' },
  taskNumber: (id) => `Task ${id}`,
  taskNamed: (name, id, originalId) => (name === '' ? numbers(id, originalId) : `${name} (${numbers(id, originalId)})`),
  gathered: {
    subject: (notices, tasks) => `${notices} messages about ${tasks === 1 ? 'one task' : `${tasks} tasks`}`,
    opening: (notices) => `${notices} messages came up for you within a short time. This mail has them all.`,
    rest: (notices, taskIds) =>
      `And ${notices} more, about ${taskIds.length === 1 ? 'task' : 'the tasks'} ${taskIds.join(', ')}.`,
  },
  closing: 'This message was sent automatically.',
} as const satisfies Language;
