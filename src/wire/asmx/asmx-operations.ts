import type { CompletionOperations } from '../../operations/completion.ts';
import type { DocumentReviewOperations } from '../../operations/document-reviews.ts';
import type { Operations, RefusalsOf } from '../../operations/index.ts';
import type { ReassignmentOperations } from '../../operations/reassignment.ts';
import type { RedirectionOperations } from '../../operations/redirections.ts';
import type { TaskChangeOperations } from '../../operations/task-changes.ts';
import type { TaskCreationOperations } from '../../operations/task-creation.ts';
import type { TaskListOperations } from '../../operations/task-lists.ts';
import type { TaskReadingOperations } from '../../operations/task-reading.ts';
import type { TaskTransferOperations } from '../../operations/task-transfer.ts';
import type { TicketOperations } from '../../operations/access/tickets.ts';

/** The operations that handlers of this dialect call. Refusals of all others need no words in this dialect. */
export interface AsmxOperations
  extends
    TicketOperations,
    TaskReadingOperations,
    ReassignmentOperations,
    TaskChangeOperations,
    CompletionOperations,
    DocumentReviewOperations,
    RedirectionOperations,
    TaskCreationOperations,
    TaskListOperations,
    TaskTransferOperations,
    Pick<Operations, 'loginOf'> {}

/** Every reason for which a call of this dialect can be refused. */
export type AsmxRefusal = RefusalsOf<AsmxOperations>;

/** The reasons for which one of the operations can be refused, or several. */
export type RefusalsOfMethod<Method extends keyof AsmxOperations> = RefusalsOf<Pick<AsmxOperations, Method>>;
