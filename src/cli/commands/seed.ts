import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { loadFixture } from '../../store/seed/load.ts';
import { addCommand } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';

const SECTIONS = [
  ['users', 'user'],
  ['teams', 'team'],
  ['documents', 'document'],
  ['workflows', 'workflow'],
  ['tasks', 'task'],
  ['attachments', 'attachment'],
  ['redirections', 'redirection'],
  ['apiKeys', 'API key'],
] as const;

export function addSeedCommand(program: Command, context: Context): void {
  addCommand(program, 'seed', {
    about: 'load a fixture, all of it or nothing',
    examples: ['seed fixtures/demo.json'],
    notes: 'What a fixture holds: docs/fixtures.md. Where there is no database yet, an embedded one is made.',
  })
    .argument('<file>', 'JSON document with users, teams, documents, workflows and tasks')
    .action((file: string) => seed(file, context));
}

async function seed(file: string, context: Context): Promise<void> {
  const { env, console } = context;
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    // "ENOENT: no such file or directory, open 'tasks.json'"
    throw new Error(`${file} cannot be read: ${error.message.replace(/^\w+: |, .*$/g, '')}.`);
  });
  const { serverTimeZone } = readConfig(env);
  // As the server does: a date without a zone means the same in a file and in a call.
  if (serverTimeZone !== undefined) env.TZ = serverTimeZone;
  const database = await nameDatabase(context, { new: true });
  const counts = await database.lend((knex) => loadFixture(knex, bytes, basename(file), new Date()));
  const loaded = SECTIONS.filter(([section]) => counts[section] > 0);
  const words = loaded.map(([section, word]) => `${counts[section]} ${word}${counts[section] === 1 ? '' : 's'}`);
  console.print(words.length === 0 ? `${file} is empty.` : `Loaded ${words.join(', ')}.`);
}
