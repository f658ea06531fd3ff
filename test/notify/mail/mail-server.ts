import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readMail, type ReadMail } from './read-mail.ts';

export interface Delivery extends ReadMail {
  readonly raw: string;
  readonly messageId: string;
  readonly recipients: readonly string[];
}

export interface MailServerOptions {
  /** 0 takes any free one. */
  readonly port?: number;
  /** How long the server takes over each mail, after its last byte. */
  readonly delayMs?: number;
  /** Recipients refused, with the code: 450 for the moment, 550 for good. */
  readonly refuses?: Readonly<Record<string, number>>;
  /** Mails with this in their text are refused after their last byte. */
  readonly refusesText?: string;
  /** Asks for this login; the answer to a wrong one repeats the password, as no server should. */
  readonly login?: { readonly user: string; readonly password: string };
}

export interface MailServer {
  readonly port: number;
  readonly deliveries: readonly Delivery[];
  /** How often a client has connected. */
  readonly connections: () => number;
  /** The most mails with one Message-ID that were being received at the same time. */
  readonly mostAtOnce: () => number;
  readonly close: () => Promise<void>;
}

/** Starts an SMTP server on 127.0.0.1 that keeps what it receives. */
export async function startMailServer({
  port = 0,
  delayMs = 0,
  refuses = {},
  refusesText,
  login,
}: MailServerOptions = {}) {
  const deliveries: Delivery[] = [];
  const receiving = new Map<string, number>();
  let mostAtOnce = 0;
  let connections = 0;
  const server = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 50,
    onConnect(_session, callback) {
      connections += 1;
      callback();
    },
    onAuth({ username, password }, _session, callback) {
      if (username === login?.user && password === login?.password) return callback(null, { user: username });
      const encoded = Buffer.from(`\u0000${username}\u0000${password}`).toString('base64');
      return callback(new Error(`wrong login ${username}/${password} (${encoded})`));
    },
    onRcptTo({ address }, _session, callback) {
      const code = refuses[address];
      callback(code === undefined ? null : Object.assign(new Error('not this one'), { responseCode: code }));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const mail = readMail(raw);
        if (refusesText !== undefined && mail.text.includes(refusesText)) {
          return callback(Object.assign(new Error('not such words'), { responseCode: 554 }));
        }
        const messageId = mail.headers.get('message-id')?.[0] ?? '';
        const now = (receiving.get(messageId) ?? 0) + 1;
        receiving.set(messageId, now);
        mostAtOnce = Math.max(mostAtOnce, now);
        setTimeout(() => {
          receiving.set(messageId, (receiving.get(messageId) ?? 1) - 1);
          deliveries.push({ ...mail, raw, messageId, recipients: session.envelope.rcptTo.map((to) => to.address) });
          callback();
        }, delayMs);
      });
    },
  });
  // A client that is killed in the middle of a mail is part of the tests.
  server.on('error', () => undefined);
  const listener = server.listen(port, '127.0.0.1');
  await once(listener, 'listening');
  const mailServer: MailServer = {
    port: (listener.address() as AddressInfo).port,
    deliveries,
    connections: () => connections,
    mostAtOnce: () => mostAtOnce,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
  return mailServer;
}
