import type { Command } from 'commander';
import { addCommand } from '../command.ts';
import type { Context } from '../context.ts';

export function addServeCommand(program: Command, { env }: Context): void {
  addCommand(program, 'serve', {
    about: 'run the server, as npm start does',
    examples: ['serve'],
    notes: 'The settings are environment variables: docs/settings.md',
  }).action(async () => {
    // Loaded when asked for: the other commands need neither the server nor the time it takes to load.
    const server = await import('../../server/serve.ts');
    await server.serve(env);
  });
}
