import type { Knex } from 'knex';
import type { CompletionRequest } from '../../../src/core/completion/complete-task.ts';
import type { Credential } from '../../../src/core/access/credential.ts';
import type { StatusRequest } from '../../../src/core/completion/update-task-status.ts';
import { loadFixture } from '../../../src/store/seed/load.ts';

const MANUAL = '/Corporate/Manuals/Manual.pdf';
const step = (number: number) => ({ workflow: 50, step: { number, name: `Step ${number}` }, document: MANUAL });

/** A workflow of three steps, the first with two tasks, the second with a person's and a team's. */
const FIXTURE = {
  users: ['ann', 'ben', 'cid', 'dora', 'sue'].map((login, index) => ({
    id: index + 1,
    login,
    firstName: login,
    email: `${login}@example.com`,
  })),
  teams: [{ id: 1, name: 'Board', members: ['cid', 'dora'] }],
  documents: [{ id: 10, path: MANUAL, version: 4, publishedVersion: 3 }],
  workflows: [{ id: 50, name: 'Release', document: MANUAL, supervisors: ['sue'] }],
  tasks: [
    { id: 101, ...step(1), assignee: 'ann', assignedBy: 'sue', startedAt: '-P2D', notifyOnCompletion: true },
    { id: 102, ...step(1), assignee: 'ben', assignedBy: 'sue', startedAt: '-P2D' },
    { id: 103, ...step(1), assignee: 'ben', assignedBy: 'sue', status: 'Dropped' },
    { id: 201, ...step(2), assignee: 'ann', assignedBy: 'sue', status: 'NotStarted' },
    { id: 202, ...step(2), team: 'Board', assignedBy: 'sue', status: 'NotStarted' },
    { id: 301, ...step(3), assignee: 'sue', assignedBy: 'sue', status: 'NotStarted' },
    { id: 400, assignee: 'ann', assignedBy: 'sue', document: MANUAL, startedAt: '-P2D' },
    { id: 401, workflow: 50, assignee: 'ann', assignedBy: 'sue', startedAt: '-P2D' },
  ],
};

/** Loads it, with what a test adds to a task. */
export async function loadWorkflowOffice(knex: Knex, changes: Readonly<Record<number, object>> = {}): Promise<void> {
  const tasks = FIXTURE.tasks.map((task) => ({ ...task, ...changes[task.id] }));
  await loadFixture(knex, JSON.stringify({ ...FIXTURE, tasks }), 'workflow office', new Date());
}

const context = { api: 'asmx', requestId: 'request-1' };

export const completion = (credential: Credential, taskId: number, comments = ''): CompletionRequest => ({
  credential,
  context,
  taskId,
  comments,
});

export const statusChange = (
  credential: Credential,
  taskId: number,
  taskStatus: number,
  otherwise: Partial<StatusRequest> = {},
): StatusRequest => ({ credential, context, taskId, taskStatus, finishedAt: null, comments: null, ...otherwise });
