import type { Knex } from 'knex';

/** One SQL text with `$1` placeholders; PostgreSQL plans it once per connection, under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/**
 * Runs a named statement in one exchange and gives its rows.
 * The text goes to the driver as it is: Knex lends the connection and does no rewriting of bindings.
 */
export async function execute<Row>(knex: Knex, { name, text }: Statement, values: readonly unknown[]): Promise<Row[]> {
  const result = await knex.raw<{ rows: Row[] }>(text).options({ name, values });
  return result.rows;
}
