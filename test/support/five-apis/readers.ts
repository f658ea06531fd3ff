import { LOGINS, PEOPLE, type Json, type Office, type Who } from './office.ts';

/** How one API sees a task, in a few words. */
export type Reader = (office: Office, taskId: number) => Promise<string>;

export const APIS = ['L', 'M', 'W', 'O', 'B'] as const;
export type Api = (typeof APIS)[number];

const nameOf = (id: unknown): string =>
  Object.entries(PEOPLE).find(([, each]) => String(each) === String(id))?.[0] ?? String(id);

/** Whoever only looks: administrators see as everybody does. */
const LOOKS: Who = 'carol';

const element = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '?';

export const READERS: Readonly<Record<Api, Reader>> = {
  L: async ({ legacy }, taskId) => {
    const { text } = await legacy(LOOKS, 'GetTask', { taskId });
    if (text.includes('success="false"')) return /error="([^"]*)"/.exec(text)?.[1] ?? '?';
    const id = element(text, 'AssigneeID');
    const isPerson = element(text, 'AssigneeType') === 'User' && id !== '0';
    const who = isPerson ? nameOf(id) : element(text, 'AssigneeName');
    return words([element(text, 'TaskStatus'), who || 'nobody', decisionOf(element(text, 'ApprovalStatus'))]);
  },

  M: async ({ maxsight }, taskId) => {
    const { status, json } = await maxsight(LOOKS, 'GET', `/tasks/${taskId}`);
    if (status !== 200) return String(status);
    const assignment = json.assignment as Json | null;
    const locked = json.locked_at === null ? '' : 'locked';
    const successor = 'reassigned_to' in (json.custom_metadata as Json) ? 'reassigned' : '';
    const who = assignment === null ? 'nobody' : nameOfUuid(assignment);
    return words([json.status, who, locked, successor]);
  },

  W: async ({ worldServer }, taskId) => {
    const { status, json } = await worldServer(LOOKS, 'GET', `/tasks/${taskId}`);
    if (status !== 200) return String(status);
    const assignees = json.assignees as readonly Json[];
    return words([(json.status as Json).status, `[${assignees.map(({ name }) => firstName(name)).join(' ')}]`]);
  },

  O: async ({ orkes }, taskId) => {
    const { status, json } = await orkes(LOOKS, 'GET', `/${taskId}`);
    if (status !== 200) return String(status);
    const assignee = json.assignee as Json | undefined;
    const claimant = json.claimant as Json | undefined;
    return words([json.state, shortName(assignee?.user), claimant ? `claimed:${shortName(claimant.user)}` : '']);
  },

  B: async ({ box }, taskId) => {
    const { status, json } = await box(LOOKS, 'GET', `/tasks/${taskId}`);
    if (status !== 200) return String(status);
    const { entries } = json.task_assignment_collection as { readonly entries: readonly Json[] };
    const assignments = entries.map((entry) => {
      const { login } = entry.assigned_to as Json;
      return `${shortName(login)}:${String(entry.resolution_state)}`;
    });
    return words([
      json.is_completed === true ? 'completed' : 'open',
      json.completion_rule === 'any_assignee' ? 'any' : '',
      `[${assignments.join(' ')}]`,
    ]);
  },
};

const words = (parts: readonly unknown[]): string =>
  parts
    .map(String)
    .filter((part) => part !== '')
    .join(' ');

const decisionOf = (word: string): string => (word === 'NoResult' || word === '?' ? '' : word);

/** "jane.doe@example.com" and "jane.doe" are jane; a name from outside stays what it is. */
const shortName = (user: unknown): string => {
  if (typeof user !== 'string') return 'nobody';
  const login = user.replace(/@example\.com$/, '');
  return Object.entries(LOGINS).find(([, each]) => each === login)?.[0] ?? login;
};

const firstName = (name: unknown): string => {
  const first = String(name).split(' ')[0]?.toLowerCase() ?? '';
  return first in LOGINS ? first : String(name);
};

/** Maxsight names people by their uuid, which the matrix notes when it opens. */
const UUIDS = new Map<string, string>();
export const noteUuids = async ({ knex }: Office): Promise<void> => {
  const users: { id: number; uuid: string }[] = await knex('users').select('id', 'uuid');
  for (const { id, uuid } of users) UUIDS.set(uuid, nameOf(id));
  const teams: { uuid: string; name: string }[] = await knex('teams').select('uuid', 'name');
  for (const { uuid, name } of teams) UUIDS.set(uuid, name);
};
const nameOfUuid = (assignment: Json): string => {
  const id = String(assignment.assigned_to_id);
  return UUIDS.get(id) ?? id;
};
