import { bodyOf, hostHeader } from './load.ts';
import type { HttpConnection } from './targets/http-connection.ts';
import type { TaskPool } from './data/task-pool.ts';
import type { Work } from './data/sample.ts';
import type { Target, VendorCallers } from './targets/target.ts';

/** The call of a vendor's API that gives a task to somebody. */
export interface VendorCall {
  readonly name: string;
  readonly work: (connection: HttpConnection, target: Target, vendors: VendorCallers) => Work;
}

let turn = 0;

interface Sent {
  readonly line: string;
  readonly headers: readonly string[];
  readonly body: unknown;
}

const asked = (host: string, { line, headers, body }: Sent): string => {
  const text = JSON.stringify(body);
  const head = [`Host: ${host}`, 'Content-Type: application/json', `Content-Length: ${text.length}`, ...headers];
  return `${line} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${text}`;
};

/** Assigns the next task of a pool, in place: it goes back to the end. */
const inTurn =
  (
    status: number,
    sentFor: (taskId: number, chief: number, target: Target, vendors: VendorCallers) => Sent,
    poolOf: (vendors: VendorCallers) => TaskPool = ({ pool }) => pool,
  ): VendorCall['work'] =>
  (connection, target, vendors) => {
    const host = hostHeader(target.address);
    const pool = poolOf(vendors);
    return async () => {
      const { taskId, chief } = pool.turn();
      const answer = await connection.ask(asked(host, sentFor(taskId, chief, target, vendors)));
      if (!answer.startsWith(`HTTP/1.1 ${status}`)) throw new Error(bodyOf(answer));
    };
  };

/**
 * Maxsight wants to know the version: each connection goes through a few tasks, and reads each before its first call. Few
 * enough for 64 connections to share none of the 1250 there are with --size 20000: a shared task has moved on for the other.
 */
const MOST_KNOWN = 16;

const maxsight: VendorCall['work'] = (connection, { address }, { pool, keyOf, assigneeId }) => {
  const host = hostHeader(address);
  const known: { readonly taskId: number; readonly chief: number; version: string }[] = [];
  let next = 0;
  const versionIn = (answer: string): string => {
    const version = /"updated_at":"([^"]+)"/.exec(answer)?.[1];
    if (!answer.startsWith('HTTP/1.1 200') || version === undefined) throw new Error(bodyOf(answer));
    return version;
  };
  const takeUp = async () => {
    const { taskId, chief } = pool.turn();
    const request = `GET /v5/tasks/${taskId} HTTP/1.1\r\nHost: ${host}\r\napikey: ${keyOf(chief)}\r\n\r\n`;
    const taken = { taskId, chief, version: versionIn(await connection.ask(request)) };
    known.push(taken);
    return taken;
  };
  return async () => {
    const task = known.length < MOST_KNOWN ? await takeUp() : known[next++ % MOST_KNOWN];
    if (!task) throw new Error('no task is known');
    const answer = await connection.ask(
      asked(host, {
        line: `PUT /v5/tasks/${task.taskId}/update-assignment`,
        headers: [`apikey: ${keyOf(task.chief)}`, `If-Match: ${task.version}`],
        body: {
          update: {
            assigned_by_id: String(task.chief),
            assigned_to_id: String(assigneeId(turn++)),
            assigned_to_type: 'USER',
            assignment_comment: 'Please take this over, the deadline is close.',
          },
        },
      }),
    );
    task.version = versionIn(answer);
  };
};

export const VENDOR_CALLS: readonly VendorCall[] = [
  { name: 'Maxsight update-assignment', work: maxsight },
  {
    name: 'WorldServer changeAssignees',
    work: inTurn(200, (taskId, chief, { callers }, { assigneeId }) => ({
      line: `POST /ws-api/v2/tasks/changeAssignees?token=${callers.ticketOf(chief)}`,
      headers: [],
      body: [{ id: taskId, assignedUserIds: [assigneeId(turn++)] }],
    })),
  },
  {
    name: 'Orkes reassign',
    work: inTurn(200, (taskId, chief, { callers }, { orkesTokenOf }) => ({
      line: `POST /api/human/tasks/${taskId}/reassign`,
      headers: [`X-Authorization: ${orkesTokenOf(chief)}`],
      body: [{ assignee: { user: callers.assignee(turn++), userType: 'CONDUCTOR_USER' }, slaMinutes: 0 }],
    })),
  },
  {
    name: 'Box task_assignments',
    work: inTurn(
      201,
      (taskId, chief, _, { keyOf, assigneeId }) => ({
        line: 'POST /2.0/task_assignments',
        headers: [`Authorization: Bearer ${keyOf(chief)}`],
        body: { task: { id: String(taskId), type: 'task' }, assign_to: { id: String(assigneeId(turn++)) } },
      }),
      ({ growing }) => growing,
    ),
  },
];
