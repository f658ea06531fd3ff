import type { Access, AccessFacts } from '../../core/access/access.ts';
import type { StoredAbsences } from '../../core/supervision/absence-overview.ts';
import type { AdmittingStore } from '../admitted.ts';
import type { RedirectionStore } from '../redirections.ts';
import type { Names } from './supervision-store.ts';

/** What is stored, who asks for it, and how everybody in it is called. */
export interface FoundAbsences {
  readonly access: AccessFacts;
  readonly stored: StoredAbsences;
  readonly names: Names;
}

/** The part of the store that absences use. */
export interface AbsenceStore
  extends AdmittingStore, Pick<RedirectionStore, 'readRedirectionFacts' | 'writeRedirection'> {
  readonly readAccess: (access: Access) => Promise<AccessFacts>;
  /** @param from earlier ones that were over by then may be left out; null for four weeks ago */
  readonly readAbsences: (access: Access, from: Date | null) => Promise<FoundAbsences>;
  /** What was moved for the absence of this account and not touched since, in ascending order. */
  readonly readAbsenceMoves: (absenteeId: number) => Promise<readonly number[]>;
  readonly readNames: (userIds: readonly number[], teamIds: readonly number[]) => Promise<Names>;
}
