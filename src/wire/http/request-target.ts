/** Everything a path may hold that means the same with and without a percent sign (RFC 3986 2.3). */
const UNRESERVED = /[\w.~-]/;

/** Matches what a path in its simplest form does not contain. */
const TO_BE_CLEANED = /^\/\/|%|\/\./;

/**
 * The path of PUBLIC_URL, under which every address is served beside the bare one; '' when there is none.
 * @param publicUrl without a slash at the end
 */
export const prefixOf = (publicUrl: string | undefined): string =>
  publicUrl === undefined ? '' : cleanPath(new URL(publicUrl).pathname.replace(/\/+$/, ''));

/**
 * Gives the target of a request line in the form that is routed: path and query only, the path in its simplest spelling
 * and without `prefix`. Clients that add `/srv.asmx` to an address with a slash at its end send two; HTTP.SYS cleaned all
 * paths like this. The query stays as it was sent.
 */
export function cleanTarget(target: string, prefix: string): string {
  const sent = originForm(target);
  const queryAt = sent.indexOf('?');
  const path = queryAt < 0 ? sent : sent.slice(0, queryAt);
  const cleaned = withoutPrefix(cleanPath(path), prefix);
  return cleaned === path ? sent : cleaned + sent.slice(path.length);
}

/**
 * A client behind a forward proxy names scheme and host in the request line, which every server must accept (RFC 9112
 * 3.2.2).
 */
export const originForm = (target: string): string => target.replace(/^https?:\/\/[^/?]*(?=[/?]|$)/i, '') || '/';

function cleanPath(path: string): string {
  if (!TO_BE_CLEANED.test(path)) return path;
  const decoded = path.replace(/%([0-7][\da-f])/gi, (escape, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return UNRESERVED.test(character) ? character : escape;
  });
  return withoutDots(decoded.replace(/^\/+/, '/')).replace(/^\/+/, '/');
}

/** Removes `.` and `..` as RFC 3986 5.2.4 does. */
function withoutDots(path: string): string {
  if (!path.includes('/.')) return path;
  const kept: string[] = [];
  const segments = path.split('/').slice(1);
  for (const [at, segment] of segments.entries()) {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
    if (at === segments.length - 1 && /^\.\.?$/.test(segment)) kept.push('');
  }
  return `/${kept.join('/')}`;
}

/** As all addresses of the original, the prefix ignores case. */
function withoutPrefix(path: string, prefix: string): string {
  if (prefix === '' || !path.toLowerCase().startsWith(prefix.toLowerCase())) return path;
  const rest = path.slice(prefix.length);
  if (rest === '') return '/';
  return rest.startsWith('/') ? rest.replace(/^\/+/, '/') : path;
}

/** The path of a clean target. */
export const pathOf = (target: string): string => {
  const queryAt = target.indexOf('?');
  return queryAt < 0 ? target : target.slice(0, queryAt);
};
