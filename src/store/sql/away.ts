/** Error codes of a server that is not there, or not any more. */
const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** SQLSTATE of a server that stops, starts, or has lost the connection. */
const STOPPED = /^(08...|57P0[123])$/;

/** Whether a statement failed because PostgreSQL is not there: each one will, until it is. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const syscall = 'syscall' in error ? error.syscall : undefined;
  if (STOPPED.test(code)) return true;
  if (UNREACHABLE.has(code)) return syscall === 'connect' || syscall === 'getaddrinfo' || syscall === 'read';
  return /^Connection terminated/.test(error.message);
}
