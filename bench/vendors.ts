import { bodyOf, hostHeader } from './load.ts';
import type { HttpConnection } from './targets/http-connection.ts';
import type { OpenTask, TaskPool } from './data/task-pool.ts';
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

const versionIn = (answer: string): string => {
  const version = /"updated_at":"([^"]+)"/.exec(answer)?.[1];
  if (!answer.startsWith('HTTP/1.1 200') || version === undefined) throw new Error(bodyOf(answer));
  return version;
};

const readVersion = async (
  connection: HttpConnection,
  { address }: Target,
  { keyOf }: VendorCallers,
  { taskId, chief }: OpenTask,
): Promise<string> =>
  versionIn(
    await connection.ask(
      `GET /v5/tasks/${taskId} HTTP/1.1\r\nHost: ${hostHeader(address)}\r\napikey: ${keyOf(chief)}\r\n\r\n`,
    ),
  );

/** Reads the versions of all tasks that a call has to know them of, so that no call that is measured does. */
export async function learnVersions(
  connections: readonly HttpConnection[],
  target: Target,
  vendors: VendorCallers,
): Promise<void> {
  const { versioned, versions } = vendors;
  let left = versioned.size;
  const learn = async (connection: HttpConnection): Promise<void> => {
    while (left-- > 0) {
      const task = versioned.turn();
      versions.set(task.taskId, await readVersion(connection, target, vendors, task));
    }
  };
  await Promise.all(connections.map(learn));
}

/** Maxsight wants to know the version. */
const maxsight: VendorCall['work'] = (connection, target, vendors) => {
  const { versioned, versions, keyOf, assigneeId } = vendors;
  const host = hostHeader(target.address);
  return async () => {
    const task = versioned.turn();
    const { taskId, chief } = task;
    const version = versions.get(taskId) ?? (await readVersion(connection, target, vendors, task));
    // Whoever fails has to read it again.
    versions.delete(taskId);
    const answer = await connection.ask(
      asked(host, {
        line: `PUT /v5/tasks/${taskId}/update-assignment`,
        headers: [`apikey: ${keyOf(chief)}`, `If-Match: ${version}`],
        body: {
          update: {
            assigned_by_id: String(chief),
            assigned_to_id: String(assigneeId(turn++)),
            assigned_to_type: 'USER',
            assignment_comment: 'Please take this over, the deadline is close.',
          },
        },
      }),
    );
    versions.set(taskId, versionIn(answer));
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
