import { expect } from 'chai';
import { makeCalendarAddress } from '../../src/store/supervision/calendars.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runHere } from './run-here.ts';

describe('the commands about people', () => {
  let database: TestDatabase;

  /** What a command prints, once it has said which database it works on, and done what it was asked to. */
  async function run(...args: string[]): Promise<string> {
    const { exitCode, output, told } = await runHere(args, { DATABASE_URL: database.url });
    expect(told).to.match(/^Database: .* \(DATABASE_URL\)\n/);
    expect({ exitCode, output, more: told.replace(/^Database: .*\n/, '') }).to.include({ exitCode: 0, more: '' });
    return output;
  }
  const refusal = async (...args: string[]): Promise<string> => {
    const { exitCode, output, told } = await runHere(args, { DATABASE_URL: database.url });
    expect({ exitCode, output }).to.deep.equal({ exitCode: 1, output: '' });
    return told.replace(/^Database: .*\n/, '');
  };
  const readJson = async (...args: string[]): Promise<unknown> => JSON.parse(await run(...args, '--json')) as unknown;

  before(async () => {
    database = await createTestDatabase('people_commands');
    await run(
      'user',
      'add',
      'jane.doe',
      '--first',
      'Jane',
      '--last',
      'Döe',
      '--email',
      'jane@example.com',
      '--generate',
    );
    await run('user', 'add', 'Bob', '--no-password', '--no-tickets', '--role', 'libraryManager');
  });
  after(() => database.drop());

  it('list accounts in columns, or as JSON', async () => {
    expect((await run('user', 'list')).split('\n')).to.deep.equal([
      'ID  LOGIN     NAME      E-MAIL            ROLES',
      '2   Bob                                   libraryManager',
      '1   jane.doe  Jane Döe  jane@example.com',
      '',
    ]);
    expect(await readJson('user', 'list')).to.deep.include({
      id: 2,
      login: 'Bob',
      fullName: '',
      email: '',
      roles: ['libraryManager'],
      enabled: true,
    });
  });

  it('change what is known of a person, and leave the rest', async () => {
    expect(await run('user', 'edit', 'JANE.doe', '--last', 'Miller', '--language', 'de')).to.equal(
      'Changed jane.doe.\n',
    );
    expect(await run('user', 'edit', 'bob', '--login', 'rob', '--tickets')).to.equal('Changed rob.\n');
    expect(await refusal('user', 'edit', 'rob', '--login', 'Jane.Doe')).to.equal('The login "Jane.Doe" is taken.\n');
    expect(await refusal('user', 'edit', 'bob', '--first', 'B')).to.equal('There is no user with login "bob".\n');
    expect(await readJson('user', 'show', 'jane.doe')).to.include({
      fullName: 'Jane Miller',
      email: 'jane@example.com',
      language: 'de',
    });
    expect(await readJson('user', 'show', 'rob')).to.include({ hasPassword: false, ticketsAllowed: true });
  });

  it('give roles and take them', async () => {
    const change = ['--add', 'userManager', '--add', 'administrator', '--remove', 'libraryManager'];
    expect(await run('user', 'role', 'jane.doe', ...change)).to.equal('jane.doe has administrator, userManager now.\n');
    expect(await run('user', 'role', 'jane.doe', '--remove', 'userManager')).to.equal(
      'jane.doe has administrator now.\n',
    );
    expect(await refusal('user', 'role', 'nobody', '--add', 'userManager')).to.match(/^There is no user/);
  });

  it('leave the last administrator what she is, until there is another one', async () => {
    const changes = [
      ['user', 'role', 'JANE.doe', '--remove', 'administrator'],
      ['user', 'disable', 'jane.doe'],
    ];
    for (const change of changes) {
      expect(await refusal(...change)).to.match(
        /^Nobody would be an administrator any more\. Make another one first: .*user role LOGIN --add administrator, or /,
      );
    }
    expect(await readJson('user', 'show', 'jane.doe'))
      .to.include({ enabled: true })
      .and.deep.include({ roles: ['administrator'] });
    await run('user', 'role', 'rob', '--add', 'administrator');
    // Of two who go at the same moment one stays.
    const both = await Promise.all(
      [run('user', 'disable', 'rob'), run('user', 'disable', 'jane.doe')].map((each) =>
        each.then(
          () => 'done',
          () => 'refused',
        ),
      ),
    );
    expect(both.sort()).to.deep.equal(['done', 'refused']);
    await database.knex.raw(`update users set enabled = true, roles = '{}'`);
  });

  it('make teams and change who is in them', async () => {
    expect(await run('team', 'add', 'Legal', '--member', 'JANE.DOE')).to.equal(
      'Added the team Legal with id 1.\nIn Legal: jane.doe.\n',
    );
    expect(await refusal('team', 'add', 'LEGAL')).to.equal('The team name "LEGAL" is taken.\n');
    expect(await refusal('team', 'add', 'Sales', '--member', 'nobody')).to.equal(
      'There is no user with login "nobody".\n',
    );
    expect(await run('team', 'rename', 'legal', 'Law')).to.equal('Renamed the team legal to Law.\n');
    expect(await run('team', 'members', 'law', '--add', 'rob')).to.equal('In Law: jane.doe, rob.\n');
    expect(await run('team', 'members', 'Law', '--remove', 'ROB')).to.equal('In Law: jane.doe.\n');
    expect(await readJson('team', 'list')).to.deep.equal([{ id: 1, name: 'Law', members: ['jane.doe'] }]);
    expect(await refusal('team', 'members', 'Sales')).to.equal('There is no team with name "Sales".\n');
  });

  it('show what belongs to an account', async () => {
    await run('team', 'add', 'Archive', '--member', 'jane.doe');
    await run('user', 'key', 'add', 'crm', '--as', 'jane.doe');
    await makeCalendarAddress(database.knex, 1);
    const shown = await run('user', 'show', 'jane.doe');
    expect(await run('user', 'show', 'rob')).to.match(/^calendar +no address$/m);
    expect(shown)
      .to.match(/^password +set$/m)
      .and.to.match(/^API keys +crm$/m)
      .and.to.match(/^calendar +has an address since 2/m)
      .and.to.match(/^teams +Archive/m);
  });

  it('print no name that would write on the terminal', async () => {
    await database.knex.raw(`insert into teams (name) values ('a' || chr(27) || '[2J' || chr(10) || 'b')`);
    expect(await run('team', 'list')).to.match(/^\d+ +a \[2J b$/m);
  });

  it('say so where there is nothing to list', async () => {
    const empty = await createTestDatabase('no_people');
    try {
      const { output, told } = await runHere(['user', 'list'], { DATABASE_URL: empty.url });
      expect({ output, told: told.split('\n')[1] }).to.deep.equal({ output: '', told: 'There are no accounts.' });
    } finally {
      await empty.drop();
    }
  });
});
