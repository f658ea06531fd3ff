import { LEGAL, LOGINS, PEOPLE, type Json, type Told, type Who } from '../support/five-apis/office.ts';
import type { Scene } from './scene.ts';

/**
 * One person and the calls of the scenarios. Each gives "done", or how it was refused: the error of the legacy API, the
 * status of the others.
 */
export interface Actor {
  readonly completeTask: (taskId: number, comments?: string) => Promise<string>;
  /** Gives the number of the successor. */
  readonly reassignTask: (taskId: number, to: Who) => Promise<number>;
  readonly triesToReassign: (taskId: number, to: Who, ifMatch?: string) => Promise<string>;
  /** The tasks that GetTasks1 shows the caller as somebody's. */
  readonly tasksOf: (whose: Who) => Promise<readonly number[]>;
  readonly legacy: (operation: string, values: Readonly<Record<string, string | number>>) => Promise<string>;
  /** Maxsight's update of the task as it is now. */
  readonly update: (taskId: number, to: Who | 'Legal', more?: Json) => Promise<string>;
  readonly unassign: (taskId: number) => Promise<string>;
  readonly changeAssignees: (taskId: number, ...to: readonly Who[]) => Promise<string>;
  readonly claimStep: (taskId: number) => Promise<string>;
  readonly completeStep: (taskId: number, transitionId?: number) => Promise<string>;
  readonly claim: (taskId: number, query?: string) => Promise<string>;
  readonly release: (taskId: number) => Promise<string>;
  readonly skip: (taskId: number) => Promise<string>;
  readonly claimFor: (taskId: number, name: string) => Promise<string>;
  readonly complete: (taskId: number, output?: Json) => Promise<string>;
  readonly save: (taskId: number, output: Json) => Promise<string>;
  readonly reassignInTiers: (taskId: number, ...tiers: readonly Tier[]) => Promise<string>;
  readonly add: (taskId: number, to: Who | 'Legal') => Promise<string>;
  /** Box's change of somebody's assignment of the task. */
  readonly put: (taskId: number, whose: Who | 'Legal', body: Json) => Promise<string>;
  readonly remove: (taskId: number, whose: Who | 'Legal') => Promise<string>;
}

export type Tier = readonly [who: Who, slaMinutes: number];

export const outcomeOf = ({ status, text }: Told): string => {
  if (text.includes('success="false"')) return /error="([^"]*)"/.exec(text)?.[1] ?? text;
  if (status >= 300) return String(status);
  return text.includes('"status":"ERROR"') ? text : 'done';
};

const inADay = (): string => new Date(Date.now() + 86_400_000).toISOString().slice(0, 19);

export const newTask = (to: Who) => ({
  reassignTo: LOGINS[to],
  newDueDate: inADay(),
  newInstructions: 'Please.',
  sendTaskNotice: 'true',
});

export function actorOf(office: Omit<Scene, 'as'>, who: Who): Actor {
  const legacy = async (operation: string, values: Readonly<Record<string, string | number>>) =>
    outcomeOf(await office.legacy(who, operation, values));
  const maxsight = async (taskId: number, body: Json) =>
    outcomeOf(
      await office.maxsight(who, 'PUT', `/tasks/${taskId}/update-assignment`, body, await office.version(taskId)),
    );
  const step = async (call: string, item: Json) => outcomeOf(await office.worldServer(who, 'POST', call, [item]));
  const orkes = async (path: string, body?: unknown) => outcomeOf(await office.orkes(who, 'POST', path, body));
  const assignment = async (taskId: number, whose: string): Promise<string> =>
    `/task_assignments/${(await office.assignments(taskId))[whose] ?? 'nobody'}`;

  return {
    completeTask: (taskId, comments = '') => legacy('CompleteTask', { taskId, comments }),
    async reassignTask(taskId, to) {
      const { text } = await office.legacy(who, 'ReassignTask', { taskId, ...newTask(to) });
      const successor = /<TaskId>(\d+)</.exec(text)?.[1];
      if (successor === undefined) throw new Error(text);
      return Number(successor);
    },
    triesToReassign: (taskId, to) => legacy('ReassignTask', { taskId, ...newTask(to) }),
    async tasksOf(whose) {
      const { text } = await office.legacy(who, 'GetTasks1', {
        xmlcriteria: `<criteria><param NAME="ASSIGNEEID" VALUE="${PEOPLE[whose]}" /></criteria>`,
        startingRow: 0,
        rowCount: 100,
        SortBy: 'DefaultSort',
        AscendingOrder: 'true',
      });
      return [...text.matchAll(/<TaskID>(\d+)</g)].map(([, id]) => Number(id));
    },
    legacy,
    update: (taskId, to, more = {}) =>
      maxsight(taskId, {
        update: {
          assigned_by_id: String(PEOPLE.john),
          assigned_to_id: String(to === 'Legal' ? LEGAL : PEOPLE[to]),
          assigned_to_type: to === 'Legal' ? 'TEAM' : 'USER',
          assignment_comment: null,
          ...more,
        },
      }),
    unassign: (taskId) =>
      maxsight(taskId, { unassign: { assigned_by_id: String(PEOPLE.john), assignment_comment: null } }),
    changeAssignees: (id, ...to) =>
      step('/tasks/changeAssignees', { id, assignedUserIds: to.map((each) => PEOPLE[each]) }),
    claimStep: (id) => step('/tasks/claim', { id }),
    completeStep: (id, transitionId = 1) => step('/tasks/complete', { id, transitionId }),
    claim: (taskId, query = '') => orkes(`/${taskId}/claim${query}`),
    release: (taskId) => orkes(`/${taskId}/release`),
    skip: (taskId) => orkes(`/${taskId}/skip`),
    claimFor: (taskId, name) => orkes(`/${taskId}/externalUser/${encodeURIComponent(name)}?overrideAssignment=true`),
    complete: (taskId, output = {}) => orkes(`/${taskId}/update?complete=true`, output),
    save: (taskId, output) => orkes(`/${taskId}/update?complete=false`, output),
    reassignInTiers: (taskId, ...tiers) =>
      orkes(
        `/${taskId}/reassign`,
        tiers.map(([tier, slaMinutes]) => ({
          assignee: { userType: 'CONDUCTOR_USER', user: LOGINS[tier] },
          slaMinutes,
        })),
      ),
    add: async (taskId, to) =>
      outcomeOf(
        await office.box(who, 'POST', '/task_assignments', {
          task: { id: String(taskId), type: 'task' },
          assign_to: { id: to === 'Legal' ? `team-${LEGAL}` : String(PEOPLE[to]) },
        }),
      ),
    put: async (taskId, whose, body) => outcomeOf(await office.box(who, 'PUT', await assignment(taskId, whose), body)),
    remove: async (taskId, whose) => outcomeOf(await office.box(who, 'DELETE', await assignment(taskId, whose))),
  };
}
