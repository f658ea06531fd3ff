import { join } from 'node:path';
import { createFileTransport } from './file-transport.ts';
import type { Transport } from './mail.ts';
import { createSmtpTransport } from './smtp-transport.ts';

export interface TransportSettings {
  /** SMTP_URL; files are written without it. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** DATA_DIR; files go to its folder `mail`. */
  readonly dataDir: string;
}

/** The folder of mail files, used without SMTP_URL. */
export const mailFolder = ({ dataDir }: Pick<TransportSettings, 'dataDir'>): string => join(dataDir, 'mail');

/** Builds the transport to the server of SMTP_URL, or into the folder `DATA_DIR/mail` without one. */
export const createMailTransport = (settings: TransportSettings): Transport =>
  settings.smtpUrl === undefined
    ? createFileTransport(mailFolder(settings), settings.mailFrom)
    : createSmtpTransport(settings.smtpUrl, settings.mailFrom);
