import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { runCommand } from '../../../src/cli/run.ts';
import { addUser } from '../../../src/store/access/accounts.ts';
import { addApiKey, listApiKeys, revokeApiKey } from '../../../src/store/access/api-keys.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { rejectionOf } from '../../support/rejection.ts';
import { runCli } from '../run-cli.ts';

const KEY = { name: 'crm', login: 'jane.doe', rights: null, addresses: [] };

describe('API keys', () => {
  let database: TestDatabase;

  before(async () => {
    database = await createTestDatabase('api_keys');
  });
  beforeEach(async () => {
    await database.knex.raw('truncate users restart identity cascade');
    await addUser(database.knex, {
      login: 'Jane.Doe',
      password: null,
      firstName: 'Jane',
      lastName: 'Doe',
      email: '',
      roles: [],
      language: 'en',
      ticketsAllowed: true,
    });
  });
  after(() => database.drop());

  const digestsKept = async (): Promise<Buffer[]> =>
    (await database.knex<{ digest: Buffer; kind: string }>('credentials').where({ kind: 'api-key' })).map(
      ({ digest }) => digest,
    );

  it('are given once, and their digests kept', async () => {
    const key = await addApiKey(database.knex, KEY);
    expect(key).to.match(/^handover_[\w-]{43}$/);
    expect(await digestsKept()).to.deep.equal([createHash('sha256').update(key).digest()]);
    expect((await rejectionOf(addApiKey(database.knex, KEY))).message).to.equal('The key name "crm" is taken.');
    expect((await rejectionOf(addApiKey(database.knex, { ...KEY, name: 'erp', login: 'x' }))).message).to.equal(
      'There is no user with login "x".',
    );
  });

  it('are listed by name, as they were made', async () => {
    await addApiKey(database.knex, KEY);
    const addresses = ['10.0.0.0/8', '192.0.2.7', '2001:db8::/32', '::1'];
    await addApiKey(database.knex, { name: 'Box', login: 'JANE.DOE', rights: ['assign', 'read'], addresses });
    expect(await listApiKeys(database.knex)).to.deep.equal([
      { name: 'Box', login: 'Jane.Doe', rights: ['assign', 'read'], addresses, lastUsedAt: null },
      { name: 'crm', login: 'Jane.Doe', rights: null, addresses: [], lastUsedAt: null },
    ]);
  });

  it('end when they are revoked', async () => {
    await addApiKey(database.knex, KEY);
    await revokeApiKey(database.knex, 'crm');
    expect(await digestsKept()).to.deep.equal([]);
    expect((await rejectionOf(revokeApiKey(database.knex, 'crm'))).message).to.equal(
      'There is no key with name "crm".',
    );
  });

  describe('on the command line', () => {
    const key = (...args: readonly string[]) => runCli(database.url, ['key', ...args]);

    it('are made, listed and revoked', async () => {
      const made = await key(
        'add',
        'crm',
        '--as',
        'jane.doe',
        '--rights',
        'assign, read',
        '--addresses',
        '10.0.0.0/8,::1',
      );
      expect(made).to.include({ exitCode: 0, complaint: '' });
      const [told, secret = ''] = made.output.split('\n');
      expect(told).to.equal('Added the key crm, which acts as jane.doe. It is shown this once:');
      expect(await digestsKept()).to.deep.equal([createHash('sha256').update(secret).digest()]);
      await database.knex.raw(`update api_keys set last_used_at = '2026-03-01T08:00:00Z'`);
      expect(await key('list')).to.deep.equal({
        exitCode: 0,
        complaint: '',
        output: [
          'NAME  ACTS AS   RIGHTS       FROM            LAST USED',
          'crm   Jane.Doe  assign,read  10.0.0.0/8,::1  2026-03-01T08:00:00.000Z\n',
        ].join('\n'),
      });
      expect(await key('revoke', 'crm')).to.deep.equal({
        exitCode: 0,
        complaint: '',
        output: 'Revoked the key crm, and what was signed on with it.\n',
      });
      expect(await key('list')).to.include({ exitCode: 0, output: '' });
    });

    it('say what they were made without', async () => {
      await addApiKey(database.knex, KEY);
      expect((await key('list')).output).to.equal(
        [
          'NAME  ACTS AS   RIGHTS              FROM        LAST USED',
          'crm   Jane.Doe  all of the account  everywhere  never\n',
        ].join('\n'),
      );
    });

    const usage: [what: string, args: readonly string[], complaint: string][] = [
      ['no name', ['add', '--as', 'jane.doe'], "missing required argument 'name'"],
      ['an empty name', ['add', '', '--as', 'jane.doe'], 'NAME: expected a name'],
      ['nobody to act as', ['add', 'crm'], "required option '--as <login>' not specified"],
      [
        'an unknown right',
        ['add', 'crm', '--as', 'jane.doe', '--rights', 'assign,rule'],
        '--rights: expected one of read, assign, claim, complete, edit, create, delete, documents, act-as',
      ],
      [
        'no right at all',
        ['add', 'crm', '--as', 'jane.doe', '--rights', ''],
        '--rights: expected one of read, assign, claim, complete, edit, create, delete, documents, act-as',
      ],
      [
        'what is no network',
        ['add', 'crm', '--as', 'jane.doe', '--addresses', '10.0.0.0/33'],
        '--addresses: expected an address or a network such as 10.0.0.0/8 or 2001:db8::/32',
      ],
      ['an unknown command', ['make', 'crm'], "unknown command 'make'"],
      ['a word that every object knows', ['constructor'], "unknown command 'constructor'"],
    ];
    for (const [what, args, complaint] of usage) {
      it(`answer 2 to ${what}`, async () => {
        const said: string[] = [];
        const say = (text: string) => void said.push(text);
        const console = {
          input: Readable.from([]),
          print: say,
          ask: say,
          tell: () => undefined,
          command: String,
          program: 'x',
        };
        expect(await runCommand(['key', ...args], { DATABASE_URL: database.url }, console, say)).to.equal(2);
        expect(said.join('')).to.include(`handover: ${complaint}`);
        expect(await listApiKeys(database.knex)).to.deep.equal([]);
      });
    }
  });
});
