import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mail.ts';

const DOMAIN = /@([A-Za-z0-9.-]+)>?\s*$/;

/** The mail as nodemailer takes it: the sender added, and the headers that keep robots from answering. */
export function mimeOf(mail: Mail, mailFrom: string): SendMailOptions {
  const domain = DOMAIN.exec(mailFrom)?.[1] ?? 'handover.invalid';
  return {
    from: mailFrom,
    to: { ...mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    date: mail.date,
    messageId: `<${mail.id}@${domain}>`,
    // RFC 3834: out-of-office programs do not answer a mail that says so; the second is Exchange's own.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    xMailer: false,
    ...(mail.urgent ? { priority: 'high' as const } : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
