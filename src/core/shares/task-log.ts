import type { Claim, NamedAs, Party } from './share.ts';
import type { Mentioned } from './task-view.ts';

/** Somebody who was asked, as a client spelled it. */
export interface LoggedParty {
  readonly party: Party;
  readonly namedAs: NamedAs | null;
}

/** What one change made of who has a task. */
export interface TaskLogEntry {
  readonly id: number;
  readonly at: Date;
  /** Null for the server itself. */
  readonly actorId: number | null;
  /** Who was asked first, before it and behind it; null for nobody. */
  readonly before: LoggedParty | null;
  readonly asked: LoggedParty | null;
  /** Whoever is asked first is asked anew by it. */
  readonly isAskedAnew: boolean;
  readonly claim: Pick<Claim, 'claimant' | 'namedAs'> | null;
  /** Whether the task was open behind it. */
  readonly isOpen: boolean;
}

/** The changes of who has a task, the oldest first, with the names of all of them. */
export interface TaskLog extends Mentioned {
  readonly entries: readonly TaskLogEntry[];
  /** Who made the last change of the task, whatever it was about; null for the server itself, and where there is none. */
  readonly lastActorId: number | null;
}
