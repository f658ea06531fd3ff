/** The tasks of one run of one client: its own, so that no run sees the work of another. */
export interface Scene {
  readonly taskId: number;
  readonly redirectedTaskId: number;
  /** The two of the clerk. */
  readonly completedTaskId: number;
  readonly handedOnTaskId: number;
}

/** The caller: every client has to carry this password unharmed. */
export const CALLER = { login: 'zoe.client', password: 'zoé & 秘密 <"\'+%>' };
export const TARGET = { id: 7_100_002, login: 'anna.target', fullName: 'Änna Tärgét' };
/** Redirects to TARGET. */
export const AWAY = { id: 7_100_003, login: 'rolf.away', fullName: 'Rolf Ó Away' };

/** Calls every operation there is. */
export const CLERK = { login: 'otto.clerk', password: 'otto-clerk-secret' };
/** Has a task that moves to somebody else with all there are. */
export const LEAVER = { id: 7_100_005, login: 'lea.leaver' };

export const TASK = {
  name: 'Prüfung',
  instructions: 'Bitte sorgfältig prüfen: 日本語 & <Anlage>',
  requirement: 'Approval',
  attachment: 'Nachweis Größe & Maß.pdf',
} as const;

export const DOCUMENT = '/Klienten/Verträge/Entwurf.pdf';
const ATTACHMENT = `/Klienten/Verträge/${TASK.attachment}`;
const WORKFLOW_ID = 7_100_000;
const FIRST_TASK_ID = 7_100_000;

export const sceneOf = (run: number): Scene => ({
  taskId: FIRST_TASK_ID + 4 * run,
  redirectedTaskId: FIRST_TASK_ID + 4 * run + 1,
  completedTaskId: FIRST_TASK_ID + 4 * run + 2,
  handedOnTaskId: FIRST_TASK_ID + 4 * run + 3,
});

/** Builds the seed file for so many runs; ids and logins are far from those of the demo data. */
export function fixture(runCount: number): unknown {
  const scenes = Array.from({ length: runCount }, (_, run) => sceneOf(run));
  return {
    users: [
      { id: 7_100_001, ...CALLER, firstName: 'Zoé', lastName: 'Client', email: 'zoe.client@example.com' },
      { ...person(TARGET), firstName: 'Änna', lastName: 'Tärgét' },
      { ...person(AWAY), firstName: 'Rolf', lastName: 'Ó Away' },
      { id: 7_100_004, ...CLERK, firstName: 'Otto', lastName: 'Clerk', roles: ['administrator'] },
      { ...person(LEAVER), firstName: 'Lea', lastName: 'Leaver' },
    ],
    documents: [{ path: DOCUMENT, version: 3 }, { path: ATTACHMENT }],
    workflows: [
      {
        id: WORKFLOW_ID,
        name: 'Klienten',
        definition: { id: WORKFLOW_ID, name: 'Klienten' },
        document: DOCUMENT,
        supervisors: [TARGET.login],
      },
    ],
    tasks: [
      ...scenes.flatMap(({ taskId, redirectedTaskId }) => [task(taskId), task(redirectedTaskId)]),
      ...scenes.flatMap(({ completedTaskId, handedOnTaskId }) => [
        errand(completedTaskId, CLERK.login),
        errand(handedOnTaskId, CLERK.login),
      ]),
      errand(FIRST_TASK_ID + 4 * runCount, LEAVER.login),
    ],
    redirections: [{ user: AWAY.login, to: TARGET.login, from: '-P1D', until: '+P14D' }],
  };
}

const person = ({ id, login }: { readonly id: number; readonly login: string }) => ({
  id,
  login,
  password: `${login}-secret`,
  email: `${login}@example.com`,
});

const task = (id: number) => ({
  id,
  name: TASK.name,
  workflow: WORKFLOW_ID,
  step: { number: 1, name: 'Schritt' },
  status: 'InProgress',
  assignee: CALLER.login,
  assignedBy: TARGET.login,
  document: DOCUMENT,
  startedAt: '-P1D',
  dueAt: '+P5D',
  instructions: TASK.instructions,
  requirements: [{ type: TASK.requirement }],
  attachments: [{ document: ATTACHMENT, attachedBy: CALLER.login, attachedAt: '-PT2H' }],
});

/** A task that its assignee may do everything with. */
const errand = (id: number, assignee: string) => ({
  id,
  name: 'Besorgung',
  status: 'InProgress',
  assignee,
  assignedBy: assignee,
  document: DOCUMENT,
  startedAt: '-P1D',
  dueAt: '+P5D',
  permissions: ['ChangeFinishdate', 'Postpone', 'ChangePriority'],
});
