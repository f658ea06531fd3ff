/** Whether an Accept-Encoding takes gzip: an entry for gzip counts before an entry for `*` (RFC 9110 12.5.3). */
export function acceptsGzip(accepted: string): boolean {
  const codings = accepted.split(',').map((coding) => coding.trim());
  const own = codings.filter((coding) => GZIP.test(coding));
  return (own.length > 0 ? own : codings.filter((coding) => ANY.test(coding))).some((coding) => !NONE.test(coding));
}

const GZIP = /^(x-)?gzip\s*(;|$)/i;
const ANY = /^\*\s*(;|$)/;
const NONE = /;\s*q=0(\.0*)?\s*$/i;
