import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { mailFolder } from '../notify/mail/transport.ts';
import type { Context } from './context.ts';

/** Says what "sent" means where there is no mail server: the database does not know where a mail went. */
export function tellOfMailFiles({ console, env }: Context, sentAny: boolean): void {
  const config = readConfig(env);
  if (!sentAny || config.smtpUrl !== undefined) return;
  console.tell(`SMTP_URL is not set here: without it a mail that is sent is a file in ${resolve(mailFolder(config))}.`);
}
