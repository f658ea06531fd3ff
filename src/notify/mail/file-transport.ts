import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mail, Transport } from './mail.ts';
import { mimeOf } from './mime.ts';

/**
 * Builds the transport for a server without SMTP: each mail becomes an .eml file in the folder, named by its
 * moment, task, topic and recipient, written whole or not at all. A mail sent twice is one file.
 */
export function createFileTransport(folder: string, mailFrom: string): Transport {
  return {
    async send(mail, signal) {
      // Loaded with the first mail: a server starts sooner without it.
      const { createTransport } = await import('nodemailer');
      const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
      const { message } = await composer.sendMail(mimeOf(mail, mailFrom));
      if (!Buffer.isBuffer(message)) throw new TypeError('nodemailer was asked for a buffer');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      signal.throwIfAborted();
      await writeWhole(join(folder, fileNameOf(mail)), message);
    },
    close: () => undefined,
  };
}

/** "20240415T150000123Z-4813-TaskAssigned-15.eml", "20240415T150000123Z-gathered-15.eml" */
function fileNameOf({ id, noticedAt }: Mail): string {
  const moment = noticedAt.toISOString().replace(/[-:.]/g, '');
  return `${moment}-${id.split('.').slice(0, -1).join('-')}.eml`;
}

async function writeWhole(path: string, content: Buffer): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(content);
      // The notice is marked as sent next: the file has to outlive a power cut as that mark does.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
