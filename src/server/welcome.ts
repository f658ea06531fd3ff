import type { Knex } from 'knex';
import { DEMO_LOGINS } from './demo.ts';
import type { Database } from '../store/schema/open.ts';
import { verifyPassword } from '../store/access/passwords.ts';
import { issueTicket, readAccount } from '../store/access/tickets.ts';

export interface WelcomeFacts {
  /** "http://127.0.0.1:8080" */
  readonly address: string;
  readonly ticketDays: number;
  readonly database: Database;
}

/** What a person who has just started the server needs next; the commands work as they are printed. */
export async function welcome({ address, ticketDays, database }: WelcomeFacts): Promise<string> {
  const { knex, embeddedIn } = database;
  const where = embeddedIn === null ? 'the database DATABASE_URL names' : `PostgreSQL in ${embeddedIn}`;
  const head = `
Handover is ready, on ${where}.

  Help page   ${address}/srv.asmx
  WSDL        ${address}/srv.asmx?wsdl
`;
  const demo = embeddedIn === null ? null : await demoCommands(knex, address, ticketDays);
  return demo ? `${head}${demo}\n` : `${head}\n`;
}

async function demoCommands(knex: Knex, address: string, ticketDays: number): Promise<string | null> {
  const [supervisor] = DEMO_LOGINS;
  const account = await readAccount(knex, supervisor.login);
  if (!account || !(await verifyPassword(account.passwordHash, supervisor.password))) return null;

  const tasks = await openTasksSupervisedBy(knex, account.id);
  const [first, second, third, fourth] = tasks;
  if (!first || !second || !third || !fourth) return null;
  const issued = await issueTicket(knex, account, account.language, ticketDays);
  if (!issued) return null;
  const { ticket } = issued;
  const logins = DEMO_LOGINS.map(({ login, password, role }) => `${login} / ${password} (${role})`).join('   ');

  return `  Demo logins ${logins}

Reassign a task, four ways (paste any; Ctrl-C stops the server):

${getCommand(address, valuesOf(ticket, first))}

${postCommand(address, valuesOf(ticket, second))}

${soapCommand(address, valuesOf(ticket, third), '1.1')}

${soapCommand(address, valuesOf(ticket, fourth), '1.2')}
`;
}

const WEEK_MS = 7 * 24 * 3_600_000;

type Values = Readonly<Record<string, string>>;

const valuesOf = (ticket: string, taskId: number): Values => ({
  authenticationTicket: ticket,
  taskId: String(taskId),
  reassignTo: 'alice.jones',
  newDueDate: new Date(Date.now() + WEEK_MS).toISOString().slice(0, 19),
  newInstructions: 'Please review and approve.',
  sendTaskNotice: 'true',
});

function getCommand(address: string, values: Values): string {
  return [`curl -G ${address}/srv.asmx/ReassignTask`, ...fieldsOf(values)].join(' \\\n  ');
}

function postCommand(address: string, values: Values): string {
  return [`curl ${address}/srv.asmx/ReassignTask`, ...fieldsOf(values)].join(' \\\n  ');
}

const fieldsOf = (values: Values): string[] =>
  Object.entries(values).map(([name, value]) => `--data-urlencode '${name}=${value}'`);

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
  ${parameters.join('\n  ')}
  </ReassignTask></soap:Body></soap:Envelope>'`;
}

/** Open tasks the supervisor may reassign, the document's own example first, so that every command succeeds. */
async function openTasksSupervisedBy(knex: Knex, userId: number): Promise<number[]> {
  return knex('tasks')
    .leftJoin('documents', 'documents.id', 'tasks.document_id')
    .leftJoin('workflow_supervisors', 'workflow_supervisors.workflow_id', 'tasks.workflow_id')
    .whereIn('tasks.status', ['InProgress', 'DueDateChanged'])
    .whereRaw('documents.offline is not true')
    .whereRaw('(workflow_supervisors.user_id = :userId or tasks.supervisor_id = :userId)', { userId })
    .orderBy('tasks.id', 'desc')
    .limit(4)
    .distinct()
    .pluck<number[]>('tasks.id');
}
