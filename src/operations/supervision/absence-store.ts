import type { Access, AccessFacts } from '../../core/access/access.ts';
import type { StoredAbsences } from '../../core/supervision/absence-overview.ts';
import type { AdmittingStore } from '../admitted.ts';
import type { RedirectionStore } from '../redirections.ts';
import type { Names } from './supervision-store.ts';

/** The part of the store that absences use. */
export interface AbsenceStore
  extends AdmittingStore, Pick<RedirectionStore, 'readRedirectionFacts' | 'writeRedirection'> {
  readonly readAccess: (access: Access) => Promise<AccessFacts>;
  /** @param from earlier ones that were over by then may be left out; null for four weeks ago */
  readonly readAbsences: (from: Date | null) => Promise<StoredAbsences>;
  readonly readNames: (userIds: readonly number[], teamIds: readonly number[]) => Promise<Names>;
}
