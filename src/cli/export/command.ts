import type { Command } from 'commander';
import { z } from 'zod';
import { EXPORTED, readExport, type Exported } from '../../store/export/export.ts';
import { readList } from '../arguments.ts';
import { addCommand } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { UsageError } from '../usage.ts';

interface ExportOptions {
  readonly only?: string;
  readonly open?: boolean;
  readonly secrets?: boolean;
}

export function addExportCommand(program: Command, context: Context): void {
  addCommand(program, 'export', {
    about: 'write what is in the database as a fixture, which seed reads',
    examples: [
      'export --secrets > all.json',
      'export --only users,teams > people.json',
      'export --only tasks --open > open.json',
    ],
    notes:
      'For another database and for other programs. History, mail and tickets are not in it; a copy with all is a backup of PostgreSQL.',
  })
    .option('--only <sections>', `only these: ${EXPORTED.join(',')}`)
    .option('--open', 'of tasks only those that are open')
    .option('--secrets', 'with hashes of passwords and digests of API keys, so that both go on working')
    .action((options: ExportOptions) => write(options, context));
}

async function write({ only, open = false, secrets = false }: ExportOptions, context: Context): Promise<void> {
  const { print, tell, drained } = context.console;
  const asked = only === undefined ? EXPORTED : readList('--only', only, z.enum(EXPORTED));
  const sections = asked.filter((section) => secrets || section !== 'apiKeys');
  if (only !== undefined && sections.length < asked.length) {
    throw new UsageError('of apiKeys there is nothing without --secrets');
  }
  const database = await nameDatabase(context, {});
  let last: Exported | null = null;
  let isFirst = true;
  print('{');
  await database.lend((knex) =>
    readExport(knex, { sections, secrets, openOnly: open }, async ({ section, entries }) => {
      if (section !== last) {
        print(last === null ? `"${section}": [` : `],\n"${section}": [`);
        [last, isFirst] = [section, true];
      }
      for (const entry of entries) {
        print(`${isFirst ? '' : ','}${JSON.stringify(entry)}`);
        isFirst = false;
      }
      await drained?.();
    }),
  );
  print(sections.length === 0 ? '}' : ']\n}');
  if (secrets) tell('The file has what is stored of passwords and API keys: keep it as you keep the database.');
  else tell('Without passwords and API keys; --secrets writes what is stored of them.');
}
