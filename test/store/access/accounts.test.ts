import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { runCommand } from '../../../src/cli/run.ts';
import {
  addUser,
  disableUser,
  enableUser,
  listUsers,
  setPassword,
  type NewUser,
} from '../../../src/store/access/accounts.ts';
import { verifyPassword } from '../../../src/store/access/passwords.ts';
import { makeCalendarAddress, readCalendar } from '../../../src/store/supervision/calendars.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { countQueries } from '../../support/driver-queries.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { runCli, runCliProcess } from '../run-cli.ts';

const JANE: NewUser = {
  login: 'Jane.Doe',
  password: 'hunter22',
  firstName: 'Jane',
  lastName: 'Doe',
  email: 'jane.doe@example.com',
  roles: ['userManager'],
  language: 'en',
  ticketsAllowed: true,
};

describe('accounts', () => {
  let database: TestDatabase;

  interface UserRow {
    id: number;
    enabled: boolean;
    tickets_allowed: boolean;
    password_hash: string | null;
    last_password_change_at: Date | null;
  }
  const readUser = async (login: string): Promise<UserRow | undefined> =>
    database.knex<UserRow>('users').where('login', login).first();
  const addTicket = (userId: number) =>
    database.knex.raw(
      `insert into credentials (digest, user_id, language, expires_at) values (?, ?, 'en', 'infinity')`,
      [randomBytes(32), userId],
    );
  const countTickets = async (userId: number) => (await database.knex('credentials').where({ user_id: userId })).length;

  before(async () => {
    database = await createTestDatabase('accounts');
  });
  beforeEach(() => database.knex.raw('truncate users restart identity cascade'));
  after(() => database.drop());

  it('adds a user who can log on', async () => {
    expect(await addUser(database.knex, JANE)).to.equal(1);
    const row = await readUser('Jane.Doe');
    expect(await verifyPassword(row?.password_hash ?? null, 'hunter22')).to.be.true;
    expect(row?.last_password_change_at).to.be.a('date');
    expect(await listUsers(database.knex)).to.deep.equal([
      { id: 1, login: 'Jane.Doe', fullName: 'Jane Doe', email: JANE.email, roles: ['userManager'], enabled: true },
    ]);
  });

  it('adds a user without a password, barred from credentials', async () => {
    await addUser(database.knex, { ...JANE, password: null, ticketsAllowed: false });
    expect(await readUser('Jane.Doe')).to.include({
      password_hash: null,
      last_password_change_at: null,
      tickets_allowed: false,
    });
  });

  it('refuses a login that is taken in another spelling', async () => {
    await addUser(database.knex, JANE);
    const taken = await rejectionOf(addUser(database.knex, { ...JANE, login: 'jane.DOE' }));
    expect(taken).to.include({ name: 'AccountRefused', message: 'The login "jane.DOE" is taken.' });
  });

  it('disables a user and ends the tickets of that user only', async () => {
    const jane = await addUser(database.knex, JANE);
    const bob = await addUser(database.knex, { ...JANE, login: 'bob' });
    for (const id of [jane, jane, bob]) await addTicket(id);
    expect(await disableUser(database.knex, 'JANE.doe')).to.deep.equal({
      id: jane,
      login: 'Jane.Doe',
      ticketsEnded: 2,
    });
    expect(await readUser('Jane.Doe')).to.include({ enabled: false });
    expect(await readUser('bob')).to.include({ enabled: true });
    expect([await countTickets(jane), await countTickets(bob)]).to.deep.equal([0, 1]);
  });

  it('enables a user again', async () => {
    const id = await addUser(database.knex, JANE);
    await disableUser(database.knex, 'jane.doe');
    expect(await enableUser(database.knex, 'jane.doe')).to.deep.equal({ id, login: 'Jane.Doe' });
    expect(await readUser('Jane.Doe')).to.include({ enabled: true });
  });

  it('replaces a password and ends the tickets had by the old one', async () => {
    const id = await addUser(database.knex, JANE);
    await addTicket(id);
    expect(await setPassword(database.knex, 'jane.doe', 'new')).to.deep.include({ id, ticketsEnded: 1 });
    const hash = (await readUser('Jane.Doe'))?.password_hash ?? null;
    expect([await verifyPassword(hash, 'hunter22'), await verifyPassword(hash, 'new')]).to.deep.equal([false, true]);
    expect(await countTickets(id)).to.equal(0);
  });

  it('ends the address of a calendar with the account and with a password, and makes none while it is disabled', async () => {
    const { knex } = database;
    const id = await addUser(knex, JANE);
    const make = async () => {
      const made = await makeCalendarAddress(knex, id);
      return {
        isMade: made !== null,
        read: () => readCalendar(knex, { kind: 'calendar', secret: made?.secret ?? '' }),
      };
    };
    for (const end of [() => setPassword(knex, 'jane.doe', 'new'), () => disableUser(knex, 'jane.doe')]) {
      const { read } = await make();
      expect((await read())?.stored.ownerId).to.equal(id);
      expect(await countQueries(read)).to.equal(1);
      await end();
      await enableUser(knex, 'jane.doe');
      expect(await read()).to.be.null;
    }
    await disableUser(knex, 'jane.doe');
    expect((await make()).isMade).to.be.false;
    expect(await countTickets(id)).to.equal(0);
  });

  it('refuses to change nobody', async () => {
    for (const change of [disableUser, enableUser, (knex: typeof database.knex) => setPassword(knex, 'x', 'y')]) {
      const error = await rejectionOf(change(database.knex, 'x'));
      expect(error).to.include({ name: 'AccountRefused', message: 'There is no user with login "x".' });
    }
  });

  describe('from the command line', () => {
    const user = (args: readonly string[], input?: string) => runCli(database.url, ['user', ...args], input);

    it('adds a user with the password of standard input', async () => {
      const args = ['add', 'jane', '--first', 'Jane', '--role', 'administrator', '--role', 'userManager'];
      expect(await runCliProcess(database.url, ['user', ...args], 'Grüße 1 \r\nsecond line\n')).to.deep.equal({
        exitCode: 0,
        output: 'Added jane with id 1.\n',
        complaint: '',
      });
      expect(await verifyPassword((await readUser('jane'))?.password_hash ?? null, 'Grüße 1 ')).to.be.true;
      expect((await listUsers(database.knex))[0]?.roles).to.deep.equal(['administrator', 'userManager']);
    });

    it('makes a password that works and shows it', async () => {
      const { output } = await user(['add', 'jane', '--generate']);
      const shown = /^Added jane with id 1\.\nPassword: (\S{24})\n$/.exec(output)?.[1];
      expect(await verifyPassword((await readUser('jane'))?.password_hash ?? null, shown ?? '')).to.be.true;
    });

    it('refuses what cannot be done with one sentence and 1', async () => {
      expect(await runCliProcess(database.url, ['user', 'disable', 'nobody'])).to.deep.equal({
        exitCode: 1,
        output: '',
        complaint: 'There is no user with login "nobody".\n',
      });
    });

    for (const args of [['user'], ['user', 'help'], ['migrate', '--help'], ['help']]) {
      it(`shows what there is, and how to call it, to ${args.join(' ')}`, async () => {
        const { exitCode, output, complaint } = await runCli(database.url, args);
        expect({ exitCode, complaint }).to.deep.equal({ exitCode: 0, complaint: '' });
        expect(output)
          .to.match(/^Usage: npx handover /)
          .and.to.include(args[0] === 'help' ? 'bring the database' : args[0] === 'user' ? 'add an account' : '--new');
      });
    }

    it('disables an account that an earlier version let have a login of two lines', async () => {
      await addUser(database.knex, { ...JANE, login: 'jane\ndoe' });
      expect((await user(['disable', 'jane\ndoe'])).exitCode).to.equal(0);
      expect(await readUser('jane\ndoe')).to.include({ enabled: false });
    });

    it('takes a language with a region, and no address at all', async () => {
      const args = ['add', 'jane', '--no-password', '--language', 'de-AT', '--email', ''];
      expect((await user(args)).exitCode).to.equal(0);
    });

    for (const command of ['add', 'password']) {
      it(`refuses a password that no call can carry, in ${command}`, async () => {
        if (command === 'password') await addUser(database.knex, { ...JANE, login: 'jane' });
        expect(await user([command, 'jane'], 'hunter\0two\n')).to.deep.equal({
          exitCode: 2,
          output: '',
          complaint: `handover: password: expected text without NUL and broken characters\nSee npx handover user ${command} --help\n`,
        });
      });
    }

    const usage: [string, string[], string][] = [
      ['a password among the arguments', ['add', 'jane', '--password', 'hunter22'], "unknown option '--password'"],
      ['no password at all', ['add', 'jane'], 'expected a password on standard input, or --generate'],
      ['an unknown role', ['add', 'jane', '--role', 'king'], "'king' is invalid. Expected one of administrator,"],
      ['no login', ['add', ''], 'LOGIN: expected a name'],
      ['space around a login', ['add', ' jane'], 'LOGIN: expected a name without space around it'],
      ['a login of two lines', ['add', 'ja\nne'], 'LOGIN: expected a name without control characters'],
      ['a login too long for its index', ['add', 'x'.repeat(5000)], 'LOGIN: expected 255 characters or fewer'],
      ['a tab in a name', ['add', 'jane', '--last', 'D\toe'], '--last: expected a name without control characters'],
      [
        'an address that takes no mail',
        ['add', 'jane', '--email', 'not an address'],
        '--email: expected an address such as jane.doe@example.com',
      ],
      [
        'an unknown language',
        ['add', 'jane', '--language', 'klingon'],
        '--language: expected the tag of a language such as de, or with a region, de-AT',
      ],
      ['two logins', ['enable', 'a', 'b'], "too many arguments for 'enable'"],
      ['an unknown command', ['promote', 'jane'], "unknown command 'promote'"],
      ['a misspelled command', ['pasword', 'jane'], "unknown command 'pasword'\n(Did you mean password?)"],
      ['a change of nothing', ['edit', 'jane'], 'expected an option that says what to change'],
      ['no role', ['role', 'jane'], 'expected --add ROLE or --remove ROLE'],
      ['a word that every object knows', ['constructor'], "unknown command 'constructor'"],
    ];
    for (const [what, args, complaint] of usage) {
      it(`answers 2 to ${what}`, async () => {
        const said: string[] = [];
        const say = (text: string) => void said.push(text);
        const names = { command: String, program: 'handover' };
        const console = { input: Readable.from([]), print: say, ask: say, tell: () => undefined, ...names };
        expect(await runCommand(['user', ...args], { DATABASE_URL: database.url }, console, say)).to.equal(2);
        const text = said.join('');
        expect(text).to.match(/^handover: .*(\n.*)?\nSee handover user .*--help$/);
        expect(text).to.include(complaint);
        expect(text).not.to.include('hunter22');
        expect(await listUsers(database.knex)).to.deep.equal([]);
      });
    }
  });
});
