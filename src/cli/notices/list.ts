import { InvalidArgumentError, type Command } from 'commander';
import type { Delivery } from '../../core/supervision/delivery.ts';
import { listDeliveries } from '../../store/notices/deliveries.ts';
import { deliveryId } from '../../wire/delivery-id.ts';
import { addCommand, JSON_OUTPUT } from '../command.ts';
import { nameDatabase, type Context } from '../context.ts';
import { tellOfMailFiles } from '../mail-files.ts';
import { printList, type Column } from '../table.ts';
import { readFilter, withFilter, type FilterOptions } from './filter.ts';

const COLUMNS: readonly Column<Delivery>[] = [
  ['NOTICE', deliveryId],
  ['STATE', ({ state, droppedBy }) => (droppedBy === null ? state : `${state} by ${droppedBy}`)],
  ['TO', ({ address }) => address || 'no address'],
  ['WRITTEN', ({ createdAt }) => createdAt.toISOString()],
  ['NEXT TRY OR END', ({ nextTryAt, endedAt }) => (nextTryAt ?? endedAt)?.toISOString() ?? ''],
  ['TRIES', ({ attempts }) => attempts],
  ['LAST ERROR', ({ lastError }) => lastError ?? ''],
];

const USUAL = 100;

interface ListOptions extends FilterOptions {
  readonly limit: number;
  readonly json?: boolean;
}

export function addNoticesList(group: Command, context: Context): void {
  const list = addCommand(group, 'list', {
    about: 'list mails, first those that wait, then the others, the latest first',
    examples: ['notices list', 'notices list --state given-up --json', 'notices list --task 4812'],
    notes: 'What was sent is kept for a while only: docs/operating.md',
  });
  withFilter(list)
    .option('--limit <count>', 'no more than so many', readLimit, USUAL)
    .option(...JSON_OUTPUT)
    .action(async ({ limit, json, ...filter }: ListOptions) => {
      const database = await nameDatabase(context, {});
      const found = await database.lend(async (knex) =>
        listDeliveries(knex, await readFilter(knex, filter), { offset: 0, limit: limit + 1 }),
      );
      const mails = found.map(({ entry }) => entry);
      const named = mails.slice(0, limit).map((mail) => ({ notice: deliveryId(mail), ...mail }));
      printList(context.console, named, COLUMNS, { json, none: 'There are no such mails.' });
      tellOfMailFiles(
        context,
        named.some(({ state }) => state === 'sent'),
      );
      if (mails.length > limit) context.console.tell(`There are more; --limit ${limit * 10} shows some of them.`);
    });
}

function readLimit(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Expected a number from 1 to 999999.');
  return Number(text);
}
