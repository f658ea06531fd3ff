import { parseArgs } from 'node:util';
import { addApiKey, listApiKeys, revokeApiKey, type ListedApiKey } from '../store/access/api-keys.ts';
import * as rules from '../store/seed/reading/text-rules.ts';
import { readList, readOnly, readText, type Prepare } from './arguments.ts';
import { UsageError } from './usage.ts';

const COMMANDS: ReadonlyMap<string, (args: readonly string[]) => Prepare> = new Map(
  Object.entries({ list, add, revoke }),
);

/** Reads the arguments of `key …`; throws UsageError. */
export function readKeyCommand([command, ...args]: readonly string[]): Prepare {
  const read = COMMANDS.get(command ?? '');
  if (!read) throw new UsageError(`expected key ${[...COMMANDS.keys()].join('|')}`);
  return read(args);
}

function add(args: readonly string[]): Prepare {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { as: { type: 'string' }, rights: { type: 'string' }, addresses: { type: 'string' } },
  });
  const name = readText('NAME', readOnly(positionals, 'NAME'), rules.name);
  const login = values.as;
  if (login === undefined) throw new UsageError('expected --as LOGIN');
  const rights = values.rights === undefined ? null : readList('--rights', values.rights, rules.right);
  const addresses = values.addresses === undefined ? [] : readList('--addresses', values.addresses, rules.network);
  return () =>
    async (knex, { print }) => {
      const added = await addApiKey(knex, { name, login, rights, addresses });
      print(`Added the key ${name}, which acts as ${login}. It is shown this once:`);
      print(added);
    };
}

function list(args: readonly string[]): Prepare {
  parseArgs({ args: [...args], options: {} });
  return () =>
    async (knex, { print }) => {
      for (const key of await listApiKeys(knex)) print(lineOf(key));
    };
}

const lineOf = ({ name, login, rights, addresses, lastUsedAt }: ListedApiKey): string =>
  [
    name,
    login,
    rights === null ? 'all rights of the account' : rights.join(',') || 'no rights',
    addresses.join(',') || 'from everywhere',
    lastUsedAt === null ? 'not used yet' : `last used ${lastUsedAt.toISOString()}`,
  ].join('\t');

function revoke(args: readonly string[]): Prepare {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const name = readOnly(positionals, 'NAME');
  return () =>
    async (knex, { print }) => {
      await revokeApiKey(knex, name);
      print(`Revoked the key ${name}, and what was signed on with it.`);
    };
}
