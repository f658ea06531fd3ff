import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDatabase } from './database-file.ts';
import type { Changes } from './ledger.ts';

/** One request and the answer it must get, as their files say. */
export interface Exchange {
  readonly request: string;
  /** '' when there is no such file yet. */
  readonly response: string;
  readonly responseFile: string;
}

/** A sample: a folder of files described in test/wire/samples/README.md. */
export interface Sample {
  /** Dialect, operation and case: "asmx/GetTask/expired-get". */
  readonly name: string;
  readonly exchanges: readonly Exchange[];
  /** Settings of the server that differ from the usual, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** SQL that prepares the database. */
  readonly before: string;
  /** The expected changes of the database. */
  readonly database: Changes;
  readonly databaseFile: string;
}

const FILES = /^(request(-[2-9])?\.http|response(-[2-9])?\.http|settings\.json|before\.sql|database\.json)$/;

/**
 * Reads all samples below a folder.
 *
 * @throws Error naming a file or folder that does not belong there
 */
export function readSamples(root: string): Sample[] {
  return foldersIn(root).flatMap((dialect) =>
    onlyFoldersIn(join(root, dialect)).flatMap((operation) =>
      onlyFoldersIn(join(root, dialect, operation)).map((name) =>
        readSample(join(root, dialect, operation, name), `${dialect}/${operation}/${name}`),
      ),
    ),
  );
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

function onlyFoldersIn(folder: string): string[] {
  const stray = readdirSync(folder, { withFileTypes: true }).find((entry) => !entry.isDirectory());
  if (stray) throw new Error(`${join(folder, stray.name)}: a sample is a folder such as asmx/GetTask/unknown-task`);
  return foldersIn(folder);
}

function readSample(folder: string, name: string): Sample {
  if (!/^\w+\/\w+\/[\w-]+$/.test(name)) throw new Error(`${folder}: expected a name such as GetTask/unknown-task`);
  const files = readdirSync(folder);
  const foreign = files.find((file) => !FILES.test(file));
  if (foreign !== undefined) throw new Error(`${join(folder, foreign)}: not a file of a sample`);

  const exchanges = files
    .filter((file) => file.startsWith('request'))
    .sort((one, other) => orderOf(one) - orderOf(other))
    .map((file) => {
      const responseFile = join(folder, file.replace('request', 'response'));
      return { request: contentOf(join(folder, file)), response: contentOf(responseFile), responseFile };
    });
  if (exchanges.length === 0) throw new Error(`${folder}: has no request.http`);

  const databaseFile = join(folder, 'database.json');
  return {
    name,
    exchanges,
    settings: JSON.parse(contentOf(join(folder, 'settings.json')) || '{}') as Record<string, string>,
    before: contentOf(join(folder, 'before.sql')),
    database: readDatabase(databaseFile),
    databaseFile,
  };
}

const orderOf = (file: string): number => Number(/\d/.exec(file)?.[0] ?? 1);

const contentOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Writes an expectation where it differs from the one there is. */
export function writeExpectation(file: string, content: string): void {
  if (contentOf(file) !== content) writeFileSync(file, content);
}
