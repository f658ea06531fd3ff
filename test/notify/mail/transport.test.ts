import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DeliveryFault, type Transport } from '../../../src/notify/mail/mail.ts';
import { pruneMailFiles } from '../../../src/notify/mail/mail-files.ts';
import { composeMail } from '../../../src/notify/mail/message.ts';
import { createMailTransport } from '../../../src/notify/mail/transport.ts';
import type { ClaimedNotice } from '../../../src/store/notices/notice-claim.ts';
import { startMailServer, type MailServer, type MailServerOptions } from './mail-server.ts';
import { notice } from '../notice.ts';
import { readMail } from './read-mail.ts';

const NOW = new Date('2024-04-10T09:00:05Z');
const MAIL_FROM = 'Handover <tasks@corp.example.com>';
const unlimited = new AbortController().signal;

const mailOf = (change: Partial<ClaimedNotice> = {}) =>
  composeMail([{ ...notice, ...change }], NOW, { timeZone: 'UTC', taskLink: () => null });

const faultOf = async (sending: Promise<void>): Promise<DeliveryFault> => {
  const error = await sending.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryFault)) throw new Error('expected a DeliveryFault');
  return error;
};

describe('mail in files', () => {
  let dataDir: string;
  let transport: Transport;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'handover-mail-'));
    transport = createMailTransport({ smtpUrl: undefined, mailFrom: MAIL_FROM, dataDir });
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  const files = () => readdir(join(dataDir, 'mail'));

  it('is one .eml file a mail, named by moment, task, topic and recipient', async () => {
    await transport.send(mailOf(), unlimited);
    await transport.send(mailOf({ topic: 'TaskReassigned', recipientId: 12 }), unlimited);
    expect((await files()).sort()).to.deep.equal([
      '20240410T090000123Z-4813-TaskAssigned-15.eml',
      '20240410T090000123Z-4813-TaskReassigned-12.eml',
    ]);
  });

  it('is named by moment and recipient when it gathers notices', async () => {
    const gatheredAt = new Date('2024-04-10T09:00:04.567Z');
    await transport.send(mailOf({ gatheredAt }), unlimited);
    expect(await files()).to.deep.equal(['20240410T090004567Z-gathered-15.eml']);
  });

  it('is deleted after 30 days, whole or unfinished, and nothing else is', async () => {
    const folder = join(dataDir, 'mail');
    expect(await pruneMailFiles(folder, NOW)).to.equal(0);
    await transport.send(mailOf(), unlimited);
    await transport.send(mailOf({ taskId: 4814 }), unlimited);
    const old = (await files()).find((name) => name.includes('4813')) ?? '';
    await writeFile(join(folder, `${old}.${randomUUID()}.tmp`), '');
    await writeFile(join(folder, 'notes.txt'), '');
    const now = Date.now();
    for (const name of await files()) {
      if (name.includes('4814')) continue;
      await utimes(join(folder, name), new Date(now), new Date(now - 31 * 86_400_000));
    }
    expect(await pruneMailFiles(folder, new Date(now))).to.equal(2);
    expect((await files()).sort()).to.deep.equal(['20240410T090000123Z-4814-TaskAssigned-15.eml', 'notes.txt']);
  });

  it('is a mail with text and HTML, the sender of MAIL_FROM and a Message-ID of its domain', async () => {
    const mail = mailOf({ taskName: 'Prüfung – 检查', instructions: 'Grüße,\n.\nFrom here: a line of one dot.' });
    await transport.send(mail, unlimited);
    const { headers, text, html } = readMail(await readFile(join(dataDir, 'mail', (await files())[0] ?? ''), 'utf8'));
    expect(headers.get('from')).to.deep.equal([MAIL_FROM]);
    expect(headers.get('to')).to.deep.equal(['Alice Jones <alice.jones@example.com>']);
    expect(headers.get('subject')).to.deep.equal(['New task: Prüfung – 检查']);
    expect(headers.get('message-id')).to.deep.equal([`<${mail.id}@corp.example.com>`]);
    expect(headers.get('date')).to.deep.equal(['Wed, 10 Apr 2024 09:00:05 +0000']);
    expect(headers.get('auto-submitted')).to.deep.equal(['auto-generated']);
    expect(text.trimEnd()).to.equal(mail.text.trimEnd());
    expect(html.trimEnd()).to.equal(mail.html.trimEnd());
  });

  it('marks only urgent mail as important', async () => {
    await transport.send(mailOf({ priority: 11 }), unlimited);
    await transport.send(mailOf({ taskId: 4814 }), unlimited);
    const [urgent, normal] = await Promise.all(
      (await files()).sort().map(async (file) => readMail(await readFile(join(dataDir, 'mail', file), 'utf8'))),
    );
    expect(urgent?.headers.get('importance')).to.deep.equal(['High']);
    expect(normal?.headers.has('importance')).to.equal(false);
  });

  it('holds no header that a task or a person is named after', async () => {
    const evil = 'x\r\nBcc: everybody@example.com\r\n\r\n<b>body</b>';
    await transport.send(
      mailOf({ taskName: evil, recipientName: evil, actorName: evil, topic: 'TaskReassigned', assigneeName: evil }),
      unlimited,
    );
    const { headers } = readMail(await readFile(join(dataDir, 'mail', (await files())[0] ?? ''), 'utf8'));
    expect([...headers.keys()].sort()).to.deep.equal(
      ['auto-submitted', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].concat(
        'x-auto-response-suppress',
      ),
    );
    expect(headers.get('to')?.[0]).to.match(/<alice\.jones@example\.com>$/);
  });

  it('is the same file when it is sent again, and leaves nothing unfinished', async () => {
    await transport.send(mailOf(), unlimited);
    await transport.send(mailOf(), unlimited);
    expect(await files()).to.have.length(1);
  });

  it('is not written once the time is over', async () => {
    const error: unknown = await transport.send(mailOf(), AbortSignal.abort()).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(Error);
    expect(await files()).to.deep.equal([]);
  });
});

describe('mail by SMTP', () => {
  const closers: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  const start = async (options: MailServerOptions, login = ''): Promise<[MailServer, Transport]> => {
    const server = await startMailServer(options);
    closers.push(server.close);
    return [server, transportTo(server.port, login)];
  };
  const transportTo = (port: number, login = '') => {
    const transport = createMailTransport({
      smtpUrl: `smtp://${login}127.0.0.1:${port}`,
      mailFrom: MAIL_FROM,
      dataDir: '',
    });
    closers.push(transport.close);
    return transport;
  };

  it('reaches the recipient and nobody else', async () => {
    const [server, transport] = await start({});
    await transport.send(mailOf(), unlimited);
    await transport.send(mailOf({ taskName: 'x\r\nBcc: everybody@example.com' }), unlimited);
    expect(server.deliveries.map(({ recipients }) => recipients)).to.deep.equal([
      ['alice.jones@example.com'],
      ['alice.jones@example.com'],
    ]);
    expect(server.deliveries[0]?.text.trimEnd()).to.equal(mailOf().text.trimEnd());
  });

  it('logs in with the user and password of the URL', async () => {
    const [server, transport] = await start(
      { login: { user: 'relay', password: 'p@ss/word' } },
      'relay:p%40ss%2Fword@',
    );
    await transport.send(mailOf(), unlimited);
    expect(server.deliveries).to.have.length(1);
  });

  it('blames the transport for a refused login, and tells no password', async () => {
    const [, transport] = await start({ login: { user: 'relay', password: 'right' } }, 'relay:Tr0ub4dor%263@');
    const { blame, message } = await faultOf(transport.send(mailOf(), unlimited));
    expect(blame).to.equal('transport');
    expect(message).to.match(/^EAUTH: .*wrong login relay\/\*\*\* \(\*\*\*\)/);
    expect(message).not.to.include('Tr0ub4dor');
  });

  it('blames the recipient whom the server refuses', async () => {
    const [server, transport] = await start({ refuses: { 'alice.jones@example.com': 550 } });
    const { blame, message } = await faultOf(transport.send(mailOf(), unlimited));
    expect(blame).to.equal('recipient');
    expect(message).to.match(/^EENVELOPE: .*550/);
    expect(server.deliveries).to.deep.equal([]);
  });

  it('blames the content that the server refuses', async () => {
    const [server, transport] = await start({ refusesText: 'review and approve' });
    const { blame, message } = await faultOf(transport.send(mailOf(), unlimited));
    expect(blame).to.equal('content');
    expect(message).to.match(/^EMESSAGE: .*554/);
    expect(server.deliveries).to.deep.equal([]);
  });

  it('blames the transport when the service is closing', async () => {
    const [, transport] = await start({ refuses: { 'alice.jones@example.com': 421 } });
    expect(await faultOf(transport.send(mailOf(), unlimited))).to.include({ blame: 'transport' });
  });

  it('blames the transport when nobody listens', async () => {
    const [server, transport] = await start({});
    await server.close();
    const { blame, message } = await faultOf(transport.send(mailOf(), unlimited));
    expect(blame).to.equal('transport');
    expect(message).to.match(/ECONNREFUSED/);
  });

  it('gives up at once when told to, on a server that never answers', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    closers.push(() => void mute.close());
    await new Promise((resolve) => mute.once('listening', resolve));
    const transport = transportTo((mute.address() as AddressInfo).port);
    const { blame } = await faultOf(transport.send(mailOf(), AbortSignal.timeout(50)));
    expect(blame).to.equal('transport');
  });
});
