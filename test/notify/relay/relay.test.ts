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
import type { ClaimLimits, NoticeGroup } from '../../../src/store/notices/notice-claim.ts';
import { createNoticeStore } from '../../../src/store/notices/notices.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startMailServer, type MailServer, type MailServerOptions } from '../mail/mail-server.ts';
import {
  insertManyNotices,
  insertManyRecipients,
  insertNotice,
  insertOffice,
  readNotices,
  removeNotices,
} from '../office.ts';

/** The relay's own, a hundred times as fast. */
const FAST: RelayTiming = {
  pollMs: 10,
  perSecond: 1000,
  gatherMs: 5,
  noticesPerMail: 500,
  concurrency: 4,
  sendTimeoutMs: 2000,
  leaseMs: 6000,
  retry: { firstMs: 100, longestMs: 1000 },
  probe: { firstMs: 20, longestMs: 200 },
};

const ONE: ClaimLimits = { mails: 1, noticesPerMail: 500, leaseMs: 60_000, gatherMs: 5, after: 0 };

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

const compose = (notices: NoticeGroup, now: Date) =>
  composeMail(notices, now, { timeZone: 'UTC', taskLink: () => null });

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
    await insertManyRecipients(knex, 60);
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
    await insertManyRecipients(knex, 30);
    start(transport, { timing: { sendTimeoutMs: 300, leaseMs: 900 } });
    await until(() => sent === 29);
  });

  it('tries again after a crash between sending and marking, under the same Message-ID', async () => {
    const server = await mailServer();
    await insertNotice(knex);
    const notices = createNoticeStore(knex);
    const [claimed] = await notices.claim({ ...ONE, leaseMs: 200 });
    if (!claimed) throw new Error('nothing was claimed');
    await smtp(server.port).send(compose(claimed, new Date()), new AbortController().signal);
    start(smtp(server.port));
    await until(allEnded);
    expect(server.deliveries).to.have.length(2);
    expect(new Set(server.deliveries.map(({ messageId }) => messageId)).size).to.equal(1);
  });

  it('gathers what waits for one person in one mail, and says of which tasks', async () => {
    const server = await mailServer();
    await insertManyNotices(knex, 120);
    await insertNotice(knex);
    start(smtp(server.port));
    await until(allEnded);
    const [mail, ...others] = server.deliveries;
    expect(others).to.deep.equal([]);
    expect(mail?.headers.get('subject')).to.deep.equal(['121 messages about 121 tasks']);
    for (const { task_id: taskId } of await readNotices(knex)) expect(mail?.text).to.include(String(taskId));
  });

  it('sends a person the first mail at once, and gathers what comes while the next has to wait', async () => {
    const server = await mailServer();
    await insertNotice(knex);
    const relay = start(smtp(server.port), { timing: { gatherMs: 700 } });
    await until(() => server.deliveries.length === 1);
    for (let count = 0; count < 3; count += 1) {
      await knex.raw(`insert into tasks (id, status, assignee_id) values (?, 'InProgress', 15)`, [10_000 + count]);
      await insertNotice(knex, { taskId: 10_000 + count });
      relay.wake();
      await pause(50);
    }
    await insertNotice(knex, { recipientId: 7 });
    relay.wake();
    await until(allEnded);
    expect(server.deliveries.map(({ headers }) => headers.get('subject')?.[0])).to.deep.equal([
      'New task: LegalReview',
      'New task: LegalReview',
      '3 messages about 3 tasks',
    ]);
    expect(server.deliveries[1]?.recipients).to.deep.equal(['john.smith@example.com']);
  });

  it('sends to others while somebody waits for a thousand mails', async () => {
    const server = await mailServer();
    await insertManyNotices(knex, 1000);
    await insertNotice(knex, { topic: 'TaskReassigned', recipientId: 12 });
    start(smtp(server.port), { timing: { noticesPerMail: 1, perSecond: 100 } });
    await until(() => server.deliveries.some(({ recipients }) => recipients.includes('jane.doe@example.com')));
    expect(server.deliveries.length).to.be.below(10);
  });

  it('tries gathered notices again after a crash, the same under the same Message-ID', async () => {
    const server = await mailServer();
    await insertManyNotices(knex, 5);
    const [claimed] = await createNoticeStore(knex).claim({ ...ONE, leaseMs: 200 });
    if (!claimed) throw new Error('nothing was claimed');
    await smtp(server.port).send(compose(claimed, new Date()), new AbortController().signal);
    await insertNotice(knex);
    start(smtp(server.port));
    await until(allEnded);
    const subjects = new Map(server.deliveries.map(({ messageId, headers }) => [messageId, headers.get('subject')]));
    expect(server.deliveries).to.have.length(3);
    expect([...subjects.values()].flat()).to.have.members(['5 messages about 5 tasks', 'New task: LegalReview']);
  });

  it('sends several mails over one connection', async () => {
    const server = await mailServer();
    await insertManyRecipients(knex, 40);
    start(smtp(server.port));
    await until(allEnded);
    expect(server.deliveries).to.have.length(40);
    expect(server.connections()).to.be.within(1, 4);
  });

  it('sends no more mails a second than it may, however often it is woken', async () => {
    const server = await mailServer();
    await insertManyRecipients(knex, 200);
    const relay = start(smtp(server.port), { timing: { perSecond: 20 } });
    const waking = setInterval(relay.wake, 2);
    await pause(1000);
    clearInterval(waking);
    expect(server.deliveries.length).to.be.within(8, 26);
  });

  it('finishes the mails in hand when stopped, leaves the rest due, and another sends that', async () => {
    const server = await mailServer({ delayMs: 100 });
    await insertManyRecipients(knex, 10);
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
    await insertManyRecipients(knex, 3);
    const relay = start(
      transportOf(() => {
        sent += 1;
        return Promise.resolve();
      }),
      {
        notices: {
          ...store,
          claim: async (limits) => {
            const claimed = await store.claim(limits);
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
    await insertManyRecipients(knex, 12);
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
    await insertManyRecipients(knex, 100);
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
      return Promise.reject(new DeliveryFault('450 try later', 'recipient'));
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
    await insertManyRecipients(knex, 20);
    start(smtp(server.port), { timing: { retry: { firstMs: 60_000, longestMs: 60_000 } } });
    await until(async () => (await unsent()).filter((row) => row.last_error !== null).length === 2);
    await until(() => server.deliveries.length === 20);
    const [toAlice] = (await unsent()).filter((row) => row.recipient_id === 15);
    expect(toAlice?.last_error).to.equal('the mail could not be written: no template for topic FromANewerServer');
  });

  it('sends the others of a gathered mail when one of them cannot be written', async () => {
    const server = await mailServer();
    await insertManyNotices(knex, 3);
    await insertNotice(knex, { topic: 'FromANewerServer' });
    start(smtp(server.port), { timing: { retry: { firstMs: 60_000, longestMs: 60_000 } } });
    await until(async () => (await unsent()).length === 1 && (await unsent())[0]?.last_error !== null);
    expect(server.deliveries.map(({ headers }) => headers.get('subject')?.[0])).to.deep.equal([
      '3 messages about 3 tasks',
    ]);
    expect((await unsent())[0]).to.include({ topic: 'FromANewerServer', gathered_at: null });
  });

  it('tries the notices of a mail apart whose words were refused, so that one is left', async () => {
    const server = await mailServer({ refusesText: 'Win a prize' });
    await insertManyNotices(knex, 3);
    await knex.raw(`update tasks set instructions = 'Win a prize' where id = 10001`);
    const counts: number[] = [];
    start(smtp(server.port), {
      timing: { retry: { firstMs: 1, longestMs: 1 } },
      givenUp: (count) => counts.push(count),
    });
    await until(allEnded);
    expect(server.deliveries).to.have.length(2);
    const givenUp = (await readNotices(knex)).filter((row) => row.given_up_at !== null);
    expect(givenUp.map((row) => row.task_id)).to.deep.equal([10_001]);
    expect(counts).to.deep.equal([1]);
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
      claim: (limits: ClaimLimits) => (away ? Promise.reject(new Error('connection refused')) : store.claim(limits)),
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
