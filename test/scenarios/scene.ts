import { escalate } from '../../src/operations/sharing/escalation.ts';
import { composeMail } from '../../src/notify/mail/message.ts';
import { createNoticeStore } from '../../src/store/notices/notices.ts';
import { loadFixture } from '../../src/store/seed/load.ts';
import { createEscalationStore } from '../../src/store/shares/due-tiers.ts';
import { LOGINS, openOffice, PEOPLE, type Json, type Office, type Who } from '../support/five-apis/office.ts';
import { noteUuids, READERS, type Api } from '../support/five-apis/readers.ts';
import { actorOf, type Actor } from './actors.ts';

/** The office, people who act in it, and what the scenarios look at. */
export interface Scene extends Office {
  /** Everybody, with the calls that the scenarios make. */
  readonly as: Readonly<Record<Who, Actor>>;
  /**
   * Loads a task, T unless said otherwise: Jane's, of which John is owner and supervisor; with other sections of the
   * fixture. Gives its number.
   */
  readonly given: (task?: Json, more?: Json) => Promise<number>;
  readonly givenAll: (tasks: readonly Json[], more?: Json) => Promise<readonly number[]>;
  /** How one API shows the task, in a few words. */
  readonly sees: (api: Api, taskId: number) => Promise<string>;
  /** The task's numbers of Box assignments, by whom they are assigned to. */
  readonly assignments: (taskId: number) => Promise<Readonly<Record<string, string>>>;
  /** An element of the legacy task. */
  readonly element: (taskId: number, name: string) => Promise<string>;
  /** The version that Maxsight shows. */
  readonly version: (taskId: number) => Promise<string>;
  readonly history: (taskId: number, operation?: string) => Promise<readonly Json[]>;
  /** Who has been sent mail about the task, in the order of their names. */
  readonly told: (taskId: number, topic: string) => Promise<readonly string[]>;
  /** The mail that leaves now, gathered as the server gathers it; each leaves once. */
  readonly mail: () => Promise<readonly Letter[]>;
  /** What the server's clock does at the tiers that have run out, until there is nothing left to do. */
  readonly catchUp: () => Promise<void>;
  /** As if the clock had been put forward for the tiers of a task. */
  readonly letPass: (taskId: number, minutes: number) => Promise<void>;
}

export interface Letter {
  readonly to: string;
  readonly text: string;
}

const LIMITS = { mails: 500, noticesPerMail: 500, leaseMs: 60_000, gatherMs: 0, after: 0 };

const FIRST_TASK = 5001;

const T = { assignedBy: LOGINS.john, supervisor: LOGINS.john, document: '/Corporate/Legal/Contract.pdf' };

const ASKS = ['assignee', 'team', 'assignees', 'tiers'];

export async function openScene(name: string, settings: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const office = await openOffice(`scenarios_${name}`, [], settings);
  await noteUuids(office);
  const { knex } = office;
  const clock = createEscalationStore(knex, (error) => {
    throw error;
  });

  const notices = createNoticeStore(knex);
  const givenAll = async (tasks: readonly Json[], more: Json = {}): Promise<readonly number[]> => {
    // Calls make tasks too.
    const [{ last }] = (await knex('tasks').max({ last: 'id' })) as [{ last: number | null }];
    const complete = tasks.map((task, index) => {
      const id = (last ?? FIRST_TASK) + 1 + index;
      const asked = ASKS.some((key) => key in task) ? {} : { assignee: LOGINS.jane };
      return { id, name: `Task ${id}`, ...T, ...asked, ...task };
    });
    await loadFixture(knex, JSON.stringify({ tasks: complete, ...more }), 'scenario.json', new Date());
    if ('teams' in more) await noteUuids(office);
    return complete.map(({ id }) => id);
  };

  const scene: Omit<Scene, 'as'> = {
    ...office,
    givenAll,
    given: async (task = {}, more = {}) => (await givenAll([task], more))[0] ?? 0,
    sees: (api, taskId) => READERS[api](office, taskId),
    async assignments(taskId) {
      const { json } = await office.box('carol', 'GET', `/tasks/${taskId}/assignments`);
      const entries = (json.entries as readonly Json[]).map((entry) => [
        nameOf((entry.assigned_to as Json).id),
        String(entry.id),
      ]);
      return Object.fromEntries(entries) as Readonly<Record<string, string>>;
    },
    async element(taskId, element) {
      const { text } = await office.legacy('carol', 'GetTask', { taskId });
      return new RegExp(`<${element}>([^<]*)</${element}>`).exec(text)?.[1] ?? '';
    },
    version: async (taskId) => String((await office.maxsight('carol', 'GET', `/tasks/${taskId}`)).json.updated_at),
    async history(taskId, operation) {
      const rows = (await knex('history').where({ task_id: taskId }).orderBy('id')) as readonly Json[];
      return rows.filter((row) => operation === undefined || row.operation === operation);
    },
    async told(taskId, topic) {
      const rows = (await knex('notices').where({ task_id: taskId, topic })) as readonly Json[];
      return rows.map((row) => nameOf(row.recipient_id)).sort();
    },
    async mail() {
      const groups = await notices.claim(LIMITS);
      const letters = groups.map((group) => composeMail(group, new Date(), { timeZone: 'UTC', taskLink: () => null }));
      await notices.markSent(groups.flat());
      return letters.map(({ to, text }) => ({ to: to.name, text }));
    },
    async catchUp() {
      while ((await escalate(clock, { api: 'system', requestId: 'look' })).tasks > 0);
    },
    async letPass(taskId, minutes) {
      await knex.raw(
        `update task_shares set ends_at = ends_at - make_interval(mins => ?),
                                assigned_at = assigned_at - make_interval(mins => ?) where task_id = ?`,
        [minutes, minutes, taskId],
      );
    },
  };
  const as = Object.fromEntries(
    Object.keys(PEOPLE).map((who) => [who, actorOf(scene, who as Who)]),
  ) as unknown as Scene['as'];
  return { ...scene, as };
}

const nameOf = (id: unknown): string =>
  Object.entries(PEOPLE).find(([, each]) => String(each) === String(id))?.[0] ?? String(id).replace('team-3', 'Legal');
