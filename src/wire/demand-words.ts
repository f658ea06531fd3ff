/** What a task still demands before it can be completed, in the sentences that every API says it with. */
export const DEMAND_WORDS = {
  'comments-required': 'This task cannot be completed. It requires a comment.',
  'document-unread': 'This task cannot be completed. You did not read the document.',
  'start-not-allowed-yet': 'This task cannot be completed. Its allowed start date is not reached.',
  'document-checked-out': 'This task cannot be completed. You have checked out the document.',
  'review-required': 'This task cannot be completed. It requires a review of the document.',
  'edit-required': 'This task cannot be completed. You did not edit the document.',
  'approval-required': 'This task cannot be completed. It requires a decision.',
  'attachment-required': 'This task cannot be completed. It requires an attachment.',
} as const;
