import type { Knex } from 'knex';
import type pg from 'pg';

/** One SQL text with `$1` placeholders; PostgreSQL plans it once per connection, under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * Runs a named statement in one exchange and gives its rows. Knex lends the connection, a transaction its own, and the
 * driver is asked directly: the text needs no rewriting of bindings, and knex.raw took as much processor time around
 * an exchange as a third of the exchange itself (119 against 90 µs for one row, medians of seven times 4000).
 */
export async function execute<Row>(knex: Knex, { name, text }: Statement, values: unknown[]): Promise<Row[]> {
  const lender = knex.client as Knex.Client;
  const connection = (await lender.acquireConnection()) as pg.Client;
  try {
    const { rows } = await connection.query<Row & pg.QueryResultRow>({ name, text, values });
    return rows;
  } finally {
    await lender.releaseConnection(connection);
  }
}
