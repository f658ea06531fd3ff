import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import type { Knex } from 'knex';
import { DeliveryFault, type Transport } from '../../../src/notify/mail/mail.ts';
import { composeMail } from '../../../src/notify/mail/message.ts';
import { startRelay, type Relay, type RelayOptions } from '../../../src/notify/relay/relay.ts';
import type { RelayTiming } from '../../../src/notify/relay/timing.ts';
import { createMailTransport } from '../../../src/notify/mail/transport.ts';
import { connect } from '../../../src/store/schema/database.ts';
import { createNoticeStore, type ClaimedNotice } from '../../../src/store/notices/notices.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startMailServer, type MailServer, type MailServerOptions } from '../mail/mail-server.ts';
import { insertManyNotices, insertNotice, insertOffice, readNotices, removeNotices } from '../office.ts';

/** The relay's own, a hundred times as fast. */
const FAST: RelayTiming = {
  pollMs: 10,
  perSecond: 1000,
  concurrency: 4,
  sendTimeoutMs: 2000,
  leaseMs: 6000,
  retry: { firstMs: 100, longestMs: 1000 },
  probe: { firstMs: 20, longestMs: 200 },
};

interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: object;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const endsAt = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > endsAt) throw new Error(`waited too long for ${holds.toString()}`);
    await pause(10);
  }
}

const compose = (notice: ClaimedNotice, now: Date) =>
  composeMail(notice, now, { timeZone: 'UTC', taskLink: () => null });

describe('the relay', () => {
  let database: TestDatabase;
  let knex: Knex;
  let lines: LogLine[];
  const closers: (() => void | Promise<void>)[] = [];

  before(async () => {
    database = await createTestDatabase('relay');
    knex = database.knex;
    await insertOffice(knex);
  });
  after(() => database.drop());
  beforeEach(async () => {
    lines = [];
    await removeNotices(knex);
  });
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  const note = (level: LogLine['level']) => (fields: object, message: string) =>
    void lines.push({ level, fields, message });
  const start = (transport: Transport, more: Partial<RelayOptions> = {}): Relay => {
    const relay = startRelay({
      notices: createNoticeStore(knex),
      compose,
      transport,
      log: { info: note('info'), warn: note('warn'), error: note('error') },
      ...more,
      timing: { ...FAST, ...more.timing },
    });
    closers.push(relay.stop);
    return relay;
  };
  const mailServer = async (options: MailServerOptions = {}): Promise<MailServer> => {
    const server = await startMailServer(options);
    closers.push(server.close);
    return server;
  };
  const smtp = (port: number, login = ''): Transport => {
    const transport = createMailTransport({
      smtpUrl: `smtp://${login}127.0.0.1:${port}`,
      mailFrom: 'tasks@example.com',
      dataDir: '',
    });
    closers.push(transport.close);
    return transport;
  };
  const transportOf = (send: Transport['send']): Transport => ({ send, close: () => undefined });
  const said = (message: string) => lines.filter((line) => line.message === message);
  const unsent = async () =>
    (await readNotices(knex)).filter((row) => row.sent_at === null && row.given_up_at === null);
  const allEnded = async () => (await unsent()).length === 0;

  it('sends what is due, once, and marks it', async () => {
    const server = await mailServer();
    await insertNotice(knex);
    await insertNotice(knex, { topic: 'TaskReassigned', recipientId: 12 });
    await insertNotice(knex, { topic: 'TaskReassigned', recipientId: 7 });
    start(smtp(server.port));
    await until(allEnded);
    expect(server.deliveries.flatMap(({ recipients }) => recipients)).to.have.members([
      'alice.jones@example.com',
      'jane.doe@example.com',
      'john.smith@example.com',
    ]);
    for (const row of await readNotices(knex)) {
      expect(row).to.include({ attempts: 1, last_error: null });
      expect(row.sent_at).to.be.instanceOf(Date);
    }
    expect(lines).to.deep.equal([]);
  });

  it('writes files when there is no mail server', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'handover-relay-'));
    closers.push(() => rm(dataDir, { recursive: true }));
    await insertNotice(knex);
    start(createMailTransport({ smtpUrl: undefined, mailFrom: 'tasks@example.com', dataDir }));
    await until(allEnded);
    expect(await readdir(join(dataDir, 'mail'))).to.have.length(1);
  });

  it('sends a new notice as soon as it is woken', async () => {
    const server = await mailServer();
    const relay = start(smtp(server.port), { timing: { pollMs: 60_000 } });
    await pause(200);
    await insertNotice(knex);
    await pause(100);
    expect(server.deliveries).to.have.length(0);
    relay.wake();
    await until(() => server.deliveries.length === 1);
  });

  it('sends each notice once from three processes on a slow mail server', async () => {
    const server = await mailServer({ delayMs: 30 });
    const others = [1, 2].map(() => connect({ url: database.url, poolSize: 2 }));
    closers.push(async () => void (await Promise.all(others.map((other) => other.destroy()))));
    await insertManyNotices(knex, 60);
    for (const each of [knex, ...others]) start(smtp(server.port), { notices: createNoticeStore(each) });
    await until(allEnded);
    expect(server.deliveries).to.have.length(60);
    expect(new Set(server.deliveries.map(({ messageId }) => messageId)).size).to.equal(60);
    expect(server.mostAtOnce()).to.equal(1);
  });

  it('aborts a mail before the lease ends, so that no two processes send it at the same time', async () => {
    let sending = 0;
    let mostAtOnce = 0;
    let begun = 0;
    const stuck = transportOf(async (_mail, signal) => {
      begun += 1;
      sending += 1;
      mostAtOnce = Math.max(mostAtOnce, sending);
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      sending -= 1;
    });
    await insertNotice(knex);
    const timing = { sendTimeoutMs: 100, leaseMs: 300, retry: { firstMs: 1, longestMs: 1 } };
    start(stuck, { timing });
    start(stuck, { timing });
    await until(() => begun >= 4);
    expect(mostAtOnce).to.equal(1);
    expect((await readNotices(knex))[0]?.last_error).to.equal('not accepted within 100 ms');
  });

  it('goes on with the others while one mail hangs in a transport that does not heed its signal', async () => {
    let sent = 0;
    const transport = transportOf(async ({ id }) => {
      if (id.startsWith('10000.')) await new Promise(() => undefined);
      sent += 1;
    });
    await insertManyNotices(knex, 30);
    start(transport, { timing: { sendTimeoutMs: 300, leaseMs: 900 } });
    await until(() => sent === 29);
  });

  it('tries again after a crash between sending and marking, under the same Message-ID', async () => {
    const server = await mailServer();
    await insertNotice(knex);
    const notices = createNoticeStore(knex);
    const [claimed] = await notices.claim(1, 200);
    if (!claimed) throw new Error('nothing was claimed');
    await smtp(server.port).send(compose(claimed, new Date()), new AbortController().signal);
    start(smtp(server.port));
    await until(allEnded);
    expect(server.deliveries).to.have.length(2);
    expect(new Set(server.deliveries.map(({ messageId }) => messageId)).size).to.equal(1);
  });

  it('finishes the mails in hand when stopped, leaves the rest due, and another sends that', async () => {
    const server = await mailServer({ delayMs: 100 });
    await insertManyNotices(knex, 10);
    const first = start(smtp(server.port));
    await pause(150);
    await first.stop();
    const sentAtStop = server.deliveries.length;
    expect(sentAtStop).to.be.within(1, 9);
    const left = await unsent();
    expect(left).to.have.length(10 - sentAtStop);
    for (const row of left) expect(row).to.include({ attempts: 0, last_error: null });
    await pause(150);
    expect(server.deliveries).to.have.length(sentAtStop);

    start(smtp(server.port));
    await until(allEnded);
    expect(server.deliveries).to.have.length(10);
    expect(new Set(server.deliveries.map(({ messageId }) => messageId)).size).to.equal(10);
  });

  it('gives back what it had claimed and not begun when it was stopped', async () => {
    const store = createNoticeStore(knex);
    let sent = 0;
    let stopped: Promise<void> | undefined;
    await insertManyNotices(knex, 3);
    const relay = start(
      transportOf(() => {
        sent += 1;
        return Promise.resolve();
      }),
      {
        notices: {
          ...store,
          claim: async (limit, leaseMs) => {
            const claimed = await store.claim(limit, leaseMs);
            stopped = relay.stop();
            return claimed;
          },
        },
      },
    );
    await until(() => stopped !== undefined);
    await stopped;
    expect(sent).to.equal(0);
    const rows = await readNotices(knex);
    expect(rows.map(({ attempts }) => attempts)).to.deep.equal([0, 0, 0]);
    expect(Math.max(...rows.map(({ send_at: sendAt }) => sendAt.getTime()))).to.be.at.most(Date.now() + 1000);
  });

  it('closes its transport when stopped, once no mail is in hand', async () => {
    const happened: string[] = [];
    await insertNotice(knex);
    const relay = start({
      send: async () => {
        await pause(50);
        happened.push('sent');
      },
      close: () => void happened.push('closed'),
    });
    await until(async () => (await readNotices(knex))[0]?.attempts === 1);
    await relay.stop();
    expect(happened).to.deep.equal(['sent', 'closed']);
  });

  it('keeps all mail through an outage of the mail server, and says so twice', async () => {
    const down = await startMailServer();
    await down.close();
    await insertManyNotices(knex, 12);
    start(smtp(down.port, 'relay:Tr0ub4dor%263@'));
    await until(async () => (await readNotices(knex)).filter((row) => row.attempts > 1).length > 1);
    expect(await unsent()).to.have.length(12);

    const up = await mailServer({ port: down.port, login: { user: 'relay', password: 'Tr0ub4dor&3' } });
    await until(allEnded);
    expect(up.deliveries).to.have.length(12);
    expect(lines.map(({ level, message }) => `${level} ${message}`)).to.deep.equal([
      'error mail cannot be sent',
      'info mail is sent again',
    ]);
    expect(JSON.stringify(lines)).not.to.include('Tr0ub4dor');
  });

  it('probes with one mail at a time during an outage, rather than wear out every notice', async () => {
    let tried = 0;
    await insertManyNotices(knex, 100);
    const away = transportOf(() => {
      tried += 1;
      return Promise.reject(new Error('no route'));
    });
    start(away, { timing: { probe: { firstMs: 100, longestMs: 100 } } });
    await pause(600);
    expect(tried).to.be.within(5, 4 + 9);
  });

  it('waits longer after each failure of a notice, whose reason it keeps', async () => {
    const triedAt: number[] = [];
    await insertNotice(knex);
    const refuse = transportOf(() => {
      triedAt.push(performance.now());
      return Promise.reject(new DeliveryFault('450 try later', 'mail'));
    });
    start(refuse, { timing: { retry: { firstMs: 100, longestMs: 60_000 } } });
    await until(() => triedAt.length === 4);
    const waits = triedAt.slice(1).map((at, index) => at - (triedAt[index] ?? 0));
    expect(waits[0]).to.be.at.least(70);
    expect(waits[1]).to.be.at.least(140);
    expect(waits[2]).to.be.at.least(290);
    await until(async () => (await readNotices(knex))[0]?.last_error === '450 try later');
    expect(said('notice put off')).to.have.length(1);
  });

  it('gives up a mail that is refused 15 times, visibly', async () => {
    const server = await mailServer({ refuses: { 'alice.jones@example.com': 550 } });
    await insertNotice(knex);
    start(smtp(server.port), { timing: { retry: { firstMs: 1, longestMs: 1 } } });
    await until(allEnded);
    const [row] = await readNotices(knex);
    expect(row).to.include({ attempts: 15, sent_at: null });
    expect(row?.last_error).to.include('550');
    expect(said('notice given up')).to.have.length(1);
    expect(said('notice given up')[0]?.fields).to.include({ taskId: 4813, topic: 'TaskAssigned', recipientId: 15 });
  });

  it('lets no bad address or template hold up the others', async () => {
    const server = await mailServer({ refuses: { 'jane.doe@example.com': 550 } });
    await insertNotice(knex, { topic: 'TaskReassigned', recipientId: 12 });
    await insertNotice(knex, { topic: 'FromANewerServer' });
    await insertManyNotices(knex, 20);
    start(smtp(server.port), { timing: { retry: { firstMs: 60_000, longestMs: 60_000 } } });
    await until(async () => (await unsent()).filter((row) => row.last_error !== null).length === 2);
    await until(() => server.deliveries.length === 20);
    const [toAlice] = (await unsent()).filter((row) => row.recipient_id === 15);
    expect(toAlice?.last_error).to.equal('the mail could not be written: no template for topic FromANewerServer');
  });

  it('ends notices nobody can be told of, with the reason and without a try', async () => {
    const server = await mailServer();
    await insertNotice(knex, { recipientId: 16 });
    await insertNotice(knex, { recipientId: 17 });
    await insertNotice(knex, { recipientId: 78 });
    start(smtp(server.port));
    await until(allEnded);
    expect((await readNotices(knex)).map((row) => row.last_error)).to.deep.equal([
      'the recipient is disabled',
      'the recipient has no e-mail address',
      'the recipient no longer exists',
    ]);
    expect(server.deliveries).to.deep.equal([]);
  });

  it('marks a sent mail when the database comes back, and does not send it again', async () => {
    const store = createNoticeStore(knex);
    let failures = 0;
    let sent = 0;
    await insertNotice(knex);
    const transport = transportOf(() => {
      sent += 1;
      return Promise.resolve();
    });
    start(transport, {
      notices: {
        ...store,
        markSent: (key) => {
          failures += 1;
          return failures <= 3 ? Promise.reject(new Error('terminating connection')) : store.markSent(key);
        },
      },
    });
    await until(allEnded);
    expect(sent).to.equal(1);
    expect(said('notices cannot be read or marked')).to.not.be.empty;
  });

  it('outlives a database that is away', async () => {
    const store = createNoticeStore(knex);
    let away = true;
    const server = await mailServer();
    await insertNotice(knex);
    const notices = {
      ...store,
      claim: (limit: number, leaseMs: number) =>
        away ? Promise.reject(new Error('connection refused')) : store.claim(limit, leaseMs),
    };
    start(smtp(server.port), { notices });
    await pause(100);
    away = false;
    await until(allEnded);
    expect(server.deliveries).to.have.length(1);
    expect(said('notices cannot be read or marked')).to.have.length(1);
    expect(said('notices are read and marked again')).to.have.length(1);
  });

  it('deletes old notices as it goes', async () => {
    await insertNotice(knex);
    await knex.raw(`update notices set created_at = now() - interval '40 days', sent_at = now() - interval '35 days'`);
    start(transportOf(() => Promise.resolve()));
    await until(async () => (await readNotices(knex)).length === 0);
    await until(() => said('old notices deleted').length === 1);
  });
});
