/** An instant as fixtures write it. */
export const at = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The login of an account. */
export const login = (column: string): string => `(select users.login from users where users.id = ${column})`;
