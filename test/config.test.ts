import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, misspelledSettings, readConfig } from '../src/config.ts';
import { settingsInForce } from '../src/config/in-force.ts';

describe('readConfig', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  /** The server's clock at noon UTC in winter and in summer, in a process whose TZ is the setting. */
  function clockIn(given: string): number[] {
    process.env.TZ = readConfig({ SERVER_TIME_ZONE: given }).serverTimeZone;
    return ['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'].map((noon) => new Date(noon).getHours());
  }

  const zones: [spelling: string, given: string, clock: number[]][] = [
    ['as it is listed', 'Europe/Berlin', [13, 14]],
    ['in lower case, which TZ would take for UTC', 'europe/berlin', [13, 14]],
    ['in upper case', 'AMERICA/NEW_YORK', [7, 8]],
    ['by an older name', 'US/Eastern', [7, 8]],
    ['by the name before the present one', 'Asia/Calcutta', [17, 17]],
    ['by the present name', 'Asia/Kolkata', [17, 17]],
    ['by a name without a place', 'utc', [12, 12]],
    ['by an offset west of Greenwich', 'etc/gmt+5', [7, 7]],
  ];
  for (const [spelling, given, clock] of zones) {
    it(`keeps the server's clock in a zone written ${spelling}: ${given}`, () => {
      expect(clockIn(given)).to.deep.equal(clock);
    });
  }

  for (const given of ['Mars/Olympus', '+01:00', '-0500', '-05', 'CEST', 'UTC+1', 'AST', 'ist', 'SystemV/EST5', 'Z']) {
    it(`refuses ${given}, which is no zone`, () => {
      expect(() => readConfig({ SERVER_TIME_ZONE: given })).to.throw(
        ConfigError,
        /^SERVER_TIME_ZONE: expected an IANA time zone such as Europe\/Berlin$/,
      );
    });
  }

  const refused: [setting: string, given: string, expected: RegExp][] = [
    ['DATABASE_URL', 'postgresql://x:opens#ame@db.example.com/tasks', /%23 for #/],
    ['DATABASE_URL', 'postgresql://x@db.example.com:99999/tasks', /such as postgresql:/],
    ['SMTP_URL', 'smtp://x:opens%same@mail.example.com', /%25 for %/],
    ['SMTP_URL', 'smtp://', /expected a host/],
    ['MAIL_FROM', 'Handover', /such as Handover </],
    ['MAIL_FROM', 'Handover <handover', /such as Handover </],
    ['MAIL_FROM', 'Handover <handover@localhost', /such as Handover </],
    ['OIDC_ISSUER', 'login.example.com', /expected an address such as https:/],
    ['DESK_PASSWORD_LOGIN', 'off', /expected on, as without OIDC_ISSUER nobody could sign in/],
    ['TRUSTED_USER_PASSWORD', 'opens all doors', /expected 16 characters or more/],
    ['PUBLIC_URL', 'https://tasks.example.com/?from=mail', /without \? and #/],
    ['PUBLIC_URL', 'https://jane:opens@tasks.example.com', /without an account/],
    ['PUBLIC_URL', 'https://tasks.example.com/srv.asmx', /above \/srv\.asmx/],
  ];
  for (const [setting, given, expected] of refused) {
    it(`refuses ${setting}=${given} by its name and without its secret`, () => {
      expect(() => readConfig({ [setting]: given }))
        .to.throw(ConfigError, expected)
        .with.property('message')
        .that.satisfies((message: string) => message.startsWith(`${setting}: `) && !message.includes('opens'));
    });
  }

  const inOneLine: [setting: string, given: string, line: string][] = [
    ['PORT', 'abc', 'expected a whole number from 0 to 65535'],
    ['PROCESSES', '0', 'expected a whole number from 1 to 64'],
    ['TICKET_DAYS', '1.5', 'expected a whole number from 1 to 3650'],
    ['MAX_BODY_BYTES', '99999999999', 'expected a whole number from 1024 to 1073741824'],
    ['METRICS', 'maybe', 'expected on or off'],
    ['ADMIN_PASSWORD', 'short', 'expected a password of 8 characters or more'],
    ['EMPTY_INSTRUCTIONS', 'keep', 'expected reuse or clear'],
    ['REJECTION', 'halt', 'expected stop or advance'],
    ['TIER_CLOCK', 'call', 'expected tier or task'],
    ['LOG_LEVEL', 'loud', 'expected one of trace, debug, info, warn, error, silent'],
    ['SMTP_URL', 'mail.example.com', 'expected an address such as smtp://user:password@mail.example.com:587'],
    ['SMTP_URL', 'host:587', 'expected an address such as smtp://user:password@mail.example.com:587'],
    ['TASK_URL', 'nope', 'expected an address such as https://dms.example.com/tasks/{taskId}'],
    ['PUBLIC_URL', 'tasks?', 'expected an address such as https://tasks.example.com'],
    ['LEGACY_DEPRECATED', '31.12.2027', 'expected a day such as 2027-12-31'],
    ['LEGACY_SUNSET', '2027-02-29', 'expected a day such as 2027-12-31'],
    ['DATABASE_URL', 'x', 'expected an address such as postgresql://user:password@host:5432/database'],
  ];
  for (const [setting, given, line] of inOneLine) {
    it(`says in one line what ${setting} is to be where it is ${given}`, () => {
      expect(messageFor({ [setting]: given })).to.equal(`${setting}: ${line}`);
    });
  }

  for (const [host, demo] of [
    ['127.0.0.1', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['tasks.example.com', false],
    ['127.example.com', false],
  ] as const) {
    it(`${demo ? 'shows' : 'does not show'} the demo on ${host}, unless it is told`, () => {
      expect(readConfig({ HOST: host }).demo).to.equal(demo);
      expect(readConfig({ HOST: host, DEMO: 'on' }).demo).to.equal(true);
      expect(readConfig({ HOST: host, DEMO: 'off' }).demo).to.equal(false);
    });
  }

  it('names all settings that are wrong at once, in their order, each in a line', () => {
    const wrong = Object.fromEntries(inOneLine.map(([setting, given]) => [setting, given]));
    const lines = messageFor(wrong).split('\n');
    expect(lines.map((line) => line.split(':')[0])).to.have.members(Object.keys(wrong));
    expect(lines[0]).to.equal('PORT: expected a whole number from 0 to 65535');
  });

  for (const [given, named] of [
    ['https://tasks.example.com/Größe x/', 'https://tasks.example.com/Gr%C3%B6%C3%9Fe%20x'],
    ['HTTPS://Tasks.example.com:443', 'https://tasks.example.com'],
    ['https:///tasks.example.com/a/../b//', 'https://tasks.example.com/b'],
  ] as const) {
    it(`names ${given} as ${named}`, () => {
      expect(readConfig({ PUBLIC_URL: given }).publicUrl).to.equal(named);
    });
  }

  it('does not let the legacy API be gone before it is deprecated', () => {
    const days = { LEGACY_DEPRECATED: '2027-06-01', LEGACY_SUNSET: '2027-05-31' };
    expect(messageFor(days)).to.equal('LEGACY_SUNSET: expected no day before LEGACY_DEPRECATED');
    expect(readConfig({ ...days, LEGACY_SUNSET: '2027-06-01' }).legacySunset).to.deep.equal(new Date('2027-06-01'));
  });

  it('names what does not go together beside what is wrong by itself', () => {
    const given = {
      PORT: 'x',
      LEGACY_DEPRECATED: '2027-06-01',
      LEGACY_SUNSET: '2027-05-31',
      DESK_PASSWORD_LOGIN: 'off',
    };
    const lines = messageFor(given).split('\n');
    expect(lines.map((line) => line.split(':')[0])).to.have.members(['PORT', 'LEGACY_SUNSET', 'DESK_PASSWORD_LOGIN']);
  });

  const taken: [setting: string, given: string][] = [
    ['DATABASE_URL', 'postgresql://handover@/tasks?host=/var/run/postgresql'],
    ['DATABASE_URL', 'postgresql:///tasks'],
    ['DATABASE_URL', 'postgresql://x:open%same@db.example.com/tasks'],
    ['DATABASE_URL', 'postgresql://%2Fvar%2Frun%2Fpostgresql/tasks'],
    ['DATABASE_URL', 'postgresql://x:open%23%25%2Fsame@db.example.com:5432/tasks?sslmode=require'],
    ['SMTP_URL', 'smtps://x:open%25same@mail.example.com:465?requireTLS=true'],
    ['MAIL_FROM', 'handover@localhost'],
    ['MAIL_FROM', '"Tasks, Ltd." <tasks@example.com>'],
    ['PUBLIC_URL', 'https://example.com/tasks/'],
  ];
  for (const [setting, given] of taken) {
    it(`takes ${setting}=${given}`, () => {
      expect(() => readConfig({ [setting]: given })).not.to.throw();
    });
  }
});

function messageFor(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('misspelledSettings', () => {
  const found: [given: string, meant: string][] = [
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASEURL', 'DATABASE_URL'],
    ['DATABASE_ULR', 'DATABASE_URL'],
    ['database_url', 'DATABASE_URL'],
    ['STMP_URL', 'SMTP_URL'],
    ['HTTP_GETS', 'HTTP_GET'],
    ['PROT', 'PORT'],
  ];
  for (const [given, meant] of found) {
    it(`takes ${given} for ${meant}`, () => {
      expect(misspelledSettings({ [given]: 'x' })).to.deep.equal([{ given, meant }]);
    });
  }

  it('takes other variables for what they are', () => {
    const others = ['PATH', 'HOME', 'PWD', 'HOSTNAME', 'TZ', 'LANG', 'SHELL', 'NODE_ENV', 'NODE_OPTIONS', 'LOGNAME'];
    const env = Object.fromEntries(
      [...others, 'npm_config_loglevel', 'KUBERNETES_PORT', 'DATA'].map((name) => [name, 'x']),
    );
    expect(misspelledSettings(env)).to.deep.equal([]);
  });

  it('takes a setting that is set for spelt right', () => {
    expect(misspelledSettings({ PORT: '80', PORTS: '80' })).to.deep.equal([]);
  });
});

describe('a secret in a file', () => {
  let folder: string;
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'handover-secrets-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is what the setting would be, without the end of its line', () => {
    const url = 'postgresql://jane:opens@db.example.com/tasks';
    for (const end of ['', '\n', '\r\n']) {
      expect(readConfig({ DATABASE_URL_FILE: file('url', url + end) }).databaseUrl).to.equal(url);
    }
    expect(readConfig({ ADMIN_PASSWORD_FILE: file('password', ' with space \n') }).adminPassword).to.equal(
      ' with space ',
    );
    expect(readConfig({ SMTP_URL_FILE: '' }).smtpUrl).to.equal(undefined);
  });

  it('is refused by the name of its variable, all at once', () => {
    const env = {
      DATABASE_URL: 'postgresql://db.example.com/tasks',
      DATABASE_URL_FILE: file('two', 'x'),
      SMTP_URL_FILE: join(folder, 'missing'),
      ADMIN_PASSWORD_FILE: file('empty', '\n'),
      TRUSTED_USER_PASSWORD_FILE: file('short', 'opens'),
    };
    expect(() => readConfig(env))
      .to.throw(ConfigError)
      .with.property('message')
      .that.equals(
        [
          'DATABASE_URL_FILE: expected either it or DATABASE_URL, and both are set',
          'SMTP_URL_FILE: expected a file that can be read (ENOENT)',
          'ADMIN_PASSWORD_FILE: expected a file that is not empty',
          'TRUSTED_USER_PASSWORD_FILE: expected 16 characters or more',
        ].join('\n'),
      );
  });

  it('and its variable misspelled is told', () => {
    expect(misspelledSettings({ DATABSE_URL_FILE: 'x' })).to.deep.equal([
      { given: 'DATABSE_URL_FILE', meant: 'DATABASE_URL_FILE' },
    ]);
  });

  it('is masked among the settings in force, as every secret is', () => {
    const path = file('smtp', 'smtps://jane:ope@ns@mail.example.com:465?name=opens\n');
    const env = {
      SMTP_URL_FILE: path,
      DATABASE_URL: 'postgresql://jane:opens@/tasks?host=/run&password=opens',
      TRUSTED_USER_PASSWORD: 'x://opens-all-doors',
      PORT: '0080',
      HTTP_GET: 'off',
    };
    const shown = settingsInForce(env);
    const set = shown.filter(({ from }) => from !== 'default');
    expect(set).to.deep.equal([
      { name: 'PORT', value: '0080', from: 'environment' },
      { name: 'DATABASE_URL', value: 'postgresql://***@/tasks', from: 'environment' },
      { name: 'SMTP_URL', value: 'smtps://***@mail.example.com:465', from: `file ${path}` },
      { name: 'TRUSTED_USER_PASSWORD', value: '***', from: 'environment' },
      { name: 'HTTP_GET', value: 'off', from: 'environment' },
    ]);
    expect(JSON.stringify(shown)).not.to.include('opens');
    expect(shown).to.deep.include({ name: 'HTTP_POST', value: 'on', from: 'default' });
    expect(shown).to.deep.include({ name: 'TASK_URL', value: null, from: 'default' });
    expect(shown.find(({ name }) => name === 'DIALECTS')?.value).to.match(/^asmx,maxsight,/);
  });
});
