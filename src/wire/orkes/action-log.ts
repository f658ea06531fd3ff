import type { LoggedParty, TaskLog, TaskLogEntry } from '../../core/shares/task-log.ts';
import { isAsked, type NamedAs } from '../../core/shares/share.ts';
import type { Mentioned, TaskView } from '../../core/shares/task-view.ts';
import { addressById, partyShown } from './people.ts';

type Action = 'ASSIGNMENT' | 'ASSIGNMENTS_COMPLETED' | 'CLAIM' | 'RELEASE';

interface ActionLog {
  readonly id: string;
  readonly state: 'PENDING' | 'ASSIGNED' | 'IN_PROGRESS';
  readonly stateStart: number;
  readonly assignee?: NamedAs;
  readonly claimant?: NamedAs;
  readonly action: Action;
  readonly actedBy: string;
}

const SYSTEM = 'system';

/**
 * How a task came to whoever has it, in the few words that clients know: reassigning, skipping and running out are
 * assignments too.
 */
export function logOf(task: TaskView, log: TaskLog): readonly ActionLog[] {
  if (task.status === 'NotStarted') return [];
  const first = log.entries[0] ? log.entries[0].before : presentParty(task);
  const names = { people: [...log.people, ...task.people], teams: [...log.teams, ...task.teams] };
  const beginning = assigned({ id: '0', stateStart: task.createdAt.getTime() }, first, SYSTEM, names);
  return [beginning, ...log.entries.flatMap((entry, index) => actionsOf(entry, log.entries[index - 1], names))];
}

function presentParty({ sharing: { shares } }: TaskView): LoggedParty | null {
  return shares.find(isAsked) ?? shares[0] ?? null;
}

interface Place {
  readonly id: string;
  readonly stateStart: number;
}

const assigned = (place: Place, party: LoggedParty | null, actedBy: string, names: Mentioned): ActionLog => ({
  ...place,
  state: 'ASSIGNED',
  ...(party ? { assignee: partyShown(party.party, party.namedAs, names) } : {}),
  action: party ? 'ASSIGNMENT' : 'ASSIGNMENTS_COMPLETED',
  actedBy,
});

function actionsOf(entry: TaskLogEntry, earlier: TaskLogEntry | undefined, names: Mentioned): readonly ActionLog[] {
  const { id, at, asked, claim, isOpen, isAskedAnew } = entry;
  const place = { id: String(id), stateStart: at.getTime() };
  const assignee = asked ? { assignee: partyShown(asked.party, asked.namedAs, names) } : {};
  const actedBy = actorOf(entry, names);
  if (!isOpen) return [];
  if (claim && !earlier?.claim) {
    const claimant = partyShown(claim.claimant, claim.namedAs, names);
    const by = claim.claimant.kind === 'outside' ? `${claimant.userType}:${claimant.user}` : actedBy;
    return [{ ...place, state: 'IN_PROGRESS', ...assignee, claimant, action: 'CLAIM', actedBy: by }];
  }
  const isSame = !isAskedAnew || (!asked && !earlier?.asked);
  if (!claim && earlier?.claim && isSame) {
    const released: ActionLog = { ...place, state: 'PENDING', ...assignee, action: 'RELEASE', actedBy };
    return [released, assigned({ ...place, id: `${place.id}-1` }, asked, SYSTEM, names)];
  }
  return !claim && isAskedAnew ? [assigned(place, asked, actedBy, names)] : [];
}

const actorOf = ({ actorId }: TaskLogEntry, names: Mentioned): string => {
  const address = addressById(names, actorId);
  return address === undefined ? SYSTEM : `CONDUCTOR_USER:${address}`;
};
