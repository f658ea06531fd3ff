import type { CompletableTask } from './completion-facts.ts';
import type { Refusal } from '../refusal.ts';

/** The requirements that a refusal can name. */
export type Unmet = Extract<
  Refusal,
  | 'comments-required'
  | 'document-unread'
  | 'start-not-allowed-yet'
  | 'document-checked-out'
  | 'review-required'
  | 'edit-required'
  | 'approval-required'
  | 'attachment-required'
>;

type Condition = readonly [refusal: Unmet, type: string | null, met: (task: CompletableTask, now: Date) => boolean];

const onDocument =
  (met: (task: CompletableTask) => boolean): Condition[2] =>
  (task) =>
    !task.hasDocument || met(task);

/**
 * In the order of TestTaskCompletion's table. The last three have no place there and follow it
 * (docs/legacy/operations.md#testtaskcompletion). The other types pass, because nothing in this API could ever meet them
 * (docs/legacy/operations.md#requirements-checked-at-completion), and
 * Sign always does.
 */
const CONDITIONS: readonly Condition[] = [
  ['comments-required', 'Comments', ({ comments }) => comments !== ''],
  ['document-unread', 'LastestVersionRead', onDocument((task) => task.callerHasReadNewest)],
  ['document-unread', 'PublishedVersionRead', onDocument((task) => task.callerHasReadPublished)],
  ['start-not-allowed-yet', null, ({ allowedStartAt }, now) => allowedStartAt === null || allowedStartAt <= now],
  ['document-checked-out', null, (task) => !task.callerHasCheckedOut],
  ['review-required', 'ISOReview', onDocument((task) => task.isoReviewed)],
  ['review-required', 'SOXReview', onDocument((task) => task.soxReviewed)],
  ['edit-required', 'Edit', onDocument((task) => task.callerHasEdited)],
  ['approval-required', 'Approval', ({ approvalStatus }) => approvalStatus !== 'NoResult'],
  ['attachment-required', 'Attachment', ({ attachmentCount }) => attachmentCount > 0],
];

/** The first condition of completion the task does not meet; null when it meets them all. */
export const firstUnmet = (task: CompletableTask, now: Date): Unmet | null =>
  CONDITIONS.find(([, type, met]) => (type === null || task.requirements.includes(type)) && !met(task, now))?.[0] ??
  null;
