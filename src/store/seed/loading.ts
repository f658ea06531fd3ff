import type { Knex } from 'knex';
import type { Fixture } from './reading/fixture.ts';
import type { Row } from './bulk.ts';
import type { Problems } from './problems.ts';

/** The state of loading a fixture into a database, inside one transaction. */
export interface Loading {
  readonly trx: Knex;
  readonly fixture: Fixture;
  /** The moment from which relative dates and defaults count. */
  readonly now: Date;
  readonly problems: Problems;
  /** Notes rows to insert once every entry has been looked at and no problem was found. */
  readonly insert: (table: string, rows: readonly Row[]) => void;
}
