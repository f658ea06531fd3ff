import type { SignInHooks } from '../access/sign-in-guard.ts';
import { createDeskListOperations, type DeskListOperations, type DeskListStore } from './desk-lists.ts';
import { createDeskResultOperations, type DeskResultOperations, type DeskResultStore } from './desk-results.ts';
import { createLevelOutOperations, type LevelOutOperations, type LevelOutStore } from './level-out.ts';
import { createDeskSessionOperations, type DeskSessionOperations, type DeskSessionStore } from './desk-sessions.ts';

/** What the pages of the desk need beside the operations that every dialect has. */
export interface DeskOperations
  extends DeskSessionOperations, DeskListOperations, LevelOutOperations, DeskResultOperations {}

export interface DeskStore extends DeskSessionStore, DeskListStore, LevelOutStore, DeskResultStore {}

export function createDeskOperations(store: DeskStore, hooks: SignInHooks): DeskOperations {
  const lists = createDeskListOperations(store);
  return {
    ...createDeskSessionOperations(store, hooks),
    ...lists,
    ...createLevelOutOperations(store, lists),
    ...createDeskResultOperations(store),
  };
}
