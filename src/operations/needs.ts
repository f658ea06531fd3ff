import type { Credential } from '../core/access/credential.ts';
import type { CompletionStore } from './completion.ts';
import type { DeskStore } from './desk/desk.ts';
import type { DocumentTaskStore } from './document-tasks.ts';
import type { DirectoryStore } from './directory.ts';
import type { AdministrationStore } from './administration/administration-store.ts';
import type { DocumentNoteStore } from './document-notes.ts';
import type { DocumentReviewStore } from './document-reviews.ts';
import type { HumanTaskSearchStore } from './human-task-search.ts';
import type { OwnAccountStore } from './access/own-account.ts';
import type { ReassignmentStore } from './reassignment.ts';
import type { RedirectionStore } from './redirections.ts';
import type { SharedReadingStore } from './sharing/shared-task-reading.ts';
import type { SharedTaskListStore } from './sharing/shared-task-list.ts';
import type { SharingStore } from './sharing/sharing-store.ts';
import type { TaskAdditionStore } from './task-addition.ts';
import type { AbsenceStore } from './supervision/absence-store.ts';
import type { CalendarStore } from './supervision/calendars.ts';
import type { LeavingStore } from './supervision/leaving-store.ts';
import type { SupervisionStore } from './supervision/supervision-store.ts';
import type { TaskChangeStore } from './task-changes.ts';
import type { TaskCreationStore } from './task-creation.ts';
import type { TaskDroppingStore } from './sharing/task-dropping.ts';
import type { TaskListStore } from './task-lists.ts';
import type { TaskReadingStore } from './task-reading.ts';
import type { TaskTransferStore } from './task-transfer.ts';
import type { TicketStore } from './access/tickets.ts';
import type { TokenStore } from './access/tokens.ts';

/** The store as the operations use it. */
export interface Store
  extends
    CompletionStore,
    DeskStore,
    DirectoryStore,
    DocumentReviewStore,
    DocumentNoteStore,
    AdministrationStore,
    HumanTaskSearchStore,
    OwnAccountStore,
    DocumentTaskStore,
    ReassignmentStore,
    RedirectionStore,
    SharedReadingStore,
    SharedTaskListStore,
    SharingStore,
    TaskAdditionStore,
    SupervisionStore,
    AbsenceStore,
    CalendarStore,
    LeavingStore,
    TaskChangeStore,
    TaskCreationStore,
    TaskDroppingStore,
    TaskListStore,
    TaskReadingStore,
    TaskTransferStore,
    TicketStore,
    TokenStore {
  /** The login that a credential belonged to when it was last looked up; reads nothing. */
  readonly loginOf: (credential: Credential) => string | undefined;
}
