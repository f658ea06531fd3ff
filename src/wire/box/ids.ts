import { LARGEST_INT } from '../../core/largest-int.ts';
import type { TaskName } from '../../core/assignment/sharing-facts.ts';
import type { PartyName } from '../../core/assignment/named-parties.ts';

/** What has this number there never is. */
const NOTHING = 0;
/** The number that an id of digits is; 0, which nothing has, for any other text. */
export function numberOf(id: string, most = LARGEST_INT): number {
  const number = /^\d{1,16}$/.test(id) ? Number(id) : NOTHING;
  return number <= most ? number : NOTHING;
}

export const taskNamed = (id: string): TaskName => ({ id: numberOf(id) });

/** Assignments have numbers beyond those of tasks. */
export const shareNumber = (id: string): number => numberOf(id, Number.MAX_SAFE_INTEGER);

/** Whom a client names: `team-3` is a team, as answers have it. */
export function partyNamed({
  id,
  login,
}: {
  readonly id?: string | null | undefined;
  readonly login?: string | null | undefined;
}): PartyName {
  const team = /^team-(\d+)$/.exec(id ?? '');
  const text = login === null || login === undefined ? {} : { text: login };
  if (team) return { kind: 'team', id: numberOf(team[1] ?? ''), ...text };
  return { kind: 'user', ...(id === null || id === undefined ? {} : { id: numberOf(id) }), ...text };
}
