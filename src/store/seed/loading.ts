import type { Knex } from 'knex';
import type { Fixture } from './fixture.ts';
import type { Row } from './bulk.ts';
import type { Problems } from './problems.ts';

/** One fixture on its way into one database, inside one transaction. */
export interface Loading {
  readonly trx: Knex;
  readonly fixture: Fixture;
  /** What relative dates and defaults count from. */
  readonly now: Date;
  readonly problems: Problems;
  /** Notes rows to insert once every entry has been looked at and no problem was found. */
  readonly insert: (table: string, rows: readonly Row[]) => void;
}
