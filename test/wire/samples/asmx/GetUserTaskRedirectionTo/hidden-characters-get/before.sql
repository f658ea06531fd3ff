insert into redirections (user_id, target_id, starts_at, ends_at) values (12, 31, '2099-01-01T00:00:00Z', '2099-02-01T20:00:00Z');
update users set first_name = '<Eve>', last_name = '& "Ada"' where id = 31;
