/** The columns of a `Profile`, for `users` under its own name. */
export const PROFILE_COLUMNS = `
       users.id, users.login, users.first_name as "firstName", users.last_name as "lastName",
       users.full_name as "fullName", users.email, users.roles, users.language`;
