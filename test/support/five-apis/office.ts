import type { Knex } from 'knex';
import { loadFixture } from '../../../src/store/seed/load.ts';
import { createTestDatabase } from '../database.ts';
import { issueSecrets } from '../samples/secrets.ts';
import { startSampleServer } from '../samples/servers.ts';

export const PEOPLE = {
  john: 7,
  bob: 9,
  jane: 12,
  alice: 15,
  carol: 20,
  dave: 21,
  ada: 30,
  rita: 41,
  tom: 42,
} as const;
export type Who = keyof typeof PEOPLE;
export const LEGAL = 3;
export const DOCUMENT = 1024;

export const LOGINS: Readonly<Record<Who, string>> = {
  john: 'john.smith',
  bob: 'bob.jones',
  jane: 'jane.doe',
  alice: 'alice.jones',
  carol: 'carol.king',
  dave: 'dave.hall',
  ada: 'ada.admin',
  rita: 'rita.away',
  tom: 'tom.away',
};

/** What one API answered: its status, its text, and that as JSON where it is such. */
export interface Told {
  readonly status: number;
  readonly text: string;
  readonly json: Json;
  readonly headers: Headers;
}

/** JSON of which a test knows what it wants to find. */
export type Json = Readonly<Record<string, unknown>>;

export interface Office {
  readonly knex: Knex;
  /** Calls a legacy operation by GET, with the ticket of `who` under its usual name. */
  readonly legacy: (who: Who, operation: string, values: Readonly<Record<string, string | number>>) => Promise<Told>;
  readonly maxsight: (who: Who, method: string, path: string, body?: unknown, version?: string) => Promise<Told>;
  readonly worldServer: (who: Who, method: string, path: string, body?: unknown) => Promise<Told>;
  readonly orkes: (who: Who, method: string, path: string, body?: unknown) => Promise<Told>;
  readonly box: (who: Who, method: string, path: string, body?: unknown) => Promise<Told>;
  /** Any call; a body that is no text is sent as JSON. */
  readonly call: (method: string, path: string, headers: Record<string, string>, body?: unknown) => Promise<Told>;
  /** What a call of `who` has to show. */
  readonly secretOf: (kind: 'ticket' | 'key' | 'orkes' | 'box', who: Who) => string;
  readonly close: () => Promise<void>;
}

/** A server with all dialects, and a fixture that has these tasks. */
export async function openOffice(
  name: string,
  tasks: readonly object[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Office> {
  const { knex, drop } = await createTestDatabase(name);
  const loadedAt = new Date();
  await loadFixture(knex, JSON.stringify({ ...HOUSE, tasks }), 'office.json', loadedAt);
  const secrets = await issueSecrets(knex, loadedAt);
  const server = await startSampleServer(knex, settings);
  const base = `http://127.0.0.1:${server.port}`;
  const secretOf: Office['secretOf'] = (kind, who): string => secrets.get(`${kind}:${LOGINS[who]}`) ?? '';

  const call: Office['call'] = async (method, path, headers, body) => {
    const response = await fetch(base + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const faults = server.takeFaults();
    if (faults.length > 0) throw new Error(`${method} ${path}`, { cause: faults[0] });
    const { status, headers: told } = response;
    return { status, text, json: text.startsWith('{') ? (JSON.parse(text) as Json) : {}, headers: told };
  };

  return {
    knex,
    legacy: (who, operation, values) => {
      const ticket = secretOf('ticket', who);
      const query = new URLSearchParams({ authenticationTicket: ticket, ...stringsOf(values) });
      return call('GET', `/srv.asmx/${operation}?${query.toString()}`, {});
    },
    maxsight: (who, method, path, body, version) =>
      call(
        method,
        `/v5${path}`,
        { apikey: secretOf('key', who), ...(version === undefined ? {} : { 'If-Match': version }) },
        body,
      ),
    worldServer: (who, method, path, body) =>
      call(method, `/ws-api/v2${path}`, { token: secretOf('ticket', who) }, body),
    orkes: (who, method, path, body) =>
      call(method, `/api/human/tasks${path}`, { 'X-Authorization': secretOf('orkes', who) }, body),
    box: (who, method, path, body) =>
      call(method, `/2.0${path}`, { Authorization: `Bearer ${secretOf('box', who)}` }, body),
    call,
    secretOf,
    async close() {
      await server.stop();
      await drop();
    },
  };
}

const stringsOf = (values: Readonly<Record<string, string | number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));

const person = (who: Who, firstName: string, lastName: string, roles: readonly string[] = []) => ({
  id: PEOPLE[who],
  login: LOGINS[who],
  firstName,
  lastName,
  email: `${LOGINS[who]}@example.com`,
  roles,
});

const HOUSE = {
  users: [
    person('john', 'John', 'Smith'),
    person('bob', 'Bob', 'Jones'),
    person('jane', 'Jane', 'Doe'),
    person('alice', 'Alice', 'Jones'),
    person('carol', 'Carol', 'King'),
    person('dave', 'Dave', 'Hall'),
    person('ada', 'Ada', 'Admin', ['administrator']),
    person('rita', 'Rita', 'Away'),
    person('tom', 'Tom', 'Away'),
    { id: 31, login: 'gone.user', enabled: false },
  ],
  teams: [{ id: LEGAL, name: 'Legal', members: ['alice.jones', 'bob.jones'] }],
  redirections: [
    { user: 'rita.away', to: 'jane.doe' },
    { user: 'tom.away', to: 'alice.jones' },
  ],
  documents: [
    { id: DOCUMENT, path: '/Corporate/Legal/Contract.pdf', version: 3 },
    { id: 1026, path: '/Corporate/Archive/Old.pdf', offline: true },
  ],
  workflows: [{ id: 225, name: 'ContractApproval', supervisors: ['john.smith'] }],
};
