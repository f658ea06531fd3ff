/**
 * What is mailed because a task's due date comes near or has passed (docs/legacy/operations.md#mail). A notice of such
 * a topic says that its mail is on its way or was sent; without it the mail is still to come.
 */
export const DUE_TOPICS = ['TaskReminder', 'SupervisorReminder', 'TaskOverdue'] as const;
