import type { Knex } from 'knex';
import type { Credential } from '../core/access/credential.ts';
import type { Store } from '../operations/needs.ts';
import type { RememberedChange, RememberedRemoval } from '../operations/sharing/sharing-store.ts';
import { batched, type BatchLimits, type RunBatch } from './sql/batch.ts';
import { readCompletionFacts } from './completion/completion-facts.ts';
import { createAdministrationStore } from './access/administration.ts';
import { readDocumentNoteFacts, writeDocumentNote } from './completion/document-notes.ts';
import { readReviewFacts, writeReview } from './completion/document-reviews.ts';
import { addTasks, readTaskAdditions } from './creation/add-task.ts';
import { readRelatedTasks } from './creation/create-related-task.ts';
import { readTaskCreations } from './creation/create-task.ts';
import { loginOf } from './access/caller-logins.ts';
import { readCurrentUser } from './access/current-user.ts';
import { removeTasks } from './tasks/delete-task.ts';
import { canonicalTicket, digestOfCredential, secretsEqual } from './access/digest.ts';
import { readTasks } from './tasks/get-task.ts';
import { createLanes } from './sql/lanes.ts';
import { countDeliveries, dropDeliveries, listDeliveries, resendDeliveries } from './notices/deliveries.ts';
import { createMailAllowance, type MailAllowance } from './notices/mail-allowance.ts';
import { openTasks } from './creation/new-task.ts';
import { matchesHash } from './access/passwords.ts';
import { readRedirectionTo } from './redirections/get-user-task-redirection-to.ts';
import { readRedirectionsFrom } from './redirections/get-user-task-redirections-from.ts';
import { readRedirectionFacts, writeRedirection } from './redirections/redirection-change.ts';
import { charactersOfChange } from './tasks/change-weight.ts';
import { writeAllTaskChanges, writeTaskChanges } from './tasks/task-change.ts';
import { charactersIn } from './sql/characters.ts';
import { readAssignments } from './shares/assignment-read.ts';
import { readLoggedTasks } from './shares/logged-task.ts';
import { readReassignments } from './tasks/reassign-task.ts';
import { writeMoves, writeReassignments } from './tasks/reassign-task-write.ts';
import { readShownTasks } from './shares/shown-task.ts';
import { readCompletableShares, readTaskShares } from './shares/task-shares-read.ts';
import { readTaskFacts } from './tasks/task-facts.ts';
import { disableAccount } from './access/accounts.ts';
import { readAccess } from './access/access.ts';
import { createKeyUses } from './access/key-uses.ts';
import { readOwnAccount } from './access/own-account.ts';
import {
  exchangeToken,
  isKeyName,
  issueTokens,
  logOnForToken,
  readLoginByEmail,
  revokeTokens,
} from './access/tokens.ts';
import { createDeskStore } from './desk/desk-store.ts';
import { createTaskListStore } from './lists/task-lists.ts';
import { repeatOfCall, repeatOfKey, repeatOfReassignment, repeatsOfTasks } from './repeats.ts';
import { createSignInStore } from './access/sign-in-tallies.ts';
import { createTicketExtensions } from './access/ticket-extensions.ts';
import {
  extendTickets,
  issueTicket,
  issueTrustedTicket,
  readAccount,
  readTicket,
  renewTicket,
  revokeTicket,
} from './access/tickets.ts';
import { readSharedTransfers, transferSharedTasks } from './tasks/transfer-shared-tasks.ts';
import { readAbsenceMoves, readAbsences, readAbsentee } from './supervision/absences.ts';
import {
  makeCalendarAddress,
  readCalendar,
  readCalendarAddress,
  removeCalendarAddress,
} from './supervision/calendars.ts';
import { readBelongings } from './supervision/belongings.ts';
import { moveSupervision, moveTeamSeats } from './supervision/leaving.ts';
import { readLoads } from './supervision/loads.ts';
import { readMove } from './supervision/move-facts.ts';
import { readNames } from './supervision/names.ts';
import { listPersonLoads } from './supervision/person-loads.ts';
import { readRoundChains } from './supervision/round-chains.ts';
import { readChain, readChainEvents, readChainMails } from './supervision/task-chain.ts';
import { writingMoves } from './supervision/write-move.ts';
import { readTransfer, readUnfinishedTaskIds, transferTasks } from './tasks/transfer-user-tasks.ts';
import { listUsage } from './usage/usage-days.ts';
import { readAttachmentFacts, writeAttachments } from './tasks/workflow-attachment.ts';

export interface StoreOptions {
  readonly ticketDays: number;
  /** 0: only calls with an Idempotency-Key may be repeats. */
  readonly retryWindowSeconds?: number;
  /** Called after notices have been written. */
  readonly noticesWritten?: () => void;
  /** Calls with mail that each account may make before its mail is delayed. */
  readonly mailAllowance?: MailAllowance;
  /** Connections to find lists on; without, they are found on the others. */
  readonly finder?: Knex;
  /** Told how many calls share each statement that is sent for several. */
  readonly batchSent?: (statement: string, calls: number) => void;
  /** Told of what fails behind the calls. */
  readonly reportFailure: (error: unknown) => void;
}

/**
 * A statement takes a few milliseconds; one that takes fifty waits for somebody. Four million characters are one call
 * as long as calls may be by default.
 */
const BATCHES = { lanes: 4, patienceMs: 50, size: 64, characters: 4_194_304 };

/** Everything the operations need of PostgreSQL; `stop` writes what is still on its way. */
export function createStore(
  knex: Knex,
  {
    ticketDays,
    retryWindowSeconds = 0,
    noticesWritten = () => undefined,
    finder = knex,
    mailAllowance = createMailAllowance(),
    batchSent,
    reportFailure,
  }: StoreOptions,
): Store & { stop(): Promise<void> } {
  const extensions = createTicketExtensions((digests) => extendTickets(knex, digests, ticketDays), reportFailure);

  const together = <Item, Result>(
    statement: string,
    run: RunBatch<Item, Result>,
    weighing: Pick<BatchLimits<Item>, 'weigh'> = {},
  ) =>
    batched(run, {
      ...BATCHES,
      ...weighing,
      ...(batchSent && { sent: (count: number) => batchSent(statement, count) }),
    });

  const keyUses = createKeyUses(knex, reportFailure);
  const transferring = createLanes(1);
  const moving = createLanes(2);

  const changeTask = together(
    'changeTask',
    async (changes: readonly RememberedChange[]) => {
      const written = await writeTaskChanges(knex, changes);
      if (changes.some(({ notices, advancesWorkflow }) => notices ?? advancesWorkflow)) noticesWritten();
      return written;
    },
    { weigh: charactersOfChange },
  );

  const removeTask = together('removeTask', async (removals: readonly RememberedRemoval[]) => {
    const removed = await removeTasks(knex, removals);
    if (removals.some(({ advancesWorkflow }) => advancesWorkflow)) noticesWritten();
    return removed;
  });

  return {
    ...createTaskListStore(knex, finder),
    ...createDeskStore(knex),
    readReassignment: together('readReassignment', (requests) => readReassignments(knex, requests)),
    repeatOfKey: (operation, subject, request) => repeatOfKey(operation, subject, request.model, request),
    repeatOfReassignment: (request) => repeatOfReassignment(request, retryWindowSeconds),
    writeReassignment: together('writeReassignment', async (plans) => {
      const written = await writeReassignments(knex, plans, mailAllowance);
      noticesWritten();
      return written;
    }),
    readMove: (question) => moving(() => readMove(knex, question)),
    repeatsOfTasks,
    writeMove: writingMoves(
      together('writeMove', async (plans) => {
        const written = await writeMoves(knex, plans, mailAllowance);
        noticesWritten();
        return written;
      }),
      reportFailure,
    ),
    readBelongings: (userId) => readBelongings(knex, userId),
    moveTeamSeats: (userId, to, teamIds) => moveTeamSeats(knex, userId, to, teamIds),
    moveSupervision: (userId, to, mark) => moveSupervision(knex, userId, to, mark),
    disableAccount: (userId, leavesTasks, callerId) => disableAccount(knex, userId, leavesTasks, callerId),
    readAbsences: (access, from) => readAbsences(knex, access, from),
    readCalendar: (address) => readCalendar(knex, address),
    readCalendarAddress: (userId) => readCalendarAddress(knex, userId),
    makeCalendarAddress: (userId) => makeCalendarAddress(knex, userId),
    removeCalendarAddress: (userId) => removeCalendarAddress(knex, userId),
    readRoundChains: (plan) => readRoundChains(finder, plan),
    listPersonLoads: (plan, reach, page) => listPersonLoads(finder, plan, reach, page),
    listUsage: (since, filter, page) => listUsage(knex, since, filter, page),
    listDeliveries: (filter, page) => listDeliveries(knex, filter, page),
    countDeliveries: () => countDeliveries(knex),
    async resendDeliveries(plan) {
      const resent = await resendDeliveries(knex, plan);
      noticesWritten();
      return resent;
    },
    dropDeliveries: (plan, by) => dropDeliveries(knex, plan, by),
    readAbsentee: (userId) => readAbsentee(knex, userId),
    readAbsenceMoves: (absenteeId) => readAbsenceMoves(knex, absenteeId),
    readLoads: (userIds, mentioned) => readLoads(knex, userIds, mentioned),
    readNames: (userIds, teamIds) => readNames(knex, userIds, teamIds),
    readChain: (question) => readChain(knex, question),
    readChainEvents: (taskIds) => readChainEvents(knex, taskIds),
    readChainMails: (taskIds, mentioned) => readChainMails(knex, taskIds, mentioned),
    readTask: together('readTask', (requests) => readTasks(knex, requests)),
    readTaskFacts: together('readTaskFacts', (requests) => readTaskFacts(knex, requests)),
    readCompletionFacts: together('readCompletionFacts', (requests) => readCompletionFacts(knex, requests)),
    changeTask,
    changeSharedTask: changeTask,
    changeSharedTasks: async (changes) => {
      const written = await writeAllTaskChanges(knex, changes);
      noticesWritten();
      return written;
    },
    removeTask,
    removeSharedTask: removeTask,
    readAttachmentFacts: together('readAttachmentFacts', (requests) => readAttachmentFacts(knex, requests)),
    writeAttachment: together('writeAttachment', (plans) => writeAttachments(knex, plans)),
    readShownTask: together('readShownTask', (questions) => readShownTasks(knex, questions)),
    readLoggedTask: together('readLoggedTask', (questions) => readLoggedTasks(knex, questions)),
    repeatOfCall,
    readAssignment: together('readAssignment', (questions) => readAssignments(knex, questions), {
      weigh: ({ names }) => charactersIn(names),
    }),
    readTaskShares: together('readTaskShares', (questions) => readTaskShares(knex, questions)),
    readCompletableShares: together('readCompletableShares', (questions) => readCompletableShares(knex, questions)),
    readTaskCreation: together('readTaskCreation', (requests) => readTaskCreations(knex, requests)),
    readRelatedTask: together('readRelatedTask', (requests) => readRelatedTasks(knex, requests)),
    openTask: together('openTask', async (plans) => {
      const opened = await openTasks(knex, plans, mailAllowance);
      if (plans.some(({ model }) => model.sendTaskNotice)) noticesWritten();
      return opened;
    }),
    readTaskAddition: together('readTaskAddition', (requests) => readTaskAdditions(knex, requests)),
    addTask: together('addTask', (plans) => addTasks(knex, plans)),
    administration: createAdministrationStore(knex),
    readDocumentNoteFacts: (call) => readDocumentNoteFacts(knex, call),
    writeDocumentNote: (note) => writeDocumentNote(knex, note),
    readReviewFacts: (request) => readReviewFacts(knex, request),
    writeReview: (review) => writeReview(knex, review),
    readTransfer: (request) => readTransfer(knex, request),
    readUnfinishedTaskIds: (userId) => transferring(() => readUnfinishedTaskIds(knex, userId)),
    readSharedTransfers: (plan, taskIds) => transferring(() => readSharedTransfers(knex, plan, taskIds)),
    transferSharedTasks: (plan, changes) => transferring(() => transferSharedTasks(knex, plan, changes, reportFailure)),
    transferTasks: (plan, taskIds) => transferring(() => transferTasks(knex, plan, taskIds, reportFailure)),
    readRedirectionFacts: (request) => readRedirectionFacts(knex, request),
    writeRedirection: (plan) => writeRedirection(knex, plan),
    readRedirectionTo: (question) => readRedirectionTo(knex, question),
    readRedirectionsFrom: (question) => readRedirectionsFrom(knex, question),
    readAccount: (login) => readAccount(knex, login),
    readCurrentUser: (ticket) => readCurrentUser(knex, ticket),
    async readTicket(ticket: Credential) {
      await extensions.settle();
      return readTicket(knex, ticket);
    },
    issueTicket: (account, language, isTrusted) =>
      (isTrusted ? issueTrustedTicket : issueTicket)(knex, account, language, ticketDays),
    renewTicket: (ticket, userId, language) =>
      renewTicket(knex, digestOfCredential(ticket), userId, language, ticketDays),
    revokeTicket: (ticket) => revokeTicket(knex, ticket),
    readAccess: (access) => readAccess(knex, access),
    readOwnAccount: (access) => readOwnAccount(knex, access),
    readLoginByEmail: (email) => readLoginByEmail(knex, email),
    isKeyName: (name) => isKeyName(knex, name),
    issueTokens: (asked) => issueTokens(knex, asked),
    logOnForToken: (account, asked) => logOnForToken(knex, account, asked),
    exchangeToken: (refresh, asked) => exchangeToken(knex, refresh, asked),
    revokeTokens: (keyId, either) => revokeTokens(knex, keyId, either),
    noteKeyUse: (keyId) => keyUses.note(keyId),
    loginOf,
    extendTicket: (ticket) => extensions.note(digestOfCredential(ticket)),
    canonicalTicket,
    secretsEqual,
    passwordMatches: matchesHash,
    ...createSignInStore(knex),
    async stop() {
      await Promise.all([extensions.stop(), keyUses.stop()]);
    },
  };
}
