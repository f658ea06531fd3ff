import { onOneLine } from '../mail/line.ts';

/** People read `last_error` and log lines. */
export const REASON_LENGTH = 500;

/** The end of an error's message, on one line: the end tells what happened, Knex puts the statement before it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : '';
  return `${code}${onOneLine(error.message).slice(-REASON_LENGTH)}`;
}
