/** Numbers of tasks, accounts and the rest, versions and minutes are an int of the database. */
export const LARGEST_INT = 2_147_483_647;
