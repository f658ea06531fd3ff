import type { Access, AccessFacts } from '../../core/access/access.ts';
import type { AskedRepeat, RepeatMark } from '../../core/repeats.ts';
import type { ChainEvent, ChainMail, ChainTask } from '../../core/supervision/task-chain.ts';
import type { TaskName } from '../../core/assignment/sharing-facts.ts';
import type { Load } from '../../core/supervision/load.ts';
import type { RoundChainsPlan } from '../../core/supervision/round-chains.ts';
import type { Destination, MoveFacts, MovePlan, NamedTask } from '../../core/supervision/move.ts';
import type { Credential } from '../../core/access/credential.ts';
import type { AdmittingStore, ReadingAccess } from '../admitted.ts';
import type { FoundRoundChains } from './round-chains.ts';
import type { TaskListStore } from '../task-lists.ts';
import type { DeliveryStore } from './deliveries.ts';
import type { LoadStore } from './loads.ts';
import type { UsageStore } from './usage.ts';

/** Which tasks are to move, and to whom. */
export interface MoveQuestion extends Access {
  readonly taskIds: readonly number[];
  readonly to: Destination;
  readonly repeat: Pick<AskedRepeat, 'call'> | undefined;
}

/** The tasks of a question, in its order, with who asks. */
export interface MoveSnapshot {
  readonly access: AccessFacts;
  readonly now: Date;
  /** The account of the login that the tasks are to go to. */
  readonly named: MoveFacts['named'];
  readonly tasks: readonly Pick<MoveFacts, 'task' | 'earlier'>[];
}

/** An account or a team, as answers name it. */
export interface NamedPerson {
  readonly id: number;
  readonly login: string;
  readonly fullName: string;
}

export interface NamedTeam {
  readonly id: number;
  readonly name: string;
}

/** The names of those whom an answer mentions by their numbers. */
export interface Names {
  readonly people: readonly NamedPerson[];
  readonly teams: readonly NamedTeam[];
}

/** The numbers of those whom an answer mentions. */
export interface MentionedIds {
  readonly people: readonly number[];
  readonly teams: readonly number[];
}

export interface LoadsAndNames {
  readonly loads: ReadonlyMap<number, Load>;
  readonly names: Names;
}

export interface MailsAndNames {
  readonly mails: readonly ChainMail[];
  readonly names: Names;
}

/** The mark of one task of a call that may be repeated, once it is known who calls. */
export type TaskRepeats = (task: NamedTask, callerId: number, keyId: number) => RepeatMark;

export interface NamingStore {
  readonly readNames: (userIds: readonly number[], teamIds: readonly number[]) => Promise<Names>;
}

export interface TellingLogins {
  /** The login that a credential belonged to when it was last looked up; reads nothing. */
  readonly loginOf: (credential: Credential) => string | undefined;
}

/** The part of the store that supervising uses. */
export interface SupervisionStore
  extends AdmittingStore, ReadingAccess, NamingStore, TellingLogins, DeliveryStore, LoadStore, UsageStore {
  readonly searching: <Found>(search: () => Promise<Found>) => Promise<Found | null>;
  /** @param known what has been read of who asks and of whose tasks are asked for */
  readonly readTaskIds: TaskListStore['readTaskIds'];
  readonly readMove: (question: MoveQuestion) => Promise<MoveSnapshot>;
  /** What was moved for the absence of this account and not touched since, in ascending order. */
  readonly readAbsenceMoves: (absenteeId: number) => Promise<readonly number[]>;
  readonly repeatsOfTasks: (call: string, said: unknown) => TaskRepeats;
  /** Null when the task has changed since it was decided; 'failed' when it cannot be changed, which has been reported. */
  readonly writeMove: (plan: MovePlan) => Promise<{ readonly successorId: number } | 'failed' | null>;
  /** The chain that a task is of, in order; without tasks where there is none of this name. */
  readonly readChain: (
    question: Access & { readonly task: TaskName },
  ) => Promise<{ readonly access: AccessFacts; readonly tasks: readonly ChainTask[] }>;
  /** What happened to these tasks, in the order in which it did. */
  readonly readChainEvents: (taskIds: readonly number[]) => Promise<readonly ChainEvent[]>;
  /** The mails about these tasks, and the names of who got them and of who is mentioned beside them. */
  readonly readChainMails: (taskIds: readonly number[], mentioned: MentionedIds) => Promise<MailsAndNames>;
  readonly readRoundChains: (plan: RoundChainsPlan) => Promise<FoundRoundChains>;
  readonly readLoads: (userIds: readonly number[], mentioned: MentionedIds) => Promise<LoadsAndNames>;
}
