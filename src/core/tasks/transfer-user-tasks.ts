import { decideCaller, isAdministrator, type Caller, type CallerRefusal } from '../access/caller.ts';
import type { CallContext, Credential } from '../access/credential.ts';
import { isRefused, refused, type Refused } from '../refusal.ts';
import { holderFields } from '../shares/holder.ts';
import type { Sharing } from '../shares/share.ts';
import { isConcerned, transferShares } from '../shares/transfer.ts';
import type { TaskChange } from './task-change.ts';
import { isClosed, type TaskStatus } from './task-status.ts';

export interface TransferRequest {
  readonly credential: Credential;
  readonly context: CallContext;
  /** A login name, matched ignoring case. */
  readonly fromUserName: string;
  /** A login name, matched ignoring case. */
  readonly toUserName: string;
}

/** The facts a transfer is decided on, as they stood at one instant of the database. */
export interface TransferFacts {
  /** The account behind the credential; null when it is expired, unknown or malformed. */
  readonly caller: Caller | null;
  readonly from: { readonly id: number } | null;
  readonly to: { readonly id: number; readonly enabled: boolean } | null;
}

/** Whose unfinished tasks become whose. */
export interface TransferPlan {
  readonly fromId: number;
  readonly toId: number;
  readonly callerId: number;
  readonly credentialKind: Credential['kind'];
  readonly context: CallContext;
}

export type TransferRefusal = CallerRefusal | 'access-denied' | 'user-not-found';

/**
 * May this caller give all that one person has to do to another? Checks run in the order of
 * docs/legacy/operations.md#transferusertasks. Only an administrator may (docs/legacy/operations.md#transfers). Tasks
 * are taken from disabled accounts, which is what the operation is for, and never given to one
 * (docs/legacy/operations.md#chains-of-redirections).
 */
export function decideTransfer(
  { credential, context }: TransferRequest,
  facts: TransferFacts,
): TransferPlan | { readonly unchanged: true } | Refused<TransferRefusal> {
  const { from, to } = facts;
  const caller = decideCaller(credential, facts.caller);
  if (isRefused(caller)) return caller;
  if (!isAdministrator(caller)) return refused('access-denied');
  if (!from || !to) return refused('user-not-found');
  // LEGACY: accepted, though the newer server then lost the tasks (docs/legacy/operations.md#transfers).
  if (from.id === to.id) return { unchanged: true };
  if (!to.enabled) return refused('user-not-found');
  return { fromId: from.id, toId: to.id, callerId: caller.id, credentialKind: credential.kind, context };
}

/** A task of which shares are kept, as it stood at one instant of the database. */
export interface SharedTransferFacts {
  readonly id: number;
  readonly version: number;
  readonly status: TaskStatus;
  readonly sharing: Sharing;
}

/** What moves of a task with shares; null where nothing does any more. Nobody is mailed of it. */
export function decideSharedTransfer(
  { fromId, toId, callerId, credentialKind, context }: TransferPlan,
  { id, version, status, sharing }: SharedTransferFacts,
): TaskChange | null {
  if (isClosed(status) || !isConcerned(sharing, fromId)) return null;
  const after = transferShares(sharing, fromId, toId);
  return {
    taskId: id,
    version,
    operation: 'TransferUserTasks',
    callerId,
    credentialKind,
    context,
    fields: holderFields(after),
    sharing: after,
  };
}
