import { DUE_TOPICS } from '../../core/tasks/due-topics.ts';
import { EMAIL_ADDRESS } from '../../core/access/email-address.ts';
import type { ClaimedNotice } from '../../store/notices/notice-claim.ts';

/** The reason, for the operator, why a notice cannot be mailed; null when it can. */
export function reasonNotToSend(notice: ClaimedNotice): string | null {
  if (notice.recipientEmail === null) return 'the recipient no longer exists';
  if (notice.recipientEnabled !== true) return 'the recipient is disabled';
  if (notice.recipientEmail.trim() === '') return 'the recipient has no e-mail address';
  if (!EMAIL_ADDRESS.test(notice.recipientEmail)) return 'the recipient has no usable e-mail address';
  if (notice.taskName === null) return 'the task no longer exists';
  // Nobody is called to work that has gone to somebody else meanwhile.
  if (!notice.recipientIsAsked) return 'the task is not for the recipient any more';
  // A mail server that was down must not remind people of what they have done meanwhile.
  if (!notice.taskIsOpen && DUE_TOPICS.some((topic) => topic === notice.topic)) return 'the task is no longer open';
  return null;
}
