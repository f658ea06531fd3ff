import type { NodemailerError } from 'nodemailer';
import { onOneLine } from './line.ts';
import { DeliveryFault, type Blame, type Transport } from './mail.ts';
import { mimeOf } from './mime.ts';

/** Connections to the mail server at a time; more than the relay sends mails at a time would stay unused. */
const CONNECTIONS = 4;

/** For each wait on the server. The relay's own limit is on the whole mail. */
const WAIT_MS = 10_000;

const WAITS = {
  connectionTimeout: WAIT_MS,
  greetingTimeout: WAIT_MS,
  socketTimeout: WAIT_MS,
  dnsTimeout: WAIT_MS,
};

/** Builds the transport that speaks to the server of SMTP_URL (smtp:// or smtps://, with user and password). */
export function createSmtpTransport(smtpUrl: string, mailFrom: string): Transport {
  const secrets = secretsOf(smtpUrl);
  const open = async () => {
    // Loaded with the first mail: a server starts sooner without it.
    const { createTransport } = await import('nodemailer');
    return createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: CONNECTIONS,
      ...WAITS,
      // Once: the server may have closed a connection that was idle. More is the relay's business.
      maxRequeues: 1,
      idleTimeout: 30_000,
    });
  };
  let pool: ReturnType<typeof open> | undefined;
  return {
    async send(mail, signal) {
      try {
        pool ??= open();
        await (await pool).sendMail({ ...mimeOf(mail, mailFrom), signal });
      } catch (error) {
        throw faultOf(error, secrets);
      }
    },
    close: () => void pool?.then((opened) => opened.close()).catch(() => undefined),
  };
}

/** Signs on to the server of SMTP_URL and leaves again; throws DeliveryFault when it is not there or refuses. */
export async function greetSmtpServer(smtpUrl: string): Promise<void> {
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ url: smtpUrl, ...WAITS });
  try {
    await transport.verify();
  } catch (error) {
    throw faultOf(error, secretsOf(smtpUrl));
  } finally {
    transport.close();
  }
}

/** The service is closing (RFC 5321 4.2.3): an answer to a mail, but not about it. */
const CLOSING = 421;

function faultOf(error: unknown, secrets: readonly string[]): DeliveryFault {
  const { code, command, responseCode, message }: NodemailerError =
    error instanceof Error ? error : new Error('unknown error');
  const said = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), onOneLine(message));
  const blame = responseCode === CLOSING || command === 'MAIL FROM' ? 'transport' : blameOf(code);
  return new DeliveryFault(code === undefined ? said : `${code}: ${said}`, blame);
}

function blameOf(code: string | undefined): Blame {
  if (code === 'EENVELOPE') return 'recipient';
  return code === 'EMESSAGE' ? 'content' : 'transport';
}

/** The password as it is, as the URL spells it, and as AUTH PLAIN and LOGIN send it: a server may repeat any. */
function secretsOf(smtpUrl: string): readonly string[] {
  if (!URL.canParse(smtpUrl)) return [];
  const url = new URL(smtpUrl);
  if (url.password === '') return [];
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return [password, url.password, base64(password), base64(`\u0000${user}\u0000${password}`)];
}
