import type { DeskResult } from '../../core/desk/desk-result.ts';
import type { Names } from '../supervision/supervision-store.ts';

/** A result with the names of those whom it mentions, as they are now. */
export interface NamedResult extends DeskResult {
  readonly names: Pick<Names, 'people'>;
}

/** The part of the store that keeps results. */
export interface DeskResultStore {
  readonly keepDeskResult: (id: string, userId: number, result: DeskResult) => Promise<void>;
  readonly readDeskResult: (id: string, userId: number) => Promise<NamedResult | null>;
}

/** Results of actions, for the pages that are shown after them. */
export interface DeskResultOperations {
  /** Of an action that is sent twice, the first result stays: both did the same. */
  keepResult(id: string, user: { readonly id: number }, result: DeskResult): Promise<void>;
  /** Null where this account has none of this number, or has it no more. */
  readResult(id: string, user: { readonly id: number }): Promise<NamedResult | null>;
}

export const createDeskResultOperations = (store: DeskResultStore): DeskResultOperations => ({
  keepResult: (id, user, result) => store.keepDeskResult(id, user.id, result),
  readResult: (id, user) => store.readDeskResult(id, user.id),
});
