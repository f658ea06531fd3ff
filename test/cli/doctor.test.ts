import { expect } from 'chai';
import { loadDemo } from '../../src/server/demo.ts';
import { addUser } from '../../src/store/access/accounts.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startMailServer } from '../notify/mail/mail-server.ts';
import { runHere } from './run-here.ts';

describe('handover doctor', () => {
  let database: TestDatabase;

  /** The lines of one run, as "level about says", without padding. */
  async function examine(env: Readonly<Record<string, string>> = {}): Promise<{ exitCode: number; lines: string[] }> {
    const { exitCode, output } = await runHere(['doctor'], { DATABASE_URL: database.url, ...env });
    return {
      exitCode,
      lines: output
        .trimEnd()
        .split('\n')
        .map((line) => line.replace(/ +/g, ' ')),
    };
  }

  before(async () => {
    database = await createTestDatabase('doctor');
    await addUser(database.knex, {
      login: 'boss',
      password: 'opensesame-7731',
      firstName: '',
      lastName: '',
      email: '',
      roles: ['administrator'],
      language: 'en',
      ticketsAllowed: true,
    });
  });
  after(() => database.drop());

  it('finds nothing wrong where nothing is', async () => {
    const mail = await startMailServer();
    try {
      const { exitCode, lines } = await examine({
        SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
        HOST: '0.0.0.0',
        DATABSE_URL: 'x',
      });
      expect(lines.map((line) => line.split(' ').slice(0, 2).join(' '))).to.deep.equal([
        'ok versions',
        'ok settings',
        'ok database',
        'ok clock',
        'ok tables',
        'ok accounts',
        'ok demo',
        'ok notices',
        'ok mail',
        'ok disk',
      ]);
      expect(lines.join('\n')).to.include('administrators: boss').and.not.include('opens');
      expect(exitCode).to.equal(0);
    } finally {
      await mail.close();
    }
  });

  it('warns of the first password where it is not needed any more', async () => {
    const { lines } = await examine({ ADMIN_PASSWORD: 'known to a file' });
    expect(lines).to.include(
      'warning accounts ADMIN_PASSWORD is still set, and not needed any more: remove it from the settings',
    );
  });

  it('names settings that are wrong, and looks no further', async () => {
    const { exitCode, lines } = await examine({ PORT: 'abc', SMTP_URL: 'mail.example.com', PROCESES: '2' });
    expect(exitCode).to.equal(1);
    expect(lines.slice(1)).to.deep.equal([
      'WRONG settings PORT: expected a whole number from 0 to 65535',
      'WRONG settings SMTP_URL: expected an address such as smtp://user:password@mail.example.com:587',
      'warning settings PROCESES is not a setting. Is PROCESSES meant?',
    ]);
  });

  it('names a mail server and a database that are not there', async () => {
    const away = { SMTP_URL: 'smtp://jane:opens@127.0.0.1:1', DATABASE_URL: 'postgresql://jane:opens@127.0.0.1:1/x' };
    const { exitCode, lines } = await examine(away);
    expect(exitCode).to.equal(1);
    expect(lines.filter((line) => line.startsWith('WRONG')).join('\n'))
      .to.match(/^WRONG database The database cannot be reached: /m)
      .and.to.match(/^WRONG mail 127\.0\.0\.1:1 does not take mail: ESOCKET|ECONNECTION/m)
      .and.not.to.include('opens');
  });

  it('names migrations that are missing or unknown, and does none', async () => {
    const { knex } = database;
    const count = async (): Promise<number> => (await knex('knex_migrations')).length;
    const [last] = await knex<{ id: number; name: string }>('knex_migrations').orderBy('id', 'desc').limit(1);
    await knex('knex_migrations').where({ id: last?.id }).delete();
    const before = await count();
    expect((await examine()).lines).to.include(
      `WRONG tables 1 migration to do, from ${last?.name} on: handover migrate, or a start`,
    );
    expect(await count()).to.equal(before);
    await knex('knex_migrations').insert([
      { name: last?.name, batch: 1, migration_time: new Date() },
      { name: '9999-later', batch: 1, migration_time: new Date() },
    ]);
    expect((await examine()).lines).to.include('WRONG tables migrated by a newer version of Handover: 9999-later');
    await knex('knex_migrations').where({ name: '9999-later' }).delete();
  });

  it('warns of demo accounts, and finds them wrong where others reach the server', async () => {
    await database.knex.raw('truncate users restart identity cascade');
    await loadDemo(database.knex);
    const here = await examine();
    expect(here.exitCode).to.equal(0);
    expect(here.lines.join('\n')).to.match(
      /^warning demo everybody knows the secrets of sysadmin, .*key crm.*: handover user/m,
    );
    const elsewhere = await examine({ HOST: '0.0.0.0' });
    expect(elsewhere.exitCode).to.equal(1);
    expect(elsewhere.lines.join('\n')).to.match(/^WRONG demo /m);
  });
});
