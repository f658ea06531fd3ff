import type { Access } from '../../core/access/access.ts';
import type { AccessRefusal } from '../../core/assignment/sharing-facts.ts';
import { isRefused, refused, type Refused } from '../../core/refusal.ts';
import { decideRoundChains, type RoundChain } from '../../core/supervision/round-chains.ts';
import { lookingUp } from '../admitted.ts';
import { createTurns } from '../turns.ts';
import type { Names, SupervisionStore } from './supervision-store.ts';

/** Chains that go round, those first that have gone furthest. */
export interface FoundRoundChains {
  /** All there are, of which `chains` has the first. */
  readonly total: number;
  readonly chains: readonly RoundChain[];
}

export interface RoundChainOperations {
  /** Open tasks that came back to somebody who had them before. */
  listRoundChains(
    request: Access,
  ): Promise<(FoundRoundChains & { readonly names: Names }) | Refused<AccessRefusal | 'server-busy'>>;
}

export function createRoundChainOperations(store: SupervisionStore): RoundChainOperations {
  const lookUp = lookingUp(store);
  const turns = createTurns();
  return {
    async listRoundChains(request) {
      const caller = await lookUp(request);
      if (isRefused(caller)) return caller;
      const plan = decideRoundChains(caller);
      if (isRefused(plan)) return plan;
      const end = await turns(caller.id);
      try {
        const found = await store.searching(() => store.readRoundChains(plan));
        if (!found) return refused('server-busy');
        const people = new Set(found.chains.flatMap(({ holderIds }) => holderIds));
        return { ...found, names: await store.readNames([...people], []) };
      } finally {
        end();
      }
    },
  };
}
