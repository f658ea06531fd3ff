import type { Access, AccessFacts } from '../../core/access/access.ts';
import type { StoredAbsences } from '../../core/supervision/absence-overview.ts';
import type { AdmittingStore, ReadingAccess } from '../admitted.ts';
import type { RedirectionStore } from '../redirections.ts';
import type { NamedPerson, Names } from './supervision-store.ts';

/** What is stored, who asks for it, and how everybody in it is called. */
export interface FoundAbsences {
  readonly access: AccessFacts;
  readonly stored: StoredAbsences;
  readonly names: Names;
}

/** An account, as pages about its absence need it. */
export interface Absentee extends NamedPerson {
  /** Of what was moved for an absence of the account, the tasks that nobody has touched since. */
  readonly movesLeft: number;
}

/** The part of the store that absences use. */
export interface AbsenceStore
  extends AdmittingStore, ReadingAccess, Pick<RedirectionStore, 'readRedirectionFacts' | 'writeRedirection'> {
  /** @param from earlier ones that were over by then may be left out; null for four weeks ago */
  readonly readAbsences: (access: Access, from: Date | null) => Promise<FoundAbsences>;
  /** Null where no account has the number. */
  readonly readAbsentee: (userId: number) => Promise<Absentee | null>;
  readonly readNames: (userIds: readonly number[], teamIds: readonly number[]) => Promise<Names>;
}
