import { expect } from 'chai';
import { welcome } from '../../src/server/welcome.ts';
import { connect } from '../../src/store/schema/database.ts';

/** Of a database of somebody else's nothing is read: the address leads nowhere. */
const NOWHERE = 'postgresql://127.0.0.1:1/none';

const linesWith = async (...dialects: string[]): Promise<string[]> => {
  const knex = connect({ url: NOWHERE, poolSize: 1 });
  const database = { knex, finder: knex, url: NOWHERE, embeddedIn: null, ended: new Promise<void>(() => undefined) };
  const text = await welcome({
    address: 'http://127.0.0.1:8080',
    database: { ...database, close: () => knex.destroy() },
    mail: { host: 'mail.example.org' },
    command: (words) => `handover ${words}`,
    openDemoAccounts: [],
    warnings: [],
    dialects,
    hasDocuments: false,
  });
  await knex.destroy();
  return text.split('\n').filter((line) => line.startsWith('  '));
};

const ALWAYS = ['  Mail        by mail.example.org', '  People      handover user list'];

describe('what the terminal says of a server that is ready', () => {
  it('names srv.asmx where it is spoken', async () => {
    expect(await linesWith('asmx')).to.deep.equal([
      '  Help page   http://127.0.0.1:8080/srv.asmx',
      '  WSDL        http://127.0.0.1:8080/srv.asmx?wsdl',
      ...ALWAYS,
      '  Tasks       http://127.0.0.1:8080/srv.asmx?op=getTasks',
    ]);
  });

  it('leads to no address that DIALECTS switches off', async () => {
    expect(await linesWith('box')).to.deep.equal(['  OpenAPI     http://127.0.0.1:8080/openapi', ...ALWAYS]);
    expect(await linesWith('desk')).to.deep.equal(['  Desk        http://127.0.0.1:8080/desk', ...ALWAYS]);
  });
});
