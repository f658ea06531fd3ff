-- The names that a field of the desk offers, in their order: of ten thousand accounts, the first few hundred.
set local lock_timeout = '2s';

create index users_by_name on users (lower(full_name), id) where enabled;
