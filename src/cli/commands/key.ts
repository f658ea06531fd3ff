import type { Command } from 'commander';
import { RIGHTS } from '../../core/access/rights.ts';
import { addApiKey, listApiKeys, revokeApiKey, type ListedApiKey } from '../../store/access/api-keys.ts';
import * as rules from '../../store/seed/reading/text-rules.ts';
import { readList, readText } from '../arguments.ts';
import { addCommand, addGroup, JSON_OUTPUT } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { printList, type Column } from '../table.ts';

const COLUMNS: readonly Column<ListedApiKey>[] = [
  ['NAME', ({ name }) => name],
  ['ACTS AS', ({ login }) => login],
  ['RIGHTS', ({ rights }) => (rights === null ? 'all of the account' : rights.join(',') || 'none')],
  ['FROM', ({ addresses }) => addresses.join(',') || 'everywhere'],
  ['LAST USED', ({ lastUsedAt }) => lastUsedAt?.toISOString() ?? 'never'],
];

/** Adds the commands about API keys, to the program and once more to `user`. */
export function addKeyCommands(parent: Command, context: Context, above = ''): void {
  const group = addGroup(parent, 'key', 'API keys, with which programs call the JSON interfaces');
  addList(group, context, above);
  addAdd(group, context, above);
  addRevoke(group, context, above);
}

function addList(group: Command, context: Context, above: string): void {
  addCommand(group, 'list', {
    about: 'list all API keys, never the keys themselves',
    examples: [`${above}key list`, `${above}key list --json`],
  })
    .option(...JSON_OUTPUT)
    .action(async ({ json }: { json?: boolean }) => {
      const database = await nameDatabase(context, {});
      const keys = await database.lend(listApiKeys);
      printList(context.console, keys, COLUMNS, { json, none: 'There are no API keys.' });
    });
}

interface AddOptions {
  readonly as: string;
  readonly rights?: string;
  readonly addresses?: string;
}

function addAdd(group: Command, context: Context, above: string): void {
  addCommand(group, 'add', {
    about: 'make an API key that acts as a user, and print it once',
    examples: [
      `${above}key add crm --as jane.doe`,
      `${above}key add crm --as jane.doe --rights read,assign --addresses 10.0.0.0/8`,
    ],
    notes: 'Without --rights the key may do what its account may.',
  })
    .argument('<name>', 'name of the key')
    .requiredOption('--as <login>', 'the account it acts as')
    .option('--rights <list>', `only these rights, on every task: ${RIGHTS.join(',')}`)
    .option('--addresses <list>', 'only from these addresses and networks: 10.0.0.0/8,2001:db8::/32')
    .action(async (given: string, options: AddOptions) => {
      const { as: login } = options;
      const name = readText('NAME', given, rules.name);
      const rights = options.rights === undefined ? null : readList('--rights', options.rights, rules.right);
      const addresses =
        options.addresses === undefined ? [] : readList('--addresses', options.addresses, rules.network);
      const database = await nameDatabase(context, {});
      const added = await database.lend((knex) => addApiKey(knex, { name, login, rights, addresses }));
      context.console.print(`Added the key ${name}, which acts as ${login}. It is shown this once:`);
      context.console.print(added);
    });
}

function addRevoke(group: Command, context: Context, above: string): void {
  addCommand(group, 'revoke', {
    about: 'end an API key, and what was signed on with it',
    examples: [`${above}key revoke crm`],
  })
    .argument('<name>', 'name of the key')
    .action(async (name: string) => {
      const database = await nameDatabase(context, {});
      await database.lend((knex) => revokeApiKey(knex, name));
      context.console.print(`Revoked the key ${name}, and what was signed on with it.`);
    });
}
