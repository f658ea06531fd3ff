import { isRefused } from '../../../core/refusal.ts';
import type { LeftBehind } from '../../../operations/task-transfer.ts';
import type { Dispatched } from '../call.ts';
import { element } from '../answer/document.ts';
import { contextOf, ticket, type Handler } from '../handler.ts';
import type { OwnWords } from '../answer/outcome.ts';

/** Texts of its own, never with a number (docs/legacy/operations.md#exact-texts). */
export const WORDS: OwnWords<'transferUserTasks'> = {
  'ticket-invalid': { text: '[901]Session expired or Invalid ticket', code: null },
  anonymous: { text: 'access denied, coworker/administrator/library manager/user manager required', code: null },
  'access-denied': { code: null },
  'user-not-found': { text: 'user not found', code: null },
};

/** Gives all unfinished tasks of one user to another (docs/legacy/operations.md#transferusertasks). */
export const transferUserTasks: Handler<'TransferUserTasks'> = async (parameters, call, { operations, outcomes }) => {
  const request = {
    credential: ticket(call, parameters.authenticationTicket),
    context: contextOf(call),
    fromUserName: parameters.fromUserName ?? '',
    toUserName: parameters.toUserName ?? '',
  };
  const outcome = await operations.transferUserTasks(request).catch((error: unknown) => ({ fault: error }));
  if ('fault' in outcome) return systemError(outcome.fault);
  if (isRefused(outcome)) return outcomes.refused('root', outcome, WORDS);
  const { leftBehind } = outcome;
  return outcomes.done('root', [], leftBehind.length === 0 ? {} : { warnings: warningsOf(leftBehind) });
};

export const SYSTEM_ERROR = 'SystemError:An error occurred on the server.';

/**
 * The one operation that answers a document when the server fails. What was moved until then stays moved, and the call
 * can be repeated. Why it failed is for the log alone.
 */
const systemError = (fault: unknown): Dispatched => ({
  document: element('root', [], { success: 'false', error: SYSTEM_ERROR }),
  outcome: 'fault',
  fault,
});

const REASONS: Readonly<Record<LeftBehind['reason'], string>> = {
  failed: 'could not be changed',
  'taker-disabled': 'the account was disabled meanwhile',
};

/** The first sentence is the original's; what follows says which tasks, as far as a person would read. */
const warningsOf = (leftBehind: readonly LeftBehind[]): string =>
  ['Some tasks could not be transferred.', ...leftBehind.map(sentenceOf)].join(' ');

const MOST_IDS = 100;

function sentenceOf({ reason, taskIds }: LeftBehind): string {
  const named = taskIds.slice(0, MOST_IDS).join(', ');
  const more = taskIds.length > MOST_IDS ? ` and ${taskIds.length - MOST_IDS} more` : '';
  return `Tasks ${named}${more}: ${REASONS[reason]}.`;
}
