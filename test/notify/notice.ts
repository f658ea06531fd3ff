import type { ClaimedNotice } from '../../src/store/notices/notices.ts';

/** The notice alice.jones gets in the ReassignTask document's example. */
export const notice: ClaimedNotice = {
  taskId: 4813,
  topic: 'TaskAssigned',
  recipientId: 15,
  attempt: 1,
  createdAt: new Date('2024-04-10T09:00:00.123Z'),
  recipientName: 'Alice Jones',
  recipientEmail: 'alice.jones@example.com',
  recipientLanguage: 'en',
  recipientEnabled: true,
  recipientWasAssignee: false,
  taskName: 'LegalReview',
  taskIsOpen: true,
  originalTaskId: 4812,
  documentPath: '/Corporate/Legal/ContractDraft.pdf',
  workflowName: 'ContractApproval',
  dueAt: new Date('2024-04-15T15:00:00Z'),
  instructions: 'Please review and approve by end of month.',
  priority: 5,
  actorId: 7,
  actorName: 'John Smith',
  assigneeName: 'Alice Jones',
  assigneeIsTeam: false,
  previousAssigneeName: 'Jane Doe',
  redirectedFromName: null,
};
