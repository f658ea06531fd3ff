/** Scheme, host and port. A Host header may hold more characters, which would mean something in a policy. */
const ORIGIN = /^https?:\/\/[\w.:-]+/;

/**
 * The headers of a page without scripts, images and fonts, whose style sheet is in it and whose forms go to its own
 * host or to `origin`, also when it was opened at another address. Neither the base nor the frame follows from the
 * first directive: what another page frames can be clicked through it.
 * @param directives more of them, for pages that hold more
 */
export const pageHeaders = (origin: string, ...directives: readonly string[]): Readonly<Record<string, string>> => ({
  'Cache-Control': 'private, max-age=0',
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    ...directives,
    ["form-action 'self'", ...(ORIGIN.exec(origin) ?? [])].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
});
