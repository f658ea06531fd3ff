import type { Credential } from '../core/access/credential.ts';
import type { RefusalIn } from '../core/refusal.ts';
import { createCompletionOperations, type CompletionOperations } from './completion.ts';
import { createDeskOperations, type DeskOperations } from './desk/desk.ts';
import { createDirectoryOperations, type DirectoryOperations } from './directory.ts';
import {
  createAdministrationOperations,
  type AdministrationOperations,
  type AdministrationPolicy,
} from './administration/administration.ts';
import { createDocumentNoteOperations, type DocumentNoteOperations } from './document-notes.ts';
import { createDocumentReviewOperations, type DocumentReviewOperations } from './document-reviews.ts';
import { createHumanTaskSearchOperations, type HumanTaskSearchOperations } from './human-task-search.ts';
import { createOwnAccountOperations, type OwnAccountOperations } from './access/own-account.ts';
import { createReassignmentOperations, type ReassignmentOperations, type ReassignmentPolicy } from './reassignment.ts';
import { createRedirectionOperations, type RedirectionOperations } from './redirections.ts';
import { UNOBSERVED, type SignInHooks } from './access/sign-in-guard.ts';
import type { Store } from './needs.ts';
import { createSharingOperations, type SharingOperations, type SharingPolicy } from './sharing/sharing.ts';
import { createSharedTaskListOperations, type SharedTaskListOperations } from './sharing/shared-task-list.ts';
import { createSharedTaskReadingOperations, type SharedTaskReadingOperations } from './sharing/shared-task-reading.ts';
import { createDocumentTaskOperations, type DocumentTaskOperations } from './document-tasks.ts';
import { createTaskAdditionOperations, type TaskAdditionOperations } from './task-addition.ts';
import { createTaskRemovalOperations, type TaskRemovalOperations } from './sharing/task-removal.ts';
import { createSupervisionOperations, type SupervisionOperations } from './supervision/supervision.ts';
import { createTaskChangeOperations, type TaskChangeOperations } from './task-changes.ts';
import { createTaskCreationOperations, type TaskCreationOperations } from './task-creation.ts';
import { createTaskDroppingOperations, type TaskDroppingOperations } from './sharing/task-dropping.ts';
import { createTaskListOperations, type TaskListOperations } from './task-lists.ts';
import { createTaskReadingOperations, type TaskReadingOperations } from './task-reading.ts';
import { createTaskTransferOperations, type TaskTransferOperations } from './task-transfer.ts';
import { createTokenOperations, type TokenOperations } from './access/tokens.ts';
import { createTicketOperations, type TicketOperations, type TicketPolicy } from './access/tickets.ts';

export interface Policy extends AdministrationPolicy, TicketPolicy, ReassignmentPolicy, SharingPolicy {}

/** Everything the server can do, for every dialect. Each answers a value or a refusal, and throws on a fault. */
export interface Operations
  extends
    TicketOperations,
    TaskReadingOperations,
    ReassignmentOperations,
    TaskChangeOperations,
    CompletionOperations,
    DeskOperations,
    DirectoryOperations,
    DocumentReviewOperations,
    DocumentNoteOperations,
    AdministrationOperations,
    HumanTaskSearchOperations,
    OwnAccountOperations,
    RedirectionOperations,
    SharingOperations,
    SharedTaskListOperations,
    SharedTaskReadingOperations,
    TaskAdditionOperations,
    DocumentTaskOperations,
    TaskRemovalOperations,
    SupervisionOperations,
    TaskCreationOperations,
    TaskDroppingOperations,
    TaskListOperations,
    TaskTransferOperations,
    TokenOperations {
  /** For the log: the login that this credential belongs to, once an operation has been run with it. */
  loginOf(credential: Credential): string | undefined;
}

/**
 * The reasons for which operations can be refused. A dialect needs words for exactly these: it writes its table as
 * `{ … } satisfies Record<RefusalsOf<Pick<Operations, 'getTask' | …>>, Words>`.
 */
export type RefusalsOf<Group> = {
  [Method in keyof Group]: Group[Method] extends (...request: never) => Promise<infer Outcome>
    ? RefusalIn<Outcome>
    : never;
}[keyof Group];

export const createOperations = (store: Store, policy: Policy, signIns: SignInHooks = UNOBSERVED): Operations => ({
  ...createTicketOperations(store, policy, signIns),
  ...createTaskReadingOperations(store),
  ...createReassignmentOperations(store, policy),
  ...createTaskChangeOperations(store),
  ...createCompletionOperations(store, policy.rejection),
  ...createDeskOperations(store, signIns),
  ...createDirectoryOperations(store),
  ...createDocumentReviewOperations(store),
  ...createDocumentNoteOperations(store),
  ...createAdministrationOperations(store, policy),
  ...createHumanTaskSearchOperations(store),
  ...createOwnAccountOperations(store),
  ...createRedirectionOperations(store),
  ...createSharingOperations(store, policy),
  ...createSharedTaskListOperations(store),
  ...createSharedTaskReadingOperations(store),
  ...createTaskAdditionOperations(store),
  ...createDocumentTaskOperations(store),
  ...createTaskRemovalOperations(store),
  ...createSupervisionOperations(store, policy),
  ...createTaskCreationOperations(store),
  ...createTaskDroppingOperations(store),
  ...createTaskListOperations(store),
  ...createTaskTransferOperations(store),
  ...createTokenOperations(store, policy, signIns),
  loginOf: (credential) => store.loginOf(credential),
});
