import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One request and the answer it must get, as their files say. */
export interface Exchange {
  readonly request: string;
  /** '' when there is no such file yet. */
  readonly response: string;
  readonly responseFile: string;
}

/** A sample: a folder of files described in test/wire/samples/README.md. */
export interface Sample {
  readonly dialect: string;
  readonly name: string;
  readonly exchanges: readonly Exchange[];
  /** Settings of the server that differ from the usual, by name. */
  readonly settings: Readonly<Record<string, string>>;
  /** SQL that prepares the database. */
  readonly before: string;
  /** The expected changes of the database; absent when nothing may change. */
  readonly database: unknown;
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
    foldersIn(join(root, dialect)).map((name) => readSample(join(root, dialect, name), dialect, name)),
  );
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

function readSample(folder: string, dialect: string, name: string): Sample {
  if (!/^\w+__[\w-]+$/.test(name)) throw new Error(`${folder}: expected a name such as GetTask__unknown-task`);
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
    dialect,
    name,
    exchanges,
    settings: JSON.parse(contentOf(join(folder, 'settings.json')) || '{}') as Record<string, string>,
    before: contentOf(join(folder, 'before.sql')),
    database: JSON.parse(contentOf(databaseFile) || 'null') as unknown,
    databaseFile,
  };
}

const orderOf = (file: string): number => Number(/\d/.exec(file)?.[0] ?? 1);

const contentOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** Writes an expectation where it differs from the one there is. */
export function writeExpectation(file: string, content: string): void {
  if (contentOf(file) !== content) writeFileSync(file, content);
}
