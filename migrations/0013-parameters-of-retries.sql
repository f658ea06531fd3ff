-- What the call said whose answer is remembered: the same key with other parameters is not a repeat. Null in rows of
-- earlier versions, which end within a day.
alter table retries add parameters bytea check (octet_length(parameters) = 32);
