import type { Knex } from 'knex';
import { JSON_DIALECTS } from '../config.ts';
import { DEMO_LOGINS } from './demo.ts';
import type { Database } from '../store/schema/open.ts';

export interface WelcomeFacts {
  /** "http://127.0.0.1:8080" */
  readonly address: string;
  readonly database: Database;
  /** Where mail goes: the host it is handed to, or the folder it is written to. */
  readonly mail: { readonly host: string } | { readonly folder: string };
  /** How the command line is called here, as in "npm run user -- list". */
  readonly command: (words: string) => string;
  /** Logins of accounts that have the password of the demo data. */
  readonly openDemoAccounts: readonly string[];
  readonly warnings: readonly string[];
  /** Those of DIALECTS that are spoken. */
  readonly dialects: readonly string[];
  readonly hasDocuments: boolean;
}

/** What a person who has just started the server needs next; the commands work as they are printed. */
export async function welcome(facts: WelcomeFacts): Promise<string> {
  const { address, database, mail, command, openDemoAccounts, warnings, dialects, hasDocuments } = facts;
  const { knex, embeddedIn } = database;
  const where = embeddedIn === null ? 'the database DATABASE_URL names' : `PostgreSQL in ${embeddedIn}`;
  const hasDesk = dialects.includes('desk');
  const isLegacy = dialects.includes('asmx');
  const speaksJson = JSON_DIALECTS.some((name) => dialects.includes(name));
  const places: readonly (readonly [string, string | false])[] = [
    ['Desk', hasDesk && `${address}/desk`],
    ['Help page', isLegacy && `${address}/srv.asmx`],
    ['WSDL', isLegacy && `${address}/srv.asmx?wsdl`],
    ['OpenAPI', speaksJson && `${address}/openapi`],
    ['Documents', hasDocuments && `${address}/docs/`],
    ['Mail', 'host' in mail ? `by ${mail.host}` : `${mail.folder} (set SMTP_URL to send it)`],
    ['People', command('user list')],
    ['Tasks', isLegacy && `${address}/srv.asmx?op=getTasks`],
    ['Demo logins', embeddedIn !== null && (isLegacy || hasDesk) && demoLogins(openDemoAccounts)],
  ];
  const lines = places.flatMap(([name, place]) => (place === false ? [] : [`  ${name.padEnd(11)} ${place}\n`]));
  const demo = embeddedIn !== null && isLegacy ? await demoCommands(knex, address, openDemoAccounts) : '';
  const warned = warnings.map((warning) => `Warning: ${warning}\n`).join('');
  return [`\nHandover is ready, on ${where}.\n\n`, ...lines, demo, warned && `\n${warned}`, '\n'].join('');
}

const demoLogins = (openDemoAccounts: readonly string[]): string | false =>
  openDemoAccounts.includes(DEMO_LOGINS[0].login) &&
  DEMO_LOGINS.map(({ login, password, role }) => `${login} / ${password} (${role})`).join('   ');

async function demoCommands(knex: Knex, address: string, openDemoAccounts: readonly string[]): Promise<string> {
  const [supervisor] = DEMO_LOGINS;
  if (!openDemoAccounts.includes(supervisor.login)) return '';
  const [first, second, third, fourth] = await openTasksSupervisedBy(knex, supervisor.login);
  if (!first || !second || !third || !fourth) return '';

  return `
Reassign a task, four ways (paste any, each logs on by itself; Ctrl-C stops the server):

${formCommand('curl -G', address, valuesFor(first))}

${formCommand('curl', address, valuesFor(second))}

${soapCommand(address, valuesFor(third), '1.1')}

${soapCommand(address, valuesFor(fourth), '1.2')}
`;
}

/** Logs on where it stands in a command, in one line: what is printed holds no ticket. */
function ticketFrom(address: string): string {
  const [{ login, password }] = DEMO_LOGINS;
  const logOn = `curl -s ${address}/srv.asmx/AuthenticateUser -d UID=${login} -d PWD=${password}`;
  return `"$(${logOn} | sed -n 's/.* ticket="\\([^"]*\\)".*/\\1/p')"`;
}

const WEEK_MS = 7 * 24 * 3_600_000;

type Values = Readonly<Record<string, string>>;

const valuesFor = (taskId: number): Values => ({
  taskId: String(taskId),
  reassignTo: 'alice.jones',
  newDueDate: new Date(Date.now() + WEEK_MS).toISOString().slice(0, 19),
  newInstructions: 'Please review and approve.',
  sendTaskNotice: 'true',
});

function formCommand(curl: string, address: string, values: Values): string {
  const fields = Object.entries(values).map(([name, value]) => `--data-urlencode '${name}=${value}'`);
  const ticket = `-d authenticationTicket=${ticketFrom(address)}`;
  return [`${curl} ${address}/srv.asmx/ReassignTask`, ticket, ...fields].join(' \\\n  ');
}

const SOAP = {
  '1.1': {
    namespace: 'http://schemas.xmlsoap.org/soap/envelope/',
    headers: `-H 'Content-Type: text/xml; charset=utf-8' -H 'SOAPAction: "http://tempuri.org/ReassignTask"'`,
  },
  '1.2': {
    namespace: 'http://www.w3.org/2003/05/soap-envelope',
    headers: `-H 'Content-Type: application/soap+xml; charset=utf-8; action="http://tempuri.org/ReassignTask"'`,
  },
} as const;

function soapCommand(address: string, values: Values, version: keyof typeof SOAP): string {
  const { namespace, headers } = SOAP[version];
  const parameters = Object.entries(values).map(([name, value]) => `<${name}>${value}</${name}>`);
  return `curl ${address}/srv.asmx ${headers} \\
  -d '<soap:Envelope xmlns:soap="${namespace}"><soap:Body><ReassignTask xmlns="http://tempuri.org/">
  <authenticationTicket>'${ticketFrom(address)}'</authenticationTicket>
  ${parameters.join('\n  ')}
  </ReassignTask></soap:Body></soap:Envelope>'`;
}

/** Open tasks the supervisor may reassign, the document's own example first, so that every command succeeds. */
async function openTasksSupervisedBy(knex: Knex, login: string): Promise<number[]> {
  return knex('tasks')
    .join('users', (on) => on.on(knex.raw('lower(users.login) = ?', [login])))
    .leftJoin('documents', 'documents.id', 'tasks.document_id')
    .leftJoin('workflow_supervisors', 'workflow_supervisors.workflow_id', 'tasks.workflow_id')
    .whereIn('tasks.status', ['InProgress', 'DueDateChanged'])
    .whereRaw('documents.offline is not true')
    .whereRaw('users.id in (workflow_supervisors.user_id, tasks.supervisor_id)')
    .orderBy('tasks.id', 'desc')
    .limit(4)
    .distinct()
    .pluck<number[]>('tasks.id');
}
