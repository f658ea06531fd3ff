import type { Refusal } from '../core/refusal.ts';

/** What a refusal means to somebody who writes a client, and what to do about it. Names in backticks are code. */
export interface Advice {
  readonly means: string;
  readonly remedy: string;
}

/** Of every reason for a refusal, whatever API it is told in: help pages and docs/errors.md say it in these words. */
export const ADVICE: Readonly<Record<Refusal, Advice>> = {
  anonymous: { means: 'The ticket is missing or empty', remedy: 'Sign on and send it' },
  'ticket-invalid': {
    means: 'The ticket is unknown, or its time is over',
    remedy:
      'Sign on again. Tickets live `TICKET_DAYS` behind the last call; a changed password or a disabled account ends them',
  },
  'ticket-malformed': { means: 'The old ticket is no GUID', remedy: 'Look at what the client sends' },
  'authentication-failed': {
    means: 'Login, password or secret is wrong, or the account is disabled: the text does not tell which',
    remedy: 'Check both with the operator',
  },
  'tickets-not-allowed': { means: 'This account is barred from tickets', remedy: 'Use another account' },
  'sign-in-throttled': {
    means: 'There were too many failures for this account or from this network',
    remedy: 'Wait a quarter of an hour',
  },
  'sign-ins-busy': {
    means: 'Too many passwords are being checked',
    remedy: 'Try again in a few seconds, and keep tickets instead of signing on for each call',
  },
  'access-denied': { means: 'The caller may not do this', remedy: 'Let somebody call who may' },
  'task-not-found': { means: 'No task has this id', remedy: 'Look at the id' },
  'user-not-found': {
    means: 'No account has this login, or it is disabled',
    remedy: 'Send the login name, not the full name',
  },
  'document-not-found': { means: 'No document has this path', remedy: 'Send library, folders and name' },
  'document-is-shortcut': {
    means: 'The path names a shortcut, which takes no tasks',
    remedy: 'Name the document itself',
  },
  'version-not-found': {
    means: 'The document has no such version, or the task no such attachment',
    remedy: 'Send 0 for the current version',
  },
  'version-known': {
    means: 'Somebody else is on record as the author of this version',
    remedy: 'Look at what the document system sends',
  },
  'moment-ahead': { means: 'It is told as past, and lies ahead', remedy: 'Set the clock of the client' },
  'account-not-found': { means: 'No account has this login', remedy: 'Look it up in the list of accounts' },
  'key-not-found': { means: 'No API key has this name', remedy: 'Look it up in the list of keys' },
  'name-taken': { means: 'Another account, team or key has this name', remedy: 'Choose another one' },
  'document-offline': { means: 'The document is offline', remedy: 'Bring the document back, then call again' },
  'criteria-invalid': {
    means: 'The text goes on with what is wrong',
    remedy: 'Take names and values from the help page of `getTasks`',
  },
  'model-invalid': {
    means: 'The text goes on with what is wrong',
    remedy: 'Compare the document with the help page of the operation',
  },
  'form-template-missing': { means: 'A requirement `FormTemplate` names no template', remedy: 'Name the template' },
  'status-not-eligible': {
    means: 'The task is closed, or not started yet',
    remedy: 'Read the task. After `ReassignTask` the successor is open, not the task',
  },
  conflict: { means: 'Others kept changing the same task', remedy: 'Read it again, then call' },
  'version-mismatch': {
    means: 'The task is another than the version that was sent with `If-Match` says',
    remedy: 'Read it again, then call',
  },
  'task-not-started': { means: 'The step before is not done', remedy: 'Wait until the task has started' },
  'task-not-completed': {
    means: 'Only a completed task has a finish date to correct',
    remedy: 'Complete the task first',
  },
  'task-completed': { means: 'The task is done', remedy: 'Nothing' },
  'task-dropped': { means: 'The task is no longer wanted', remedy: 'Nothing' },
  'task-reassigned': { means: 'Another task took the place of this one', remedy: "Call with the successor's id" },
  'definition-changed': {
    means: "The workflow's definition has changed since the task was made",
    remedy: 'Only its ad hoc tasks can be removed',
  },
  'due-date-past': {
    means: 'The date does not lie ahead, in `SERVER_TIME_ZONE` where it names no zone',
    remedy: 'Send a later one',
  },
  'priority-unknown': { means: 'No priority has this number', remedy: 'Send 0, 1, 5, 10 or 11' },
  'decision-unknown': { means: 'No decision has this number', remedy: 'Send 0, 5 or 6' },
  'comments-required': { means: 'The task requires a comment', remedy: 'Send `comments`, or `SetTaskComment` first' },
  'approval-required': { means: 'The task requires a decision', remedy: '`SetTaskApprovalStatus` first' },
  'attachment-required': { means: 'The task requires an attachment', remedy: '`AddWorkflowAttachment` first' },
  'review-required': {
    means: 'The task requires a line in a log of the document, from after its start',
    remedy: '`AddISOComment` or `AddSOXComment` first',
  },
  'document-unread': { means: 'The assignee has not read the newest version', remedy: 'Read the document first' },
  'edit-required': { means: 'The assignee has made no new version of the document', remedy: 'Edit the document first' },
  'document-checked-out': { means: 'The assignee has checked out the document', remedy: 'Check the document in' },
  'start-not-allowed-yet': {
    means: 'The date from which the task may be completed is not reached',
    remedy: 'Wait; `GetTask` has the date',
  },
  'review-task-missing': {
    means: 'Only somebody with an open task that requires it reviews a document',
    remedy: 'Let the assignee call',
  },
  'redirection-missing': { means: 'There is nothing to reroute', remedy: '`SetUserTaskRedirection` makes one' },
  'redirection-ended': { means: 'The end does not lie ahead', remedy: 'Let it end later' },
  'date-range-invalid': { means: 'The end does not lie behind the start', remedy: 'Let it end later' },
  'self-redirect': { means: 'User and target are the same', remedy: 'Name somebody else' },
  'target-disabled': { means: "The target's account is disabled", remedy: 'Name somebody whose account is enabled' },
  'periods-overlap': {
    means: "Somebody else's tasks go to this user then, and redirections form no chains",
    remedy: 'Take another time',
  },
  'target-redirecting': {
    means: "The target's own tasks go to somebody else then",
    remedy: 'Name that one',
  },
  'not-of-person': {
    means: 'The task is not one that the person whose place is taken has to do',
    remedy: 'Look at the task again: it may have moved',
  },
  'tasks-left': {
    means: 'Unfinished tasks hang on the account',
    remedy: 'Move them first, or say that they stay',
  },
  'own-account': { means: 'It is the account of the caller', remedy: 'Another administrator has to do it' },
  'person-not-found': { means: 'No account has this number', remedy: 'Look at the number' },
  'too-many-reassignments': {
    means: 'The task has been reassigned as often as `MAX_REASSIGNMENTS` allows',
    remedy: 'Whoever has it does it, a reassignment is undone, or the limit is raised',
  },
  'key-reused': { means: 'The `Idempotency-Key` was used for other work', remedy: 'Send a new key for other work' },
  'server-busy': { means: 'Too many lists at once', remedy: 'Try again in a few seconds' },
  'task-claimed': { means: 'Somebody else has claimed the task', remedy: 'It has to be released first' },
  'task-not-claimed': { means: 'Nobody has claimed the task', remedy: 'Claim the task first' },
  'nobody-assigned': {
    means: 'Nobody is asked to do the task, so there is no turn to end',
    remedy: 'Assign it first',
  },
  'nobody-named': { means: 'Nobody is named where somebody has to be', remedy: 'Name a user or a team' },
  'too-many-shares': {
    means: 'A task takes 100 assignments, and 20 tiers',
    remedy: 'Name a team instead of its members',
  },
  'tier-without-turn': {
    means: 'Only the last tier may be without limit: the turn of one behind it would never come',
    remedy: 'Give the tiers before the last one minutes',
  },
  'share-not-found': { means: 'No assignment has this id, or it was taken back', remedy: 'Read the task again' },
  'share-resolved': { means: 'The assignment is done, and stays as it is', remedy: 'Nothing' },
  'resolution-unfit': {
    means: 'Only a task that requires an approval is approved or rejected',
    remedy: 'Complete it instead',
  },
  'user-disabled': { means: 'The account gets no new work', remedy: 'Name somebody else' },
  'user-ambiguous': {
    means: 'Several accounts have this login or e-mail address',
    remedy: 'Name the user by id',
  },
  'team-not-found': { means: 'No team has this id or name', remedy: 'Look at the name' },
  'output-too-long': { means: 'An output has 1 MiB as JSON at the most', remedy: 'Send less' },
  'search-too-wide': {
    means: 'The search takes too long',
    remedy: 'Narrow it down by people, workflows or dates',
  },
  'never-reassigned': {
    means: 'No reassignment made the task: there is nobody to give it back to',
    remedy: 'Reassign it',
  },
  'no-former-assignee': { means: 'The task did not come from a person', remedy: 'Reassign it to somebody' },
  'task-touched': { means: 'Something was done with the task since it came', remedy: 'Return it instead of undoing' },
};
