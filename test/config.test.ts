import { expect } from 'chai';
import { ConfigError, readConfig } from '../src/config.ts';

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

  for (const given of ['Mars/Olympus', '+01:00', 'CEST']) {
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
    ['PUBLIC_URL', 'https://tasks.example.com/?from=mail', /without \? and #/],
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
