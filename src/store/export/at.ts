/**
 * An instant as fixtures write it: in UTC, or at an offset where it has a year of four digits. In UTC the first and the
 * last day of the calendar of a server may lie in 0001 BC and in 10000.
 */
export const at = (
  column: string,
): string => `case when ${column} < '0001-01-01 00:00:00+00' then ${shifted(column, '+14:00')}
                 when ${column} >= '10000-01-01 00:00:00+00' then ${shifted(column, '-14:00')}
                 else to_char(${column} at time zone 'UTC', '${FORM}"Z"') end`;

const FORM = 'YYYY-MM-DD"T"HH24:MI:SS.US';

const shifted = (column: string, offset: string): string =>
  `to_char(${column} at time zone interval '${offset}', '${FORM}"${offset}"')`;

/** The login of an account. */
export const login = (column: string): string => `(select users.login from users where users.id = ${column})`;
