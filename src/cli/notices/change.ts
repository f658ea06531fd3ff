import type { Command } from 'commander';
import type { Knex } from 'knex';
import {
  MOST_DELIVERIES,
  planDeliveries,
  type DeliveryAction,
  type DeliveryChoice,
  type DeliveryKey,
  type DeliveryPlan,
} from '../../core/supervision/delivery.ts';
import type { DeliveriesChanged } from '../../operations/supervision/deliveries.ts';
import { dropDeliveries, resendDeliveries } from '../../store/notices/deliveries.ts';
import { readDeliveryId } from '../../wire/delivery-id.ts';
import { addCommand } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { UsageError } from '../usage.ts';
import { readFilter, withFilter, type FilterOptions } from './filter.ts';

interface ChangeOptions extends FilterOptions {
  readonly all?: boolean;
}

/** Who has done it, where the others are named by their logins. */
const BY = '(command line)';

const write = (knex: Knex, action: DeliveryAction, plan: DeliveryPlan): Promise<DeliveriesChanged> =>
  action === 'resend' ? resendDeliveries(knex, plan) : dropDeliveries(knex, plan, BY);

export function addNoticesChanges(group: Command, context: Context): void {
  const retry = addCommand(group, 'retry', {
    about: 'have mails sent again, without waiting',
    examples: ['notices retry 4812-TaskAssigned-15', 'notices retry --state given-up', 'notices retry --all'],
    notes: 'By conditions it means what is tried again or was given up; what was sent only by name or --state sent.',
  });
  addChange(retry, 'resend', context);
  const drop = addCommand(group, 'drop', {
    about: 'drop mails that were not sent: nobody tries them again',
    examples: ['notices drop 4812-TaskAssigned-15', 'notices drop --to jane.doe', 'notices drop --all'],
    notes: 'By conditions it means what waits, is tried again or was given up.',
  });
  addChange(drop, 'drop', context);
}

function addChange(command: Command, action: DeliveryAction, context: Context): void {
  withFilter(command.argument('[notices...]', 'names of mails, as the list shows them'))
    .option('--all', 'all that the command is for')
    .action(async (names: string[], options: ChangeOptions) => {
      const keys = names.map(readName);
      const { all, ...filter } = options;
      const ways = [keys.length > 0, all === true, Object.keys(filter).length > 0].filter(Boolean).length;
      if (ways !== 1) throw new UsageError('expected either names of mails, or conditions, or --all');
      const database = await nameDatabase(context, {});
      const { changed, areMoreLeft } = await database.lend(async (knex) => {
        const choice: DeliveryChoice = keys.length > 0 ? { keys } : { filter: await readFilter(knex, filter) };
        return write(knex, action, planDeliveries(action, choice));
      });
      const what = `${changed} mail${changed === 1 ? '' : 's'}`;
      context.console.print(action === 'resend' ? `${what} will be sent.` : `Dropped ${what}.`);
      if (areMoreLeft) context.console.tell(`More are meant: it takes ${MOST_DELIVERIES} at a time.`);
    });
}

function readName(text: string): DeliveryKey {
  const key = readDeliveryId(text);
  if (key === null) throw new UsageError(`expected names such as 4812-TaskAssigned-15`);
  return key;
}
