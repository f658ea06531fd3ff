-- The uuid of a new task begins with the time (version 7, RFC 9562, 5.7): its index grows at its end. With a random one
-- every task goes to a page of its own, which is seldom in memory when there are many, and is written to the WAL whole
-- after each checkpoint: with a million open tasks a reassignment took the database a tenth longer.
do $$
begin
  if to_regprocedure('uuidv7()') is not null then
    alter table tasks alter uuid set default uuidv7();
    return;
  end if;

  -- PostgreSQL 18 brings its own. The version is in the upper half of the seventh byte; the variant is that of the
  -- random uuid.
  create function uuidv7() returns uuid language sql volatile as $function$
    select encode(
             set_byte(overlay(random placing substring(int8send(unix_ms) from 3) from 1 for 6), 6,
                      112 | (get_byte(random, 6) & 15)),
             'hex')::uuid
      from (select uuid_send(gen_random_uuid()) as random,
                   floor(extract(epoch from clock_timestamp()) * 1000)::bigint as unix_ms) as parts
  $function$;
  alter table tasks alter uuid set default uuidv7();
end
$$;
