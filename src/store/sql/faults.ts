/** SQLSTATE classes after which nothing was written: bad input, or a conflict with another transaction. */
const ROLLED_BACK = /^(21|22|23|40|42|54|55|57014)/;

const sqlStateOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * Whether a batch that failed like this left nothing behind and may be tried again member by member. When the
 * connection went away nobody knows what was written, and trying again would only wait for the same database.
 */
export const isRetriedAlone = (error: unknown): boolean => ROLLED_BACK.test(sqlStateOf(error));

/** PostgreSQL broke a statement off because it took longer than it may. */
export const isTimeout = (error: unknown): boolean => sqlStateOf(error) === '57014';
