import { holderOfTask } from '../shares/implied-share.ts';
import type { Party } from '../shares/share.ts';
import type { ReassignmentPlan } from '../tasks/reassign-task.ts';
import type { MovableTask } from './move.ts';

export type MoveTopic = 'TaskReassigned' | 'TaskAssigned';

/** A mail that a reassignment would cause; every member of a team gets one. */
export interface PlannedMail {
  readonly topic: MoveTopic;
  readonly to: Exclude<Party, { readonly kind: 'outside' }>;
}

/** Whom the reassignment would tell, as its write does: who had the task, who had claimed it, its assigner, who gets it. */
export function plannedMails(
  task: Pick<MovableTask, 'assigneeId' | 'teamId' | 'assignedById'>,
  { carried, assigneeId, sendTaskNotice }: Pick<ReassignmentPlan, 'carried' | 'assigneeId' | 'sendTaskNotice'>,
): readonly PlannedMail[] {
  const replaced = carried ? (carried.replaced?.party ?? null) : holderOfTask(task);
  const told = [replaced, userOf(carried?.claimantId ?? null), userOf(task.assignedById)];
  const mails = [
    ...told.flatMap((party): PlannedMail[] =>
      party && party.kind !== 'outside' ? [{ topic: 'TaskReassigned', to: party }] : [],
    ),
    ...(sendTaskNotice ? [{ topic: 'TaskAssigned', to: { kind: 'user', id: assigneeId } } as const] : []),
  ];
  return [...new Map(mails.map((mail) => [`${mail.topic} ${mail.to.kind} ${mail.to.id}`, mail])).values()];
}

const userOf = (id: number | null): Party | null => (id === null ? null : { kind: 'user', id });
