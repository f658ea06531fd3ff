import { InvalidArgumentError, type Command } from 'commander';
import type { Knex } from 'knex';
import { DELIVERY_STATES, type DeliveryFilter, type DeliveryState } from '../../core/supervision/delivery.ts';
import { showUser } from '../../store/access/account-details.ts';
import { readTaskId } from '../task/id.ts';

export interface FilterOptions {
  readonly state?: DeliveryState;
  readonly task?: number;
  /** A login. */
  readonly to?: string;
}

const isState = (text: string): text is DeliveryState => DELIVERY_STATES.some((state) => state === text);

function readState(text: string): DeliveryState {
  if (!isState(text)) throw new InvalidArgumentError(`Expected one of ${DELIVERY_STATES.join(', ')}.`);
  return text;
}

/** Lets a command take those conditions, all of which a mail has to meet. */
export const withFilter = (command: Command): Command =>
  command
    .option('--state <state>', `only these: ${DELIVERY_STATES.join(', ')}`, readState)
    .option('--task <id>', 'only about this task', readTaskId)
    .option('--to <login>', 'only to this account');

/** Reads the conditions of a command; throws AccountRefused when nobody has the login. */
export const readFilter = async (knex: Knex, { state, task, to }: FilterOptions): Promise<DeliveryFilter> => ({
  state,
  taskId: task,
  recipientId: to === undefined ? undefined : (await showUser(knex, to)).id,
});
