import type { Command } from 'commander';
import { disableUser, enableUser, setPassword } from '../../store/access/accounts.ts';
import { addCommand } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { UsageError } from '../usage.ts';
import { disableDemo } from './disable-demo.ts';
import { LAST_NOTES, unlessLast } from './last-administrator.ts';
import { choosePassword, GENERATE, PASSWORD_NOTES } from './password.ts';

/** Adds what lets people in and keeps them out. */
export function addUserAccess(group: Command, context: Context): void {
  addPassword(group, context);
  addDisable(group, context);
  addEnable(group, context);
}

function addPassword(group: Command, context: Context): void {
  addCommand(group, 'password', {
    about: "replace the password and end the account's tickets",
    examples: ['user password jane.doe --generate'],
    notes: PASSWORD_NOTES,
  })
    .argument('<login>', 'login of the account')
    .option(...GENERATE)
    .action(async (login: string, { generate }: { generate?: boolean }) => {
      const database = await nameDatabase(context, {});
      const chosen = await choosePassword(generate, login, context.console);
      const changed = await database.lend((knex) => setPassword(knex, login, chosen));
      context.console.print(`Changed the password of ${changed.login}; tickets ended: ${changed.ticketsEnded}.`);
      if (generate === true) context.console.print(`Password: ${chosen}`);
    });
}

function addDisable(group: Command, context: Context): void {
  addCommand(group, 'disable', {
    about: "refuse logons and end the account's tickets",
    examples: ['user disable jane.doe', 'user disable --demo'],
    notes: LAST_NOTES,
  })
    .argument('[login]', 'login of the account')
    .option('--demo', 'all accounts that have the password of the demo data; removes its keys')
    .action(async (login: string | undefined, { demo }: { demo?: boolean }) => {
      if ((login === undefined) === (demo !== true)) throw new UsageError('expected either LOGIN or --demo');
      const database = await nameDatabase(context, {});
      if (login === undefined) return database.lend((knex) => disableDemo(knex, context.console));
      const changed = await database.lend((knex) =>
        unlessLast(knex, context.console, (trx) => disableUser(trx, login)),
      );
      context.console.print(`Disabled ${changed.login}; tickets ended: ${changed.ticketsEnded}.`);
    });
}

function addEnable(group: Command, context: Context): void {
  addCommand(group, 'enable', { about: 'allow logons again', examples: ['user enable jane.doe'] })
    .argument('<login>', 'login of the account')
    .action(async (login: string) => {
      const database = await nameDatabase(context, {});
      const changed = await database.lend((knex) => enableUser(knex, login));
      context.console.print(`Enabled ${changed.login}.`);
    });
}
