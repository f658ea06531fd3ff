import type { Command } from 'commander';
import type { Knex } from 'knex';
import { readConfig } from '../../config.ts';
import { tellChain, type NamedChain } from '../../operations/supervision/task-chain.ts';
import { readChain, readChainEvents, readChainMails } from '../../store/supervision/task-chain.ts';
import { addCommand, JSON_OUTPUT } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { tellOfMailFiles } from '../mail-files.ts';
import { readTaskId } from './id.ts';
import { tellStory } from './story.ts';

export function addTaskCommand(program: Command, context: Context): void {
  addCommand(program, 'task', {
    about: 'tell what happened to a task, from the first of its chain to the present one',
    examples: ['task 4812', 'task 4812 --json'],
    notes: 'By any number of the chain: a reassigned task is closed, and its successor has another.',
  })
    .argument('<id>', 'number of a task', readTaskId)
    .option(...JSON_OUTPUT)
    .action(async (id: number, { json }: { json?: boolean }) => {
      const { env, console } = context;
      const { serverTimeZone } = readConfig(env);
      if (serverTimeZone !== undefined) env.TZ = serverTimeZone;
      const database = await nameDatabase(context, {});
      const chain = await database.lend((knex) => readWholeChain(knex, id));
      if (json === true) console.print(JSON.stringify(chain, null, 2));
      else tellStory(chain).forEach(console.print);
      const mails = [...chain.steps.flatMap((step) => step.mails), ...chain.reminders];
      tellOfMailFiles(
        context,
        mails.some(({ sentAt }) => sentAt !== null),
      );
    });
}

/** For whoever has the database: nobody is asked who they are. */
async function readWholeChain(knex: Knex, id: number): Promise<NamedChain> {
  const { tasks } = await readChain(knex, {
    credential: { kind: 'anonymous' },
    client: '',
    subjectId: null,
    task: { id },
  });
  if (tasks.length === 0) throw new Error(`There is no task ${id}.`);
  return tellChain(
    {
      readChainEvents: (ids) => readChainEvents(knex, ids),
      readChainMails: (ids, mentioned) => readChainMails(knex, ids, mentioned),
    },
    tasks,
  );
}
