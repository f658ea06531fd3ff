import type { CompletionFacts } from './completion-facts.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { ownTask } from './own-share.ts';
import { firstUnmet, type Unmet } from './requirements.ts';
import { callerAndTask, type TaskRefusal, type TaskRequest } from '../tasks/task-facts.ts';
import { isOpen } from '../tasks/task-status.ts';

export interface CompletionTest extends TaskRequest {
  /** True ignores the requirement of a comment. */
  readonly exceptTaskComments: boolean;
}

export type CompletionTestRefusal = TaskRefusal | 'access-denied' | 'status-not-eligible' | 'document-offline' | Unmet;

/**
 * Could this caller complete the task as it stands? Checks as in docs/legacy/operations.md#testtaskcompletion, and the
 * document's as in CompleteTask: what passes here must not fail there. Nothing changes.
 */
export function decideCompletionTest(
  request: CompletionTest,
  facts: CompletionFacts,
): { readonly completable: true } | Refused<CompletionTestRefusal> {
  const known = callerAndTask(request, facts);
  if (isRefused(known)) return known;
  const { task } = known;
  if (!task.callerIsAssignee) return refused('access-denied');
  if (!isOpen(task.status)) return refused('status-not-eligible');
  if (task.documentOffline) return refused('document-offline');

  const requirements = task.requirements.filter((type) => !request.exceptTaskComments || type !== 'Comments');
  const unmet = firstUnmet({ ...ownTask(known), requirements }, facts.now);
  return unmet ? refused(unmet) : { completable: true };
}
