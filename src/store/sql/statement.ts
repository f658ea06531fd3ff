import type { Knex } from 'knex';
import type pg from 'pg';

/**
 * One SQL text with `$1` placeholders; PostgreSQL plans it once per connection, under its name, and one without a name
 * each time, for the values it comes with.
 */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** PostgreSQL itself gives up sooner (statement_timeout); past this it is not there to do so, or the network is not. */
const ANSWER_MS = 35_000;

/**
 * Runs a statement in one exchange and gives its rows. Knex lends the connection, a transaction its own, and the
 * driver is asked directly: the text needs no rewriting of bindings, and knex.raw took as much processor time around
 * an exchange as a third of the exchange itself (119 against 90 µs for one row, medians of seven times 4000).
 * @throws Error when there is no answer in time; whether the statement was carried out is then not known
 */
export async function execute<Row>(
  knex: Knex,
  { name, text }: Statement,
  values: unknown[],
  answerMs = ANSWER_MS,
): Promise<Row[]> {
  const lender = knex.client as Knex.Client;
  const connection = (await lender.acquireConnection()) as pg.Client;
  let isLate = false;
  const patience = setTimeout(() => {
    isLate = true;
    // Breaks the connection off, which fails the query, and Knex makes another one in its place.
    void connection.end();
  }, answerMs);
  try {
    const { rows } = await connection.query<Row & pg.QueryResultRow>(
      name === undefined ? { text, values } : { name, text, values },
    );
    return rows;
  } catch (error) {
    throw isLate
      ? new Error(`PostgreSQL has not answered ${name ?? 'a statement'} within ${answerMs} ms`, { cause: error })
      : error;
  } finally {
    clearTimeout(patience);
    await lender.releaseConnection(connection);
  }
}
