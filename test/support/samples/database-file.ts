import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Changes } from './ledger.ts';
import {
  changesIn,
  compactJson,
  differenceFrom,
  fileOf,
  likeOf,
  parseDatabaseFile,
  resolveLike,
  type DatabaseFile,
} from './like.ts';

const FILE = 'database.json';

const contentOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/**
 * Reads what must have changed in the database; nothing where there is no such file.
 *
 * @throws Error naming the file that is none, or whose `like` names no sample that says everything itself
 */
export function readDatabase(file: string): Changes {
  try {
    const own = parseDatabaseFile(contentOf(file));
    const like = likeOf(own);
    return changesIn(like === undefined ? own : resolveLike(own, readBase(file, like)));
  } catch (error) {
    throw new Error(`${file}: ${String(error)}`, { cause: error });
  }
}

/** "other-case" is one of the same operation, "Other/case" one of another. */
function readBase(file: string, like: string): DatabaseFile {
  const base = join(dirname(file), like.includes('/') ? '../..' : '..', like, FILE);
  if (!existsSync(base)) throw new Error(`like ${like}, which has no ${FILE}`);
  const whole = parseDatabaseFile(contentOf(base));
  if (likeOf(whole) !== undefined) throw new Error(`like ${like}, which is itself like another`);
  return whole;
}

/**
 * Writes what must have changed: as the difference from the nearest sample of the operation, where that takes less than
 * half as much; everything where none is near, or where others are like this one.
 */
export function writeDatabase(file: string, changes: Changes): void {
  const whole = fileOf(changes);
  const own = basename(dirname(file));
  const operation = join(dirname(file), '..');
  const siblings = readdirSync(operation)
    .filter((name) => name !== own && existsSync(join(operation, name, FILE)))
    .map((name) => ({ name, says: parseDatabaseFile(contentOf(join(operation, name, FILE))) }));
  const bases = siblings.some(({ says }) => likeOf(says) === own)
    ? []
    : siblings.filter(({ says }) => likeOf(says) === undefined);
  const differences = bases.map(({ name, says }) => compactJson(differenceFrom(says, whole, name)));
  const everything = compactJson(whole);
  const [nearest = everything] = differences.toSorted((one, other) => one.length - other.length);
  writeFileSync(file, `${nearest.length < everything.length / 2 ? nearest : everything}\n`);
}
