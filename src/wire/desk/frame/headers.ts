import type { Message } from '../../dialect.ts';

/**
 * The headers of every page of the desk: its own style sheet, script and forms, and nothing from elsewhere; framed by
 * nobody; kept by no cache, as the next one at the machine may be somebody else.
 */
export const deskHeaders = ({ origin }: Pick<Message, 'origin'>): Readonly<Record<string, string>> => ({
  'Cache-Control': 'no-store',
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  ...(origin.startsWith('https://') && { 'Strict-Transport-Security': 'max-age=31536000' }),
});
