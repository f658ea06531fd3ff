import { bodyOf, hostHeader } from './load.ts';
import type { Work } from './data/sample.ts';
import type { HttpConnection } from './targets/http-connection.ts';
import type { Target } from './targets/target.ts';

/** A page of the desk, as a supervisor opens it. */
export interface DeskPage {
  readonly name: string;
  /** Who supervises an eighth of all tasks, or a few hundred, or the one administrator. */
  readonly by: 'chief' | 'worker' | 'administrator';
  readonly path: (taskId: number) => string;
}

export const DESK_PAGES: readonly DeskPage[] = [
  { name: 'Desk, my tasks', by: 'worker', path: () => '/desk' },
  { name: 'Desk, work', by: 'worker', path: () => '/desk/work' },
  { name: 'Desk, work, very many tasks', by: 'chief', path: () => '/desk/work' },
  { name: 'Desk, overdue work, very many tasks', by: 'chief', path: () => '/desk/work?state=overdue' },
  { name: 'Desk, work by assignee, very many tasks', by: 'chief', path: () => '/desk/work?sort=assignee' },
  { name: 'Desk, work by workflow, very many tasks', by: 'chief', path: () => '/desk/work?sort=workflow' },
  {
    name: 'Desk, work far behind, very many tasks',
    by: 'chief',
    path: (taskId) => `/desk/work?sort=task&after=${taskId}`,
  },
  { name: 'Desk, a task', by: 'chief', path: (taskId) => `/desk/tasks/${taskId}` },
  { name: 'Desk, form to reassign', by: 'chief', path: (taskId) => `/desk/reassign?task=${taskId}` },
  { name: 'Desk, people', by: 'worker', path: () => '/desk/people' },
  { name: 'Desk, people, very many tasks', by: 'chief', path: () => '/desk/people' },
  { name: 'Desk, absence', by: 'worker', path: () => '/desk/absence' },
  { name: 'Desk, mail', by: 'administrator', path: () => '/desk/deliveries' },
  { name: 'Desk, clients', by: 'administrator', path: () => '/desk/clients' },
  { name: 'Desk, accounts', by: 'administrator', path: () => '/desk/admin/accounts' },
  { name: 'Desk, find', by: 'worker', path: () => '/desk/find?q=note' },
  { name: 'Desk, find, very many tasks', by: 'chief', path: () => '/desk/find?q=note' },
  { name: 'Desk, what goes round', by: 'worker', path: () => '/desk/round' },
  { name: 'Desk, what goes round, very many tasks', by: 'chief', path: () => '/desk/round' },
  { name: 'Desk, level out', by: 'chief', path: () => '/desk/people/level?person=1&person=2&person=3' },
  { name: 'Desk, an absence', by: 'administrator', path: () => '/desk/absence/2' },
  { name: 'Desk, leaving', by: 'administrator', path: () => '/desk/people/2/leave' },
  { name: 'Desk, calendar', by: 'worker', path: () => '/desk/calendar' },
  { name: 'Desk, teams', by: 'administrator', path: () => '/desk/admin/teams' },
  { name: 'Desk, keys', by: 'administrator', path: () => '/desk/admin/keys' },
  { name: 'Desk, sessions', by: 'worker', path: () => '/desk/sessions' },
  { name: 'Desk, help', by: 'worker', path: () => '/desk/help' },
];

/** Signs in once, then asks for the page again and again. */
export function openPage(connection: HttpConnection, target: Target, { path, by }: DeskPage): Work {
  const host = hostHeader(target.address);
  const { taskId, chief } = target.pool.turn();
  let cookie: string | undefined;
  const signIn = async (): Promise<string> => {
    const { administrator = chief, worker } = target.callers;
    const user = { chief, administrator, worker: worker?.(taskId).userId ?? chief }[by];
    const { login, password } = target.callers.logon(user - 1);
    const body = new URLSearchParams({ login, password }).toString();
    const head = [
      `Host: ${host}`,
      `Origin: http://${host}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
    ];
    const answer = await connection.ask(`POST /desk/sign-in HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${body}`);
    const given = /^Set-Cookie: ([^;]+)/im.exec(answer)?.[1];
    if (given === undefined) throw new Error(bodyOf(answer));
    return given;
  };
  return async () => {
    cookie ??= await signIn();
    const answer = await connection.ask(`GET ${path(taskId)} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`);
    if (!answer.startsWith('HTTP/1.1 200')) throw new Error(bodyOf(answer));
    return connection.answeringSince();
  };
}

/** Whether a server has the desk. */
export async function hasDesk({ host, port }: Target['address']): Promise<boolean> {
  return (await fetch(`http://${host}:${port}/desk/sign-in`)).status === 200;
}
