import { join, resolve } from 'node:path';
import type { Knex } from 'knex';
import type { Config } from '../../config.ts';
import { greetSmtpServer } from '../../notify/mail/smtp-transport.ts';
import { countDeliveries } from '../../store/notices/deliveries.ts';
import type { CommandName } from '../call-name.ts';
import { saidBy } from '../contract/fetching.ts';
import { ok, warning, wrong, type Finding } from './finding.ts';

export async function checkMailServer({ smtpUrl, dataDir }: Config): Promise<Finding> {
  if (smtpUrl === undefined) {
    const folder = resolve(join(dataDir, 'mail'));
    return warning('mail', `SMTP_URL is not set: mail is written to ${folder} and reaches nobody`);
  }
  const { host } = new URL(smtpUrl);
  try {
    await greetSmtpServer(smtpUrl);
    return ok('mail', `${host} takes mail`);
  } catch (error) {
    return wrong('mail', `${host} does not take mail: ${saidBy(error)}`);
  }
}

export async function checkNotices(knex: Knex, command: CommandName): Promise<Finding> {
  const { pending, retrying, 'given-up': givenUp } = await countDeliveries(knex);
  const says = `${pending} waiting, ${retrying} being tried again, ${givenUp} given up`;
  return retrying + givenUp === 0 ? ok('notices', says) : warning('notices', `${says}: ${command('notices list')}`);
}
