import { CommanderError } from 'commander';
import knex from 'knex';
import pg from 'pg';
import { ConfigError } from '../config.ts';
import { EmbeddedStartFailed } from '../store/embedded/failure.ts';
import { isDatabaseAway } from '../store/sql/away.ts';
import { saidOfCertificate } from './certificate.ts';
import { UsageError } from './usage.ts';

/** Puts into words why a command did not do its work, for a person at a terminal; `hint` helps whoever mistyped it. */
export function explain(
  error: unknown,
  logLevel: string | undefined,
  hint: string,
): { text: string; exitCode: number } {
  if (isUsage(error)) {
    return { text: `handover: ${error.message.replace(/^error: /, '')}\n${hint}`, exitCode: 2 };
  }
  // The stack is for who asks for it: to everybody else it hides the one line that matters.
  const withStack = logLevel === 'debug' || logLevel === 'trace';
  const text = withStack && error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
  return { text, exitCode: 1 };
}

const isUsage = (error: unknown): error is Error => error instanceof UsageError || error instanceof CommanderError;

function messageOf(error: unknown): string {
  // Node reports a name that resolves to several addresses with an empty message and a list.
  if (error instanceof AggregateError && error.message === '') return messageOf(error.errors[0]);
  if (error instanceof ConfigError) return `Settings that cannot be used:\n${error.message}`;
  if (error instanceof EmbeddedStartFailed) return [error.message, error.detail].join('\n').trim();
  if (error instanceof knex.KnexTimeoutError) return 'The database cannot be reached: it does not answer.';
  // Knex puts the whole statement in front of what PostgreSQL said.
  if (error instanceof pg.DatabaseError) return `The database refused: ${error.message.split(' - ').at(-1)}`;
  if (!(error instanceof Error)) return String(error);
  const certificate = saidOfCertificate(error);
  if (certificate !== null) return `The database cannot be reached: ${certificate}.`;
  return isDatabaseAway(error) ? `The database cannot be reached: ${error.message}.` : error.message;
}
